import { plainText } from "../brain/heard";

const RUN_WORDS = 7;
const OWNERS_RUN_WORDS = 20;
const MACHINE_TEXT = [
  /[{}<>|\\]|\[[^\]]*["{]|":/,
  /\b[a-z]+_[a-z_]+\b/,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-/i,
  /\d{4}-\d{2}-\d{2}(?:t|\b)/i,
  /\b(?:system|developer|hidden|initial|original) (?:prompt|message|instructions?)\b/i,
  /\bmy (?:prompt|instructions|rules)\b/i,
  /\b(?:tool|function) ?call/i,
  /\bas an? (?:large )?language model\b/i,
];
const NO_MACHINE =
  /\bi(?:'m| am) (?:not an? (?:ai|bot|robot|machine|computer)|an? (?:real |actual )?(?:human|person))\b/i;

const wordsOf = (text: string): string[] => plainText(text).match(/[\p{L}\p{N}']+/gu) ?? [];

function runsOf(texts: readonly string[], length: number): Set<string> {
  const runs = new Set<string>();
  for (const text of texts) {
    const words = wordsOf(text);
    for (let at = 0; at + length <= words.length; at += 1) runs.add(words.slice(at, at + length).join(" "));
  }
  return runs;
}

export interface Leaks {
  /** Why a sentence is not for the caller's ear; null where it may be said. */
  in(sentence: string): string | null;
}

/**
 * Tells whether a sentence gives away how the receptionist is told to work.
 * @param secret what is never repeated, such as rules and tool descriptions.
 * @param owners the owner's instructions, which may be answered from but not recited.
 */
export function leaksOf(secret: readonly string[], owners: string): Leaks {
  const runs = runsOf(secret, RUN_WORDS);
  const recited = runsOf([owners], OWNERS_RUN_WORDS);
  const repeats = (words: string[], of: Set<string>, length: number): boolean =>
    words.some((_word, at) => at + length <= words.length && of.has(words.slice(at, at + length).join(" ")));
  return {
    in(sentence) {
      if (MACHINE_TEXT.some((pattern) => pattern.test(sentence))) return "it holds internal text";
      if (NO_MACHINE.test(sentence)) return "you are an AI receptionist and may not deny it";
      const words = wordsOf(sentence);
      if (repeats(words, runs, RUN_WORDS) || repeats(words, recited, OWNERS_RUN_WORDS)) {
        return "it repeats your instructions";
      }
      return null;
    },
  };
}
