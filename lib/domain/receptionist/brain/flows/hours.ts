import type { ClosureFact, Facts, HoursFact } from "../facts";
import { Line } from "../lines";
import { SAY } from "../say";
import { sentence, spokenDate, spokenDay, spokenList, spokenTime, weekdayName } from "../speech";
import type { Step, Turn } from "../turn";
import type { When } from "../types";
import type { Why } from "../why";

type Interval = Pick<HoursFact, "opens" | "closes">;

const spokenHours = (intervals: readonly Interval[]): string =>
  spokenList(
    intervals.map(({ opens, closes }) => `${spokenTime(opens)} to ${spokenTime(closes)}`),
    "and",
  );

const answered = (lines: Line[], why: Why): Step => ({ lines, asked: null, why });

function weekdayOf(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

/** What a closure leaves of an interval of a day; a night shift counts until midnight. */
function without({ opens, closes }: Interval, date: string, closure: ClosureFact): Interval[] {
  const end = closes > opens ? closes : "24:00";
  const from =
    closure.from <= `${date}T00:00`
      ? "00:00"
      : closure.from.slice(0, 10) > date
        ? "24:00"
        : closure.from.slice(11);
  const to =
    closure.to.slice(0, 10) > date
      ? "24:00"
      : closure.to.slice(0, 10) < date
        ? "00:00"
        : closure.to.slice(11);
  if (to <= opens || from >= end) return [{ opens, closes }];
  return [...(from > opens ? [{ opens, closes: from }] : []), ...(to < end ? [{ opens: to, closes }] : [])];
}

/** The hours of one day, and the closure that shortens them, if one does. */
function hoursOn(
  facts: Facts,
  date: string,
): { usual: Interval[]; left: Interval[]; closure: ClosureFact | null } {
  const usual = facts.hours.filter(({ day }) => day === weekdayOf(date));
  const closures = facts.closures.filter(({ from, to }) => from < `${date}T24:00` && to > `${date}T00:00`);
  const left = closures.reduce<Interval[]>(
    (intervals, closure) => intervals.flatMap((interval) => without(interval, date, closure)),
    usual,
  );
  const isShorter = spokenHours(left) !== spokenHours(usual);
  return { usual, left, closure: isShorter ? (closures[0] ?? null) : null };
}

const isWithin = (time: string, { opens, closes }: Interval): boolean =>
  time >= opens && time < (closes > opens ? closes : "24:00");

/** The hours of a day, where a time is outside them; null where it is inside, or they are not known. */
export function hoursAround(facts: Facts, date: string, time: string): string | null {
  const { left } = hoursOn(facts, date);
  return left.length === 0 || left.some((interval) => isWithin(time, interval)) ? null : spokenHours(left);
}

/** A time whose half of the day was not said, in the half that the business is open: "at eight" of a bar is 20:00. */
export function likelyTime(facts: Facts, date: string, when: When): string | null {
  if (!when.exact || when.isHalfOfDaySaid || !hoursAround(facts, date, when.exact)) return when.exact;
  const hour = Number(when.exact.slice(0, 2));
  const other = `${String((hour + 12) % 24).padStart(2, "0")}${when.exact.slice(2)}`;
  return hoursAround(facts, date, other) ? when.exact : other;
}

const closedLine = (day: string, closure: ClosureFact): Line =>
  closure.name ? SAY.closedFor(day, closure.name) : SAY.closedOn(day);

/** Opening hours: of the day that was asked about, of now, or of the week. */
export function tellHours({ facts, heard }: Turn): Step | null {
  const week = (): Line => Line.quote(sentence(facts.hoursText));
  if (/\bnow\b/.test(heard.plain) && facts.hoursText)
    return answered([SAY.openNow(facts.isOpenNow), week()], "fact:open-now");
  const date = heard.when?.untilDate ? null : heard.when?.date;
  if (!date || facts.hours.length === 0) return facts.hoursText ? answered([week()], "fact:hours") : null;
  const weekday = weekdayName(weekdayOf(date));
  const isEveryWeek = new RegExp(`\\b${weekday}s?\\b`, "i").test(heard.plain);
  const { usual, left, closure } = hoursOn(facts, date);
  const day = isEveryWeek ? `${weekday}s` : spokenDay(date, facts.now, facts.timeZone);
  if (usual.length === 0) return answered([SAY.closedOn(day), week()], "fact:hours");
  if (!closure) return answered([SAY.openOn(day, spokenHours(usual))], "fact:hours");
  const shut = closedLine(isEveryWeek ? spokenDate(date) : day, closure);
  if (!isEveryWeek)
    return answered([left.length > 0 ? SAY.openOn(day, spokenHours(left)) : shut], "fact:closures");
  const exception = left.length > 0 ? SAY.onlyOpenOn(spokenDate(date), spokenHours(left)) : shut;
  return answered([SAY.openOn(day, spokenHours(usual)), exception], "fact:closures");
}
