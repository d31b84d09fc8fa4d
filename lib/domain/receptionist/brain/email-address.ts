import { numberValue } from "./spoken-numbers";

const LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
const ADDRESS = new RegExp(`[a-z0-9._%+-]*[a-z0-9_%+-]@(?:${LABEL}\\.)+[a-z]{2,}`);
const WHOLE_ADDRESS = new RegExp(`^${ADDRESS.source}$`);

/** A text in lower case in which addresses that are said ("maya at example dot com") stand as they are written. */
export const writtenAddresses = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\b[a-z](?:-[a-z])+\b/g, (letters) => letters.replaceAll("-", ""))
    .replace(/\s+underscore\s+/g, "_")
    .replace(/\s+dot\s+/g, ".")
    .replace(/\s+at\s+(?=[a-z0-9-]+\.[a-z]{2,})/g, "@");

/** An e-mail address as written or said ("maya at example dot com"); null where there is none. */
export function emailIn(utterance: string): string | null {
  return writtenAddresses(utterance).match(ADDRESS)?.[0] ?? null;
}

const SIGNS: [RegExp, string][] = [
  [/\s*\b(?:dot|period|full stop)\b\s*/g, "."],
  [/\s*\bunder ?score\b\s*/g, "_"],
  [/\s*\b(?:dash|hyphen|minus)\b\s*/g, "-"],
  [/\s*\bplus\b\s*/g, "+"],
  [/\s*\bat(?: sign)?\b\s*/g, "@"],
];
/** What people say before the address itself. */
const LEAD_IN =
  /^(?:(?:yes|yeah|yep|sure|ok|okay|of course|please|so|um+|uh+|well|oh|no|sorry)\b|(?:it's|it is|that's|that is|that would be|this is)\b|(?:(?:my|the) )?(?:e-?mail|address)(?: address)?(?: is|'s|:)?|(?:you can )?(?:use|send it to|try)\b|\bis\b)[,.:; ]*/;
/** Providers whose names are heard as two words. */
const SPLIT_NAMES: [RegExp, string][] = [
  [/\bg mail\b/g, "gmail"],
  [/\bhot mail\b/g, "hotmail"],
  [/\bout look\b/g, "outlook"],
  [/\bi cloud\b/g, "icloud"],
];

function withoutLeadIn(text: string): string {
  const shorter = text.replace(LEAD_IN, "");
  return shorter === text ? text : withoutLeadIn(shorter);
}

/** Letters read out one by one ("j-o-h-n") as the word they spell, and numbers said as words as figures. */
const joined = (words: string): string =>
  words
    .replace(/\b[a-z](?:-[a-z])+\b/g, (letters) => letters.replaceAll("-", ""))
    .split(/[\s,]+/)
    .map((word) => numberValue(word) ?? word)
    .join("");

/**
 * The address in the answer to a question for one, where more can be taken for it than elsewhere: "it's m torres
 * underscore seven at g mail dot com" is m torres_7@gmail.com without the space. Null where there is none.
 */
export function answeredEmail(utterance: string): string | null {
  const text = utterance
    .toLowerCase()
    .replace(/[’`‘]/g, "'")
    .trim()
    .replace(/[.!?,;]+$/, "");
  if (text.includes("@")) return emailIn(text);
  const isSpelled = SPLIT_NAMES.reduce((said, [heard, name]) => said.replace(heard, name), text);
  const plain = withoutLeadIn(isSpelled)
    .split(/\s+/)
    .map((word) => (/^[a-z](?:-[a-z])+$/.test(word) ? word.replaceAll("-", "") : word))
    .join(" ");
  const signed = SIGNS.reduce((said, [words, sign]) => said.replace(words, sign), plain);
  const at = signed.lastIndexOf("@");
  if (at < 1) return null;
  const address = `${signed
    .slice(0, at)
    .split(/([._+@-])/)
    .map(joined)
    .join("")}@${signed
    .slice(at + 1)
    .split(/([.-])/)
    .map(joined)
    .join("")}`;
  return WHOLE_ADDRESS.test(address) && address.length <= 254 ? address : null;
}
