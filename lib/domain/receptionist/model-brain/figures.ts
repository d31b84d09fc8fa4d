import { writtenAddresses } from "../brain/email-address";
import type { Known } from "./known";
import { contentOf, freeThing, type Stated, statedIn, subjectsIn } from "./stated";

const PERCENT = /\b(\d{1,3}(?:\.\d+)?)\s?(?:%|percent)/g;
const FAVOURS =
  /\b(?:discount(?:ed)?|refund(?:ed|able)?|waive[ds]?|half price|voucher|coupon|warranty|guaranteed?)\b/g;
const NUMBER = /[+(]?\d[\d\s().-]{5,}\d/g;
const REFERENCE =
  /\b(?:reference|confirmation|booking|ticket|order)(?: (?:number|code|id))?(?: is|:)? [a-z]{0,4}-?(\d{3,})\b/g;
const ADDRESS =
  /\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b|\b(?:https?:\/\/|www\.)\S+|\b[\w-]+\.(?:com|net|org|io|co|example|invalid)(?:\/\S*)?\b/g;
/** Says how long something takes; "ten minutes early" and "24 hours before" do not. */
const TAKES =
  /\b(?:takes?|took|lasts?|long|runs?|(?:is|are|'s)(?: (?:about|only|just|usually|around))? \d+ minutes)\b/;

const all = (pattern: RegExp, text: string): string[] =>
  [...text.matchAll(pattern)].map((match) => (match[1] ?? match[0]).trim());

const digits = (text: string): string => text.replace(/\D/g, "");
const share = (one: readonly string[], two: readonly string[]): boolean =>
  one.some((word) => two.includes(word));

/** Whether the business says of something that it is free. */
function isKnownFree({ clause, of }: Stated, about: string, free: readonly Stated[]): boolean {
  const thing = freeThing(clause);
  if (of.length > 0) return free.some((known) => share(of, known.of));
  if (thing) return free.some((known) => known.clause.includes(thing));
  const own = contentOf(clause);
  const words = own.length > 0 ? own : contentOf(about);
  return free.some((known) => words.length === 0 || share(words, contentOf(known.clause)));
}

const statedBefore = new WeakMap<Known, Stated[]>();

/** What the business says of prices and durations, read once for all sentences of a step. */
function statedByBusiness(known: Known): Stated[] {
  const before = statedBefore.get(known);
  if (before) return before;
  const stated = statedIn(known.businessText, known.facts.services);
  statedBefore.set(known, stated);
  return stated;
}

/** What a sentence states of prices and durations that the business does not say of the same thing. */
function unknownAmount(text: string, utterance: string, known: Known): string | null {
  const { services } = known.facts;
  const source = statedByBusiness(known);
  const asked = subjectsIn(utterance, services);
  for (const said of statedIn(text, services)) {
    const { unit, value } = said;
    const of = said.of.length > 0 ? said.of : asked;
    const same = source.filter((one) => one.unit === unit && one.value === value);
    if (unit === "money" && value === 0) {
      if (!isKnownFree({ ...said, of }, utterance, same)) return "something as free";
      continue;
    }
    if (unit === "minutes" && (of.length === 0 || !TAKES.test(said.clause))) continue;
    const isOfIt = same.some((one) => of.length === 0 || one.of.length === 0 || share(of, one.of));
    if (!isOfIt) return unit === "money" ? `the price ${value}` : `a duration of ${value} minutes`;
  }
  return null;
}

function unknownAddress(text: string, known: Known): string | null {
  const vouched = new Set([
    ...known.callerAddresses,
    ...(writtenAddresses(`${known.businessText} ${known.callerText}`).match(ADDRESS) ?? []),
  ]);
  const isVouched = (said: string): boolean =>
    vouched.has(said) || (!said.includes("@") && [...vouched].some((one) => one.endsWith(`@${said}`)));
  return (writtenAddresses(text).match(ADDRESS) ?? []).find((said) => !isVouched(said)) ?? null;
}

/**
 * What a sentence (lower case) states of prices, durations, discounts, numbers and addresses that nobody told us.
 * @param utterance what the caller said last: "that's $120" is the price of what they asked about.
 * @returns the words in question; null where there are none.
 */
export function unknownFigure(text: string, utterance: string, known: Known): string | null {
  const { businessText, callerText, facts } = known;
  const amount = unknownAmount(text, utterance, known);
  if (amount !== null) return amount;
  const shares = new Set(all(PERCENT, businessText));
  const percent = all(PERCENT, text).find((value) => !shares.has(value));
  if (percent !== undefined) return `${percent} percent`;
  const reference = all(REFERENCE, text).find((value) => !`${businessText} ${callerText}`.includes(value));
  if (reference !== undefined) return `the reference ${reference}`;
  const favour = all(FAVOURS, text).find((words) => !businessText.includes(words.split(" ").at(-1) ?? words));
  if (favour !== undefined) return `“${favour}”`;
  const numbers = [facts.callerNumber, ...(`${businessText} ${callerText}`.match(NUMBER) ?? [])].map(digits);
  const number = (text.match(NUMBER) ?? []).find(
    (said) =>
      digits(said).length >= 7 &&
      !numbers.some((one) => one !== "" && (one.endsWith(digits(said)) || digits(said).endsWith(one))),
  );
  if (number !== undefined) return `the number ${number}`;
  const address = unknownAddress(text, known);
  return address === null ? null : `the address ${address}`;
}
