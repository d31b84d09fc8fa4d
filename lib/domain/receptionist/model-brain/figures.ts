import type { Known } from "./known";

const MONEY =
  /[$€£]\s?(\d[\d,]*(?:\.\d{1,2})?)|\b(\d[\d,]*(?:\.\d{1,2})?)\s?(?:dollars?|bucks|euros?|pounds?|cents?|usd|eur|gbp)\b/g;
/** "costs 120", "the fee is 80": an amount without its currency. */
const BARE_PRICE =
  /\b(?:costs?|prices?|priced|charges?|fees?|rates?|pay|total)\b[^\d,;.?!]{0,24}?\b(\d[\d,]*)\b(?!\s*(?:minutes?|hours?|days?|weeks?|months?|years?|%|percent|[ap]\.?m|o'clock|:))/g;
const ONES =
  "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen";
const TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";
const WORDS = new RegExp(
  `\\b((?:(?:an?|${ONES}|${TENS}|hundred|thousand|and)[ -]+)*(?:${ONES}|${TENS}|hundred|thousand))[ -](?:dollars?|bucks|euros?|pounds?)\\b`,
  "g",
);
const PERCENT = /\b(\d{1,3}(?:\.\d+)?)\s?(?:%|percent)/g;
const FAVOURS =
  /\b(?:free of charge|at no (?:extra )?(?:cost|charge)|no charge|complimentary|for free|on the house|discount(?:ed)?|refund(?:ed|able)?|waive[ds]?|half price|voucher|coupon|warranty|guaranteed?)\b/g;
/** "It's free", of a price: a time that is free has a day or an hour. */
const COSTS_NOTHING = /\b(?:is|are|it's|that's) free(?= (?:for|with|this)|[.!,]|$)/;
const HAS_TIME =
  /\d|\b(?:today|tomorrow|noon|o'clock|morning|afternoon|evening|slot|time|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/;
const NUMBER = /[+(]?\d[\d\s().-]{5,}\d/g;
const ADDRESS =
  /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b|\b(?:https?:\/\/|www\.)\S+|\b[\w-]+\.(?:com|net|org|io|co|example|invalid)(?:\/\S*)?\b/g;

const all = (pattern: RegExp, text: string): string[] =>
  [...text.matchAll(pattern)].map((match) => (match[1] ?? match[2] ?? match[0]).trim());

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

const amount = (figure: string): number => Number(figure.replaceAll(",", ""));

/** Amounts of money in a text (lower case), as numbers. */
const moneyIn = (text: string): number[] => [
  ...all(MONEY, text).map(amount),
  ...all(WORDS, text).map(worth),
  ...all(BARE_PRICE, text).map(amount),
];

/** A text without its amounts, so that "$3.30" is not half past three. */
export const withoutMoney = (text: string): string => text.replace(MONEY, " ");

const digits = (text: string): string => text.replace(/\D/g, "");

/**
 * What a sentence (lower case) states of prices, discounts, numbers and addresses that nobody told us.
 * @returns the words in question; null where there are none.
 */
export function unknownFigure(text: string, known: Known): string | null {
  const { businessText, callerText, facts } = known;
  const prices = new Set(moneyIn(businessText));
  const price = moneyIn(text).find((value) => !prices.has(value));
  if (price !== undefined) return `the price ${price}`;
  const shares = new Set(all(PERCENT, businessText));
  const share = all(PERCENT, text).find((value) => !shares.has(value));
  if (share !== undefined) return `${share} percent`;
  const favour = all(FAVOURS, text).find((words) => !businessText.includes(words.split(" ").at(-1) ?? words));
  if (favour !== undefined) return `“${favour}”`;
  const isGift = COSTS_NOTHING.test(text) && !HAS_TIME.test(text);
  if (isGift && !/\bfree\b/.test(businessText)) return "“free”";
  const numbers = [facts.callerNumber, ...(`${businessText} ${callerText}`.match(NUMBER) ?? [])].map(digits);
  const number = (text.match(NUMBER) ?? []).find(
    (said) =>
      digits(said).length >= 7 &&
      !numbers.some((one) => one !== "" && (one.endsWith(digits(said)) || digits(said).endsWith(one))),
  );
  if (number !== undefined) return `the number ${number}`;
  const address = (text.match(ADDRESS) ?? []).find(
    (said) => !businessText.includes(said) && !callerText.includes(said),
  );
  return address === undefined ? null : `the address ${address}`;
}
