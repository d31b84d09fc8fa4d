import { Temporal } from "temporal-polyfill";
import type { Known } from "./known";
import { daysIn } from "./moments";

/** A day on which the business is said to be open or closed: a weekday (1 Monday to 7 Sunday) or a date. */
interface OpeningSaid {
  isOpen: boolean;
  day: number | string;
}

const OF_THE_HOUSE =
  /\b(?:we|office|clinic|practice|salon|shop|store|studio|garage|desk|doors?|business)(?:'re| are| is|'s|'ll be| will be)?(?: \w+){0,2} (?:open|closed)\b|^(?:open|closed)\b/;
const SEGMENTS = /;|(?:,| and| but)+ (?=(?:(?:we're|we are|it's) )?(?:open|closed)\b)|\. /;
const NEGATED = /\b(?:not|n't|aren't|isn't|never) (?:\w+ )?open\b/;
const NOW = /\b(?:open|closed)(?: right)? now\b|\bcurrently (?:open|closed)\b/;

/** The days that a text (lower case) calls open or closed. */
function openingsIn(text: string, known: Known): OpeningSaid[] {
  return text.split(SEGMENTS).flatMap((segment) => {
    if (!OF_THE_HOUSE.test(segment) || /^(?:if|when|unless)\b/.test(segment)) return [];
    const isOpen = !/\bclosed\b/.test(segment) && !NEGATED.test(segment);
    const { dates, weekdays } = daysIn(segment, known.facts);
    return [...dates, ...weekdays].map((day) => ({ isOpen, day }));
  });
}

/** Whether the hours and closures of the business bear it out. */
function isInFacts({ isOpen, day }: OpeningSaid, { facts }: Known): boolean {
  const weekday = typeof day === "number" ? day : Temporal.PlainDate.from(day).dayOfWeek;
  const hasHours = facts.hours.some((interval) => interval.day === weekday % 7);
  if (typeof day === "number") return hasHours === isOpen;
  const closure = facts.closures.find(({ from, to }) => from < `${day}T24:00` && to > `${day}T00:00`);
  return isOpen ? hasHours : !hasHours || closure !== undefined;
}

/** Whether a sentence (lower case) calls a day open or closed that is not so. */
export function isWrongOpening(text: string, known: Known): boolean {
  const { facts } = known;
  if (text.endsWith("?") || facts.hours.length === 0) return false;
  if (NOW.test(text) && OF_THE_HOUSE.test(text)) {
    return facts.isOpenNow !== (!/\bclosed\b/.test(text) && !NEGATED.test(text));
  }
  const said = openingsIn(text, known);
  if (said.length === 0) return false;
  const written = openingsIn(known.ownersWords, known);
  const isWritten = ({ isOpen, day }: OpeningSaid): boolean =>
    written.some((one) => one.isOpen === isOpen && one.day === day);
  return said.some((one) => !isInFacts(one, known) && !isWritten(one));
}
