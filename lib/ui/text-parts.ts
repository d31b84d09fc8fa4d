/** The basic characters of a text message (GSM 03.38) and those that count twice. */
const BASIC = /^[\n\r !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ^{}\\[\]~|€]*$/;
const DOUBLE = /[\^{}\\[\]~|€]/g;

/** How much of a text message something takes. */
export interface TextParts {
  /** As the carrier counts them. */
  characters: number;
  parts: number;
  /** It has a character, such as an emoji, that makes every part hold less. */
  isWide: boolean;
}

/**
 * Counts as carriers do: a part holds 160 basic characters, or 70 where any other is among them; of several joined ones
 * each holds 153, or 67 (3GPP TS 23.038, 23.040).
 */
export function textParts(content: string): TextParts {
  const isWide = !BASIC.test(content);
  const characters = isWide ? content.length : content.length + (content.match(DOUBLE)?.length ?? 0);
  const [alone, joined] = isWide ? [70, 67] : [160, 153];
  return { characters, parts: characters <= alone ? 1 : Math.ceil(characters / joined), isWide };
}

/** As many as a message may have, in texts and in reminders by e-mail. */
export const MAX_TEXT_CHARACTERS = 1_600;
/** Carriers take no more: 1,530 basic characters, or 670 where any other is among them. */
const MOST_PARTS = 10;

/** Why something cannot be sent as a text message, in words for its field; null where it can. */
export const textProblem = (content: string): string | null => {
  if (content.trim() === "") return "Write a message.";
  return content.length > MAX_TEXT_CHARACTERS || textParts(content).parts > MOST_PARTS
    ? "This is too long for a text message. Shorten it or write an e-mail."
    : null;
};
