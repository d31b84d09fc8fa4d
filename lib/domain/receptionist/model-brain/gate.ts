import { plainText } from "../brain/heard";
import { Line } from "../brain/lines";
import { actsAgreedTo, actsIn } from "./acts";
import { isEnglish } from "./english";
import { unknownFigure } from "./figures";
import type { Known } from "./known";
import type { Leaks } from "./leaks";
import { type DaysSaid, daysIn, isOnDays, type Moment, timesIn } from "./moments";
import { isWrongOpening } from "./opening";
import { tellsSettled } from "./settled";
import { withoutMoney } from "./stated";

/** When the business is open, as a part of a sentence. */
const HOURS_PHRASE =
  /\b(?:(?<!(?:[ap]\.?m\.?|\d|o'clock) is )open(?!ings?|\s+(?:slots?|times?|spots?|appointments?))|clos(?:e|es|ed|ing)|hours|lunch)\b(?:(?!\b(?:so|but|i have|i can|we have|how about)\b)[^;?!])*/g;
const TURNS = /\b(?:but|however|although|though|instead)\b|;|—/;
const OFFERS =
  /\b(?:free|available|availability|openings?|slots?|how about|what about|i have|we have|i've got|we've got|(?:i|we)(?:'ve)? (?:found|see)|there is|there's|there are|works?|working|suits?|squeeze|fit you|can (?:do|offer|see|take|give|get|put)|earliest|next one|either|options?|would you (?:like|prefer)|come (?:in|by|over|on|at)|can come|drop by|shall i|does)\b/;
const OPEN_CASE =
  /\b(?:let me|i'll (?:check|look|see)|i will (?:check|look|see)|i can (?:check|look|see)|checking|looking|if|whether|you (?:said|asked|mentioned|wanted|'d like|would like))\b/;
const DENIES =
  /\b(?:not|no|none|nothing|never|unfortunately|afraid|fully booked|full|taken|gone|unavailable|past)\b|n't\b/;
const SAYS_FREE =
  /\b(?:(\w+) (?:is|are|was)|(\w+)'s)(?: \w+)? (?:free|available|open)\b(?! (?:of|on|from|until|to|daily|every|now|24))|\b(?:have|has|got|there's|there is|there are|find|found|see) (?:\w+ ){0,4}(?:openings?|slots?|availability|times?|appointments?)\b/;
const SAYS_FULL =
  /\b(?:fully booked|booked (?:up|solid)|no (?:\w+ )?(?:openings?|slots?|availability|times?|appointments?)|nothing (?:free|available|open|left)|(?:isn't|not|aren't) (?:free|available|open))\b/;
const PRONOUNS = new Set([
  "it",
  "that",
  "this",
  "there",
  "slot",
  "time",
  "which",
  "what",
  "one",
  "day",
  "morning",
  "afternoon",
  "evening",
  "spot",
  "appointment",
  "who",
  "he",
  "she",
]);

const fits = (times: number[], moments: readonly Moment[], days: DaysSaid): boolean =>
  moments.some((moment) => times.includes(moment.minute) && isOnDays(moment, days));

const saysDay = ({ dates, weekdays }: DaysSaid): boolean => dates.length + weekdays.length > 0;

/** "Parking is available": a thing that the business itself calls free or available, and no time. */
function isAboutThings(match: RegExpMatchArray, known: Known): boolean {
  const thing = match[1] ?? match[2];
  if (!thing || PRONOUNS.has(thing) || thing.length < 3 || /^[\d]|day$/.test(thing)) return false;
  return known.businessText.includes(thing);
}

/** What a part of a sentence states of times that is not so; null where all of it is known. */
function wrongTime(part: string, days: DaysSaid, known: Known): string | null {
  const hours = (part.match(HOURS_PHRASE) ?? []).join(" ");
  const rest = part.replace(HOURS_PHRASE, " ");
  const isBusinessTime = (times: number[]): boolean => times.some((minute) => known.times.has(minute));
  const anyDay: DaysSaid = { dates: [], weekdays: [], isWrong: false };
  const listed = [...known.free, ...known.appointments];
  if (timesIn(hours).some((times) => !isBusinessTime(times) && !fits(times, listed, anyDay))) {
    return "it states hours that are not in the facts";
  }
  const isDenial = DENIES.test(rest);
  const spoken = timesIn(rest);
  if (OFFERS.test(rest) && !isDenial && !OPEN_CASE.test(rest)) {
    const isUnlisted = spoken.some((times) => !fits(times, listed, days));
    if (isUnlisted) return "it offers a time that check_availability did not list";
    const saysFree = SAYS_FREE.exec(rest);
    if (saysFree && spoken.length === 0 && !isAboutThings(saysFree, known)) {
      const isListed = known.free.some((moment) => isOnDays(moment, days));
      if (!isListed) return "it says that there are free times, and check_availability listed none there";
    }
    return null;
  }
  if (isDenial && SAYS_FULL.test(rest) && !known.isAvailabilityKnown) {
    return "it says what is not free, and check_availability was not asked";
  }
  const fromCaller = new Set(timesIn(known.callerText).flat());
  const isKnown = (times: number[]): boolean =>
    isBusinessTime(times) ||
    fits(times, [...listed, ...known.ends], anyDay) ||
    times.some((minute) => fromCaller.has(minute));
  return spoken.every(isKnown) ? null : "it states a time that is not in the facts or a tool's answer";
}

/** Whether times and days that go with a proven act are those of the act. */
function isOfTheAct(text: string, days: DaysSaid, known: Known): boolean {
  const times = timesIn(withoutMoney(text));
  if (times.length > 0) return times.every((time) => fits(time, known.appointments, days));
  return !saysDay(days) || known.appointments.some((moment) => isOnDays(moment, days));
}

const ACTS_WITH_TIME = new Set(["booked", "moved", "cancelled", "an appointment"]);

export interface GateQuestion {
  /** As the model wrote it. */
  sentence: string;
  /** What the caller said last. */
  utterance: string;
  known: Known;
  leaks: Leaks;
}

/**
 * Whether a sentence of a model may reach the caller: every act that is read in it has its receipt, no day or
 * time is told as settled without one, every time and price has its source, and nothing internal is told.
 * @returns why not, for the model to mend; null where it may be said.
 */
export function refusalOf({ sentence, utterance, known, leaks }: GateQuestion): string | null {
  const leak = leaks.in(sentence);
  if (leak) return leak;
  const text = plainText(Line.quote(sentence).text);
  if (!isEnglish(text, `${known.businessText} ${known.callerText}`)) return "it is not in plain English";
  const acts = [...actsIn(text, known), ...actsAgreedTo(text, utterance, known)];
  const unproven = acts.find(({ isProven }) => !isProven);
  if (unproven)
    return `it says “${unproven.name}”, and no tool's answer in this conversation has its receipt`;
  const figure = unknownFigure(text, plainText(utterance), known);
  if (figure) return `it states ${figure}, which is not in the facts or a tool's answer`;
  const days = daysIn(text, { now: known.facts.now, timeZone: known.facts.timeZone });
  if (days.isWrong) return "weekday and date do not belong together";
  if (isWrongOpening(text, known)) return "it calls a day open or closed that is not";
  if (acts.some(({ name }) => ACTS_WITH_TIME.has(name))) {
    return isOfTheAct(text, days, known) ? null : "its time is not that of the appointment";
  }
  for (const part of withoutMoney(text).split(TURNS)) {
    const statement = part.replace(HOURS_PHRASE, " ").trim();
    const isSettled = tellsSettled(statement, daysIn(statement, known.facts), known);
    if (isSettled && !text.endsWith("?")) {
      return "it tells of a day or time as settled, and no tool's answer has a receipt for it";
    }
    const wrong = wrongTime(part, days, known);
    if (wrong) return wrong;
  }
  return null;
}
