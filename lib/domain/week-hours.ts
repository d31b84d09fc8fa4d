import { Temporal } from "temporal-polyfill";
import { z } from "zod";

/**
 * One stretch of a week in local wall time. `closesAt` at or before `opensAt` lies on the next day; equal times are 24
 * hours.
 */
export interface WeekInterval {
  /** 0 = Sunday. */
  dayOfWeek: number;
  /** "HH:MM". */
  opensAt: string;
  closesAt: string;
}

/** What the clock and the calendar on a wall show. */
export interface WallMoment {
  /** 0 = Sunday. */
  dayOfWeek: number;
  /** "HH:MM". */
  time: string;
}

export const DAY_NAMES = [
  "Sunday",
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
] as const;
export const MOST_INTERVALS = 70;
const DAY_MINUTES = 1440;
const WEEK_MINUTES = 7 * DAY_MINUTES;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Must be a time such as 09:00.");
export const weekInterval = z.object({
  dayOfWeek: z.number().int().min(0).max(6),
  opensAt: time,
  closesAt: time,
});

/** Minutes since midnight of "HH:MM". */
const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

/** When an interval starts in the week, and how long it is, in minutes. */
function spanOf({ dayOfWeek, opensAt, closesAt }: WeekInterval): { start: number; length: number } {
  const length = (minutesOf(closesAt) - minutesOf(opensAt) + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
  return { start: dayOfWeek * DAY_MINUTES + minutesOf(opensAt), length };
}

/** The order of a week from Sunday. */
export const byTime = (one: WeekInterval, two: WeekInterval): number =>
  one.dayOfWeek - two.dayOfWeek || one.opensAt.localeCompare(two.opensAt);

/**
 * The first two intervals that share time, in a week that starts over after Saturday; undefined when none do. Intervals
 * may touch.
 */
export function overlapIn<I extends WeekInterval>(intervals: readonly I[]): [I, I] | undefined {
  const sorted = [...intervals].sort(byTime);
  for (const [index, interval] of sorted.entries()) {
    const next = sorted[(index + 1) % sorted.length];
    if (!next) continue;
    const { start, length } = spanOf(interval);
    const distance =
      sorted.length === 1 ? WEEK_MINUTES : (spanOf(next).start - start + WEEK_MINUTES) % WEEK_MINUTES;
    if (distance < length) return [interval, next];
  }
  return undefined;
}

/** An interval in words: "Monday 09:00–17:00". */
export const intervalText = ({ dayOfWeek, opensAt, closesAt }: WeekInterval): string =>
  `${DAY_NAMES[dayOfWeek]} ${opensAt}–${closesAt}`;

/** What the wall shows at an instant, in an IANA zone. */
export function wallMoment(instant: Date, timeZone: string): WallMoment {
  const local = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
  return {
    dayOfWeek: local.dayOfWeek % 7,
    time: local.toPlainTime().toString({ smallestUnit: "minute" }),
  };
}

/**
 * Whether the wall shows a time of this interval: its end is outside. An hour that the clock skips in spring never comes,
 * one that it repeats in autumn counts twice.
 */
export function covers({ dayOfWeek, opensAt, closesAt }: WeekInterval, { dayOfWeek: day, time }: WallMoment) {
  if (closesAt > opensAt) return dayOfWeek === day && opensAt <= time && time < closesAt;
  return (dayOfWeek === day && opensAt <= time) || (dayOfWeek === (day + 6) % 7 && time < closesAt);
}
