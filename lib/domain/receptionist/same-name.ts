const folded = (name: string): string[] =>
  name
    .normalize("NFD")
    .toLowerCase()
    .replace(/\p{M}|['’]/gu, "")
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * Whether a name as said is the one on record: its first and last word are in it, whatever the case, the accents and
 * the words between. A name of one word is met by that word.
 */
function isSameName(said: string, recorded: string): boolean {
  const words = folded(said);
  const [first, ...others] = folded(recorded);
  return first !== undefined && words.includes(first) && words.includes(others.at(-1) ?? first);
}

const MOST_WORDS_SAID = 5;

/**
 * Whether a name as said proves the one on record: it has the first and the last word of it and no word that is not
 * in it, in five words at most. A list of likely names proves none of them.
 */
export function provesName(said: string, recorded: string): boolean {
  const words = folded(said);
  const known = folded(recorded);
  const isOfIt = words.length <= MOST_WORDS_SAID && words.every((word) => known.includes(word));
  return isOfIt && isSameName(said, recorded);
}

/** Whether names stand for more than one person: "Ana" and "Ana Lopez" are one, "Ana Lopez" and "Mia Lopez" two. */
export function areSeveralPeople(names: readonly string[]): boolean {
  const known = names.filter((name) => folded(name).length > 0);
  return known.some((one) => known.some((other) => !isSameName(one, other) && !isSameName(other, one)));
}
