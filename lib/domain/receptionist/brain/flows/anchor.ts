import { Temporal } from "temporal-polyfill";
import { localDate } from "../dates";
import { localDay } from "../speech";
import type { Turn } from "../turn";
import type { When } from "../types";

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const DATED =
  /\b(?:this|next|coming|last|week|today|tomorrow|\d{1,2}(?:st|nd|rd|th)|january|february|march|april|june|july|august|september|october|november|december)\b|\d/;

/**
 * The wish of this turn, with a bare weekday read in the week that is being talked about: after "next week",
 * or when Monday to Wednesday of the week after were offered, "Thursday" is the one of that week.
 */
export function anchoredWhen(turn: Turn): When | null {
  const { heard, state, facts } = turn;
  const { when } = heard;
  const { offered, chosen, when: wish } = state.request;
  const slot = chosen ?? offered[0];
  const anchor = slot ? localDay(slot.startsAt, facts.timeZone) : wish?.untilDate ? wish.date : null;
  if (
    !when?.date ||
    when.untilDate ||
    !anchor ||
    DATED.test(heard.plain.replace(/\d{1,2}(?::\d{2})?\s*(?:am|pm)?/g, ""))
  ) {
    return when;
  }
  const weekday = WEEKDAYS.findIndex((name) => heard.plain.includes(name)) + 1;
  if (weekday === 0) return when;
  const day = Temporal.PlainDate.from(anchor);
  const sameWeek = day.add({ days: weekday - day.dayOfWeek });
  const isOver = Temporal.PlainDate.compare(sameWeek, localDate(facts.now, facts.timeZone)) <= 0;
  return { ...when, date: (isOver ? sameWeek.add({ weeks: 1 }) : sameWeek).toString() };
}
