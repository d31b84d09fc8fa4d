import { Temporal } from "temporal-polyfill";
import { readWhen } from "../dates";
import type { Turn } from "../turn";
import type { When } from "../types";

/** What a caller says of a change: the appointment that it is about, and the time that it shall have. */
export interface ChangeSaid {
  which: When | null;
  /** The appointment was called by a weekday alone, 1 Monday to 7 Sunday: it may be of any week. */
  weekday: number | null;
  wish: When | null;
  /** The words of the wish. */
  wishText: string;
}

const VISIT = "(?:appointment|booking|visit|reservation|cleaning|check-?up|slot|one)";
const MOVE =
  "(?:mov(?:e|ing)|reschedul(?:e|ing)|chang(?:e|ing)|switch(?:ing)?|push(?:ing)?|shift(?:ing)?|postpon(?:e|ing)|bring(?:ing)? forward)";
const DAY =
  "(?:(?:this |next |coming )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|\\d{1,2}(?:st|nd|rd|th)|(?:twenty-?|thirty-?)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|(?:ten|eleven|twelf|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twentie|thirtie)th)";

/** Old and new, in this order: "move my Friday appointment to Monday", "the one on the 3rd, can it be the 5th?" */
const OLD_THEN_NEW = [
  new RegExp(`^(.*\\b(?:${MOVE}|${VISIT})\\b.*?)\\b(?:to|until|onto)\\b(.*)$`),
  new RegExp(
    `^(.*\\b${VISIT}\\b.*?)\\b(?:can|could|may|might) (?:it|that|we|i|you)(?: please)? (?:be|do|make|have|come|get|take)\\b(.*)$`,
  ),
  new RegExp(`^(.*\\b${VISIT}\\b.*?)\\bmake (?:it|that)\\b(.*)$`),
];
const NEW_THEN_OLD = /^(.+)\binstead of\b(.+)$/;
/** "My Friday appointment", "Friday's", "the one on the 3rd". */
const OF_A_VISIT = new RegExp(
  `\\b(?:my|our|the|that) ${DAY}(?:'s)? ${VISIT}\\b|\\b${DAY}'s(?: ${VISIT}\\b)?(?!\\w)|\\b(?:my|our|the|that) ${VISIT} (?:on|of|from) (?:the )?${DAY}(?: of \\w+)?`,
);
const TAKEN_BACK = new RegExp(`\\b(?:not|no,? not) (?:on |my |the )*${DAY}(?:'s)?(?: ${VISIT})?`, "g");

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

function bareWeekday(text: string): number | null {
  const place = WEEKDAYS.findIndex((name) => text.includes(name)) + 1;
  return place > 0 && !/\d|\b(?:this|next|coming)\b/.test(text) ? place : null;
}

/** Whether an appointment on a day ("YYYY-MM-DD") is the one that was spoken of. */
export function isSpokenOf({ which, weekday }: ChangeSaid, day: string): boolean {
  if (which?.date === day) return true;
  return weekday !== null && Temporal.PlainDate.from(day).dayOfWeek === weekday;
}

/** Reads which appointment is meant and what it shall become; all is wish where only one time was said of neither. */
export function changeSaid({ heard, facts }: Turn): ChangeSaid {
  const read = (text: string): When | null =>
    readWhen(text, { now: facts.now, timeZone: facts.timeZone, expectsTime: false });
  const text = heard.plain.replace(TAKEN_BACK, " ");
  const reversed = NEW_THEN_OLD.exec(text);
  const pairs = [
    ...OLD_THEN_NEW.map((pattern) => pattern.exec(text)).map((match) => [match?.[1], match?.[2]]),
    [reversed?.[2], reversed?.[1]],
  ];
  for (const [old, wished] of pairs) {
    const wish = wished
      ? readWhen(wished, { now: facts.now, timeZone: facts.timeZone, expectsTime: true })
      : null;
    if (old && wished && wish) return { which: read(old), weekday: bareWeekday(old), wish, wishText: wished };
  }
  const visit = OF_A_VISIT.exec(text)?.[0];
  if (!visit) return { which: null, weekday: null, wish: heard.when, wishText: heard.plain };
  const rest = text.replace(visit, " ");
  return { which: read(visit), weekday: bareWeekday(visit), wish: read(rest), wishText: rest };
}

/** A turn in which only the wish was said. */
export const wishOf = (turn: Turn, { wish, wishText }: ChangeSaid): Turn => ({
  ...turn,
  heard: { ...turn.heard, when: wish, plain: wishText },
});
