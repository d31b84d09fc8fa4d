/** Letters read out: "B as in boy", "double L", "capital M", "T-O-R-R-E-S", "T, O, R". */
const AS_IN = /\b(\p{L})\b(?: as in| like| for) (?:an? )?\p{L}+\b[,.]?/giu;
const DOUBLE = /\bdouble (\p{L})\b/giu;
const CAPITAL = /\b(?:capital|upper ?case|letter) (?=\p{L}\b)/giu;
const LETTERS = /(?<![\p{L}'’])(?:\p{L}[ ,.-]+){2,}\p{L}(?![\p{L}'’])/gu;

const capitalised = (letters: string): string =>
  letters.charAt(0).toUpperCase() + letters.slice(1).toLowerCase();

/** The words that an utterance spells, and the utterance with them in place of their letters. */
export function readSpelling(text: string): { words: string[]; text: string } {
  const plain = text.replace(AS_IN, "$1 ").replace(DOUBLE, "$1 $1").replace(CAPITAL, "").replace(/\s+/g, " ");
  const words: string[] = [];
  const joined = plain.replace(LETTERS, (letters) => {
    const word = capitalised(letters.replace(/[ ,.-]+/g, ""));
    words.push(word);
    return word;
  });
  return { words, text: words.length > 0 ? joined : text };
}

/** How many letters two words differ by (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= other.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (letter === other[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** A name with a spelled word in place of the one that sounds like it; else with it as its last word. */
export function withSpelled(name: string | null, spelled: string): string {
  const words = (name ?? "").split(" ").filter(Boolean);
  const apart = words.map((word) => distance(word.toLowerCase(), spelled.toLowerCase()));
  const nearest = apart.indexOf(Math.min(...apart));
  const isLike = (apart[nearest] ?? Number.POSITIVE_INFINITY) <= Math.ceil(spelled.length / 2);
  if (isLike) return words.map((word, i) => (i === nearest ? spelled : word)).join(" ");
  return words.length > 1 ? [...words.slice(0, -1), spelled].join(" ") : [...words, spelled].join(" ");
}

/** Spellings that are easily misheard: clusters of letters that few English words have. */
const UNUSUAL =
  /[bcdfghjklmnpqrstvwxz]{4,}|[aeiou]{3,}|^(?:ng|mb|nk|ts|tz|dz|sz|cz|rz|xh|zh?b|hj)|[bdg]h|cz|sz|rz|dz|q(?!u)|x[^aeiouy]|uu|ii|aa|yk|jk|vk|[^\p{ASCII}]/iu;

/** The words of a name whose spelling it would be unsure of. */
export const unusualWords = (name: string): string[] => name.split(" ").filter((word) => UNUSUAL.test(word));

/** A word for the ear, letter by letter: "J-A-S-K". */
export const spelledOut = (word: string): string =>
  [...word.toUpperCase()].filter((c) => /\p{L}/u.test(c)).join("-");
