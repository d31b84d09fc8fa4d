import type { ServiceFact } from "../brain/facts";
import { matchServices } from "../brain/match-service";
import { COMMON } from "./english";

/** An amount or a duration in a text, and what it is said of. */
export interface Stated {
  unit: "money" | "minutes";
  /** Nothing to pay is 0. */
  value: number;
  /** Services and kinds of charges that it belongs to; none where none was named. */
  of: string[];
  /** The words around it. */
  clause: string;
}

const ONES =
  "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen";
const TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";
const NUMBER_WORDS = `(?:(?:an?|${ONES}|${TENS}|hundred|thousand|and)[ -]+)*(?:${ONES}|${TENS}|hundred|thousand)`;
const MONEY_IN_WORDS = new RegExp(`\\b(${NUMBER_WORDS})[ -](?:dollars?|bucks|euros?|pounds?)\\b`, "g");
const MONEY =
  /[$€£]\s?(\d[\d,]*(?:\.\d{1,2})?)|\b(\d[\d,]*(?:\.\d{1,2})?)\s?(?:dollars?|bucks|euros?|pounds?|cents?|usd|eur|gbp)\b/g;
/** "costs 120", "the fee is 80": an amount without its currency. */
const BARE_PRICE =
  /\b(?:costs?|prices?|priced|charges?|fees?|rates?|pay|total)\b[^\d,;.?!$€£]{0,24}?\b(\d[\d,]*)\b(?!\s*(?:minutes?|hours?|days?|weeks?|months?|years?|%|percent|[ap]\.?m|o'clock|:))/g;
/** Words for nothing to pay. */
const NO_CHARGE =
  /\b(?:free of charge|(?:at )?no (?:extra |additional )?(?:cost|charge)|complimentary|for free|on the house|costs? (?:you )?nothing|(?:don't|do not|won't|needn't)(?: (?:have|need))?(?: to)? (?:pay|be charged))\b/;
/** "It's free", of a price: a time that is free has a day or an hour. */
const COSTS_NOTHING = /\b(?:is|are|it's|that's) free(?= (?:for|with|this|behind|in|to)\b|[.!,]|$)/;
const HAS_TIME =
  /\d|\b(?:today|tomorrow|noon|o'clock|morning|afternoon|evening|slot|time|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/;
/** "Free parking"; not "feel free to", "free slots", "free on Monday". */
const FREE_THING =
  /(?<!\b(?:feel|be|am|are you) )(?<![-\w])free (?!(?:to|of|on|at|for|from|until|now|today|tomorrow|then|this|next|right|between|after|before|and|or|in|all|behind|with|without|during|near|inside|outside|if|when|because|as|so|too|again|any|every|anyway|slots?|spots?|times?|openings?|appointments?|days?|hours?|mornings?|afternoons?|evenings?|starts?)\b)([a-z]{3,})/;
const CHARGE = /\b(fee|deposit|penalty|surcharge|copay|co-pay|fine of|tax|tip)s?\b/g;
const MINUTES = /\b(\d+)[ -]min(?:ute)?s?\b/g;
const DURATION = new RegExp(
  `\\b(\\d+|${NUMBER_WORDS}|an?)[ -](hours?|min(?:ute)?s?)(?: and a (half))?\\b`,
  "g",
);
const CLAUSES = /[;:—]|,(?!\d)|\b(?:and|but|or)\b/;
const SENTENCES = /[.!?]+(?:\s|$)|\n/;

function worth(words: string): number {
  const names = [...ONES.split("|"), ...TENS.split("|")];
  const values = [
    ...Array.from({ length: 19 }, (_, i) => i + 1),
    ...Array.from({ length: 8 }, (_, i) => (i + 2) * 10),
  ];
  let [sum, part] = [0, 0];
  for (const word of words.split(/[ -]+/)) {
    if (word === "hundred") part = (part || 1) * 100;
    else if (word === "thousand") [sum, part] = [sum + (part || 1) * 1000, 0];
    else part += values[names.indexOf(word)] ?? 0;
  }
  return sum + part;
}

const numberOf = (words: string): number =>
  /^an?$/.test(words) ? 1 : /^\d/.test(words) ? Number(words.replaceAll(",", "")) : worth(words);

/** Amounts as "$120" and durations as "90 minutes", so that no "and" in a number parts it. */
const inFigures = (text: string): string =>
  text
    .replace(MONEY_IN_WORDS, (_all, words: string) => `$${worth(words)}`)
    .replace(/\bhalf an hour\b/g, "30 minutes")
    .replace(DURATION, (_all, count: string, unit: string, half: string | undefined) => {
      const minutes = numberOf(count) * (unit.startsWith("h") ? 60 : 1);
      return `${minutes + (half ? 30 : 0)} minutes`;
    });

const figuresIn = (pattern: RegExp, clause: string): number[] =>
  [...clause.matchAll(pattern)].map((match) => numberOf(match[1] ?? match[2] ?? ""));

/** A text without its amounts, so that "$3.30" is not half past three. */
export const withoutMoney = (text: string): string => text.replace(MONEY, " ");

export const isFree = (clause: string): boolean =>
  NO_CHARGE.test(clause) || FREE_THING.test(clause) || (COSTS_NOTHING.test(clause) && !HAS_TIME.test(clause));

/** What a text (lower case) calls free, where it names it right after the word. */
export const freeThing = (clause: string): string | null => FREE_THING.exec(clause)?.[1] ?? null;

/** The words that carry what a clause is about. */
export const contentOf = (clause: string): string[] =>
  (clause.match(/[a-z]{4,}/g) ?? []).filter(
    (word) => !COMMON.has(word) && !/^(?:free|charge|cost)s?$/.test(word),
  );

/** Services and kinds of charges that a clause names. */
export const subjectsIn = (clause: string, services: readonly ServiceFact[]): string[] => [
  ...matchServices(clause, services).map(({ name }) => name),
  ...[...clause.matchAll(CHARGE)].map(([, charge = ""]) => charge),
];

/** Every amount and duration in a text (lower case); each belongs to what its clause names, else to what was named last. */
export function statedIn(text: string, services: readonly ServiceFact[]): Stated[] {
  return inFigures(text)
    .split(SENTENCES)
    .flatMap((sentence) => {
      const clauses = sentence.split(CLAUSES);
      const subjects = clauses.map((clause) => subjectsIn(clause, services));
      return clauses.flatMap((clause, at): Stated[] => {
        const named = subjects.slice(0, at + 1).findLast((names) => names.length > 0);
        const of = named ?? subjects.find((names) => names.length > 0) ?? [];
        const money = new Set([...figuresIn(MONEY, clause), ...figuresIn(BARE_PRICE, clause)]);
        const minutes = figuresIn(MINUTES, clause);
        return [
          ...[...money, ...(isFree(clause) ? [0] : [])].map(
            (value) => ({ unit: "money", value, of, clause }) as const,
          ),
          ...minutes.map((value) => ({ unit: "minutes", value, of, clause }) as const),
        ];
      });
    });
}
