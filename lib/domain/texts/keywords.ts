const STOP = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"];
const START = ["START", "UNSTOP", "YES"];
const HELP = ["HELP", "INFO"];

type KeywordKind = "stop" | "start" | "help";

export interface Keyword {
  kind: KeywordKind;
  word: string;
}

/**
 * What a text asks of the carriers' keywords, as their rules have it: the whole text is the word, in any case and with
 * any punctuation; null for every other text.
 */
export function keywordOf(text: string): Keyword | null {
  const word = text.toUpperCase().replace(/[\s\p{P}\p{S}]+/gu, "");
  if (STOP.includes(word)) return { kind: "stop", word };
  if (START.includes(word)) return { kind: "start", word };
  return HELP.includes(word) ? { kind: "help", word } : null;
}

/** The answer that carriers ask for, in the name of the business. `contact`: how else it is reached; may be empty. */
export function keywordReply(kind: KeywordKind, business: string, contact: string): string {
  switch (kind) {
    case "stop":
      return `${business}: You are unsubscribed and will receive no more messages. Reply START to receive them again.`;
    case "start":
      return `${business}: You will receive messages again. Message and data rates may apply. Reply HELP for help, STOP to stop.`;
    default:
      return `${business}: For help${contact ? ` reach us at ${contact}` : " call this number"}. Message and data rates may apply. Reply STOP to stop.`;
  }
}
