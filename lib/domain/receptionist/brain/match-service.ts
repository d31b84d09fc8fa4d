/** Words that say nothing about which service is meant. */
const FILLER = new Set(
  "a an the my our i we to for of and or in on at with some get have need want like please service treatment appointment visit session new routine regular".split(
    " ",
  ),
);

/** Everyday words for what services are called, where the two share no letters. */
const ALIASES: [RegExp, string][] = [
  [/\b(?:clean(?:ed)?|hygienist|hygiene|scale and polish)\b/g, "cleaning"],
  [/\b(?:check[- ]?up|exam(?:ination)?)\b/g, "checkup exam"],
  [/\b(?:haircut|trim|cut)\b/g, "haircut"],
  [/\b(?:whiten(?:ed)?|bleach(?:ing)?)\b/g, "whitening"],
  [/\b(?:toothache|tooth ?ache|emergency)\b/g, "emergency"],
  [/\b(?:x ray|xray)s?\b/g, "x-ray"],
];

const stem = (word: string): string => word.replace(/(?:ings?|es|s|ed)$/, "").replace(/(.)\1$/, "$1");

function words(text: string): string[] {
  const plain = ALIASES.reduce((said, [pattern, word]) => said.replace(pattern, word), text.toLowerCase());
  return (plain.match(/[\p{L}\p{N}-]+/gu) ?? []).filter((word) => !FILLER.has(word)).map(stem);
}

/** Whether two words differ by at most one typed or heard letter. */
function isNear(a: string, b: string): boolean {
  if (a === b) return true;
  if (Math.min(a.length, b.length) < 5 || Math.abs(a.length - b.length) > 1) return false;
  let [i, j, edits] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) [i, j] = [i + 1, j + 1];
    else {
      edits += 1;
      if (edits > 1) return false;
      if (a.length >= b.length) i += 1;
      if (b.length >= a.length) j += 1;
    }
  }
  return edits + (a.length - i) + (b.length - j) <= 1;
}

/**
 * The services that are named in what was said: those that share the largest part of their name with it.
 * One entry is a match; several are equally likely; none means no service was named.
 */
export function matchServices<S extends { name: string }>(said: string, services: readonly S[]): S[] {
  const heard = words(said);
  const scored = services.map((service) => {
    const name = words(service.name);
    const hits = name.filter((word) => heard.some((other) => isNear(word, other)));
    return { service, hits: hits.length, share: name.length === 0 ? 0 : hits.length / name.length };
  });
  const named = scored.filter(({ hits }) => hits > 0);
  const most = Math.max(...named.map(({ hits }) => hits));
  const best = named.filter(({ hits }) => hits === most);
  const share = Math.max(...best.map((entry) => entry.share));
  return best.filter((entry) => entry.share === share).map(({ service }) => service);
}
