/** Words that carry no question. */
const STOP = new Set(
  "a an the and or but if of to for from in on at by with about is are was were be been am do does did can could would will should shall may might must i me my mine we us our you your yours it its this that these those there here what which who whom whose when how why as so than then also just please hi hello hey okay ok yes no not any some all much many very more most um uh oh well know tell wondering question wanted ask s t re ve ll d m".split(
    " ",
  ),
);
/** Words that nearly every question has: they count, but little. */
const LIGHT = new Set(
  "take takes accept accepts accepting have has got need needs want offer offers get give provide anything something everything anyone thing things first time times come comes go make use where like long still currently also ones kind".split(
    " ",
  ),
);
const LIGHT_WEIGHT = 0.35;

/** Different words for the same thing. The first is what stems are compared by. */
const SAME: readonly string[][] = [
  ["price", "prices", "pricing", "cost", "costs", "fee", "fees", "charge", "charges", "expensive", "rate"],
  ["insurance", "insured", "insurances", "coverage", "cover", "covered"],
  ["pay", "payment", "payments", "paying", "card", "cards", "cash", "credit"],
  ["park", "parking", "parked", "garage", "lot"],
  ["cancel", "cancelling", "cancellation", "canceling"],
  ["kid", "kids", "child", "children", "pediatric"],
  ["email", "mail", "e-mail"],
  ["phone", "telephone", "number"],
  ["doctor", "dentist", "dr"],
];

export interface Term {
  /** Lower case. */
  word: string;
  /** The word with others that mean the same, as `websearch_to_tsquery` reads them. */
  search: string;
  weight: number;
}

/** What a word is compared by, without its ending. */
export const stemOf = (word: string): string => {
  const group = SAME.find((words) => words.includes(word));
  return (group?.[0] ?? word).replace(/(?:ings?|es|s|ed|e)$/, "");
};

/** The words of a question that say what it is about, each once, at most 24. */
export function termsOf(question: string): Term[] {
  const asked = question.toLowerCase().replace(/\bhow much (?=is|are|do|does|for|would|will|did)/g, "price ");
  const words = asked.match(/[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*/gu) ?? [];
  const kept = words
    .flatMap((word) => word.replace(/['’](?:s|re|ve|ll|d|m|t)$/, "").split(/['’]/))
    .filter((word) => word.length > 1 && word.length <= 60 && !STOP.has(word));
  return [...new Set(kept)].slice(0, 24).map((word) => ({
    word,
    search: (SAME.find((group) => group.includes(word)) ?? [word]).join(" or "),
    weight: LIGHT.has(word) ? LIGHT_WEIGHT : 1,
  }));
}

/** Whether two questions ask the same: each weighty word of the one is in the other, which leaves no "deep" cleaning out. */
export function isSameQuestion(one: string, two: string): boolean {
  const weighty = (text: string): string[] =>
    termsOf(text).flatMap(({ word, weight }) => (weight < 1 ? [] : [stemOf(word)]));
  const [ones, twos] = [weighty(one), weighty(two)];
  return (
    ones.length > 0 && ones.every((stem) => twos.includes(stem)) && twos.every((stem) => ones.includes(stem))
  );
}

/** The share of a question's words, by weight, that are among some cues (stems). */
export function coverage(terms: readonly Term[], isCovered: (stem: string, word: string) => boolean): number {
  const total = terms.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return 0;
  const covered = terms.reduce(
    (sum, { word, weight }) => sum + (isCovered(stemOf(word), word) ? weight : 0),
    0,
  );
  return covered / total;
}
