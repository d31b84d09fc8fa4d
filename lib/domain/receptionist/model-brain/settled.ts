import type { Known } from "./known";
import { type DaysSaid, daysIn, isOnDays, type Moment, momentOf, timesIn } from "./moments";

/** What leaves a time open: it offers it, allows it, asks for something first, or looks for it. */
const OFFERS =
  /\b(?:i|we)(?: do| also| still|'ve got| have got)*(?: have|'ve got)(?! (?:you|your|it|that|this)\b)|\b(?:how|what) about\b|\b(?:is|are|'s|remains?)(?: \w+)? (?:free|available|open|possible|left)\b|'s (?:free|available|open|possible)\b|\bthere(?:'s| is| are)\b(?![^,;.]*\bwaiting\b)|\bthe (?:times|openings|slots)\b|\bopenings? (?:i|we) (?:see|have|find)\b|\b(?:i|we)(?:'ve| have)?(?: just| also)? (?:found|see)(?! (?:you|your|it|that|to|from)\b)|\blet's (?:go with|say|try|look)\b|\b(?:would|could|or|either|options?|works?|suits?|earliest|soonest|next (?:one|opening|time|available|free|i have|we have))\b|\b(?:can|may)(?! (?:now |gladly |happily )*(?:confirm|say|tell|assure|promise|look forward|count)\b)\b/;
const LOOKS =
  /\b(?:let me|(?:i'll|i will) (?:just )?(?:check|look|see (?:if|whether|what|when|about))|(?:once|when) i have|checking|looking (?:at|for|into)|if|whether|i(?:'ll)? (?:just |only )?need|before i|last (?:time|visit)|had|used to|tried|you(?:'d)? (?:said|asked|mentioned|wanted|want|would like|like|prefer|are looking|were looking))\b/;
const SOOTHES =
  /\b(?:no (?:problem|worries|trouble|need(?: to)?)|not a problem|not to worry|don't (?:worry|forget|miss)|nothing (?:else|more))\b/g;
/** "I've looked at Tuesday, and …": what was looked at is not what is told. */
const LOOKED =
  /\b(?:i|we)(?:'ve| have)?(?: just| now)? (?:looked|checked|searched)\b[^,;]*?(?:,|\band\b|\bbut\b|[.!]|$)/g;
/** Makes of an offer something that was agreed, or an order to come. */
const SETTLES =
  /\bas (?:we |i |you |was )?(?:agreed|arranged|planned|promised|settled|discussed|scheduled)\b|\b(?:can|may) (?:now|just|simply) (?:come|drop|stop|show|walk)\b|\b(?:just|simply) (?:come|drop by|show up|stop by|walk in|be here)\b/;
/** "Tomorrow is Tuesday." */
const CALENDAR =
  /^(?:(?:and|so|yes|well)[ ,]+)*(?:today|tomorrow)(?: is|'s)(?: (?:a |the )?(?:[a-z]+day|[a-z]+ \d{1,2}(?:st|nd|rd|th)?),?)+[.!]*$/;
const DENIES =
  /\b(?:not|no|none|nothing|never|unfortunately|afraid|sorry|fully booked|full|taken|gone|unavailable|past)\b|n't\b/;
/** "So that's a cleaning on Tuesday at 3 PM, for Maya." */
const READS_BACK =
  /^(?:(?:okay|ok|great|perfect|all right|alright|lovely|thank you|thanks|sure|and|so|wonderful)[ ,]*)*(?:that's|that is|that would be|(?:just )?to (?:confirm|check|be sure))(?! (?:your|yours|you|all|it|on|in|settled)\b)/;
/** Words that make a sentence of a time: without one, "Tuesday at 3 PM, lovely." only repeats it. */
const SAYS_SOMETHING =
  /\b(?:you|your|yours|i|we|it|they|is|are|was|will|has|have|be|see|come|bring|join|enjoy|arrive|settled|book|booking|deal|done)\b|'(?:s|re|ll|ve)\b/;
const OF_THE_BUSINESS =
  /\b(?:we|our|dr|doctors?|dentists?|office|clinic|walk-ins?|daily|always|usually|\w+days)\b/;
const TO_THE_CALLER = /\b(?:you|your|yours)\b/;
const PASSES_THE_DAY = /\b(?:today|tonight|this (?:morning|afternoon|evening))\b/;
const ENDS = /\b(?:until|till|by|to|done|finished|over|ends?|out)\b/;
const COURTESY = /\b(?:help|assist|calling|called|thanks?|busy)\b/;

const isIn = (times: number[][], days: DaysSaid, moments: readonly Moment[]): boolean =>
  moments.some((moment) => isOnDays(moment, days)) &&
  times.every((meant) => moments.some((one) => meant.includes(one.minute) && isOnDays(one, days)));

/** The business's own statement: its words, or its times without a word to the caller. */
function isOfTheBusiness(text: string, times: number[][], known: Known): boolean {
  if (known.businessText.includes(text.replace(/[.!]+$/, ""))) return true;
  const areItsTimes = times.every((meant) => meant.some((minute) => known.times.has(minute)));
  return areItsTimes && OF_THE_BUSINESS.test(text) && !TO_THE_CALLER.test(text);
}

const saysADay = ({ dates, weekdays }: DaysSaid): boolean => dates.length + weekdays.length > 0;

/** Whether "today" or "tomorrow" is the weekday and date that it is said to be. */
function areOneDay({ dates, weekdays }: DaysSaid): boolean {
  const [date] = dates;
  const weekday = date ? momentOf(`${date}T12:00:00Z`, "UTC").weekday : 0;
  return new Set(dates).size === 1 && weekdays.every((said) => said === weekday);
}

/**
 * Whether a statement (lower case, without opening hours) tells of a day or time as settled that is no appointment of
 * the caller. Whatever is not an offer, a question, a denial, a look or a repetition counts as settled.
 */
export function tellsSettled(text: string, days: DaysSaid, known: Known): boolean {
  const { now, timeZone } = known.facts;
  const times = timesIn(text);
  if (text.endsWith("?") || (times.length === 0 && !saysADay(days))) return false;
  if (times.length === 0 && PASSES_THE_DAY.test(text) && COURTESY.test(text)) return false;
  const standing = [...known.booked, ...known.upcoming].map((row) => momentOf(row.startsAt, timeZone));
  if (isIn(times, days, standing)) return false;
  if (ENDS.test(text) && isIn(times, days, [...standing, ...known.ends])) return false;
  if (times.length > 0 && isIn(times, days, [momentOf(now, timeZone)])) return false;
  if (CALENDAR.test(text)) return !areOneDay(days);
  const rest = text.replace(SOOTHES, " ").replace(LOOKED, " ");
  if (SETTLES.test(rest)) return true;
  if (timesIn(rest).length === 0 && !saysADay(daysIn(rest, known.facts))) return false;
  const isOpen = [OFFERS, LOOKS, DENIES, READS_BACK].some((shape) => shape.test(rest));
  return !isOpen && SAYS_SOMETHING.test(rest) && !isOfTheBusiness(text, times, known);
}
