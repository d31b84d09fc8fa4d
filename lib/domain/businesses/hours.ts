import { z } from "zod";

/**
 * One stretch of a week's opening hours in local wall time. `closesAt` at or before `opensAt` lies on the
 * next day; equal times are 24 hours. A closed one (`isOpen` false) keeps its times for later.
 */
export interface DayInterval {
  /** 0 = Sunday. */
  dayOfWeek: number;
  /** "HH:MM". */
  opensAt: string;
  closesAt: string;
  isOpen: boolean;
}

const DAY_MINUTES = 1440;
const WEEK_MINUTES = 7 * DAY_MINUTES;
const MAX_INTERVALS = 70;
const DAY_NAMES = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

/** Minutes since midnight of "HH:MM". */
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** When an interval starts in the week, and how long it is, in minutes. */
function spanOf({ dayOfWeek, opensAt, closesAt }: DayInterval): { start: number; length: number } {
  const length = (minutesOf(closesAt) - minutesOf(opensAt) + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
  return { start: dayOfWeek * DAY_MINUTES + minutesOf(opensAt), length };
}

const byTime = (one: DayInterval, two: DayInterval): number =>
  one.dayOfWeek - two.dayOfWeek || one.opensAt.localeCompare(two.opensAt);

/**
 * The first two open intervals that share time, in a week that starts over after Saturday; undefined when
 * none do. Intervals may touch.
 */
export function findOverlap(hours: readonly DayInterval[]): [DayInterval, DayInterval] | undefined {
  const open = hours.filter((interval) => interval.isOpen).sort(byTime);
  for (const [index, interval] of open.entries()) {
    const next = open[(index + 1) % open.length];
    if (!next) continue;
    const { start, length } = spanOf(interval);
    const distance =
      open.length === 1 ? WEEK_MINUTES : (spanOf(next).start - start + WEEK_MINUTES) % WEEK_MINUTES;
    if (distance < length) return [interval, next];
  }
  return undefined;
}

const spoken = (interval: DayInterval): string =>
  `${DAY_NAMES[interval.dayOfWeek]} ${interval.opensAt}–${interval.closesAt}`;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Must be a time such as 09:00.");

/** A week of opening hours, sorted; several intervals a day, none sharing time. */
export const hoursSchema = z
  .array(
    z.object({
      dayOfWeek: z.number().int().min(0).max(6),
      opensAt: time,
      closesAt: time,
      isOpen: z.boolean(),
    }),
  )
  .max(MAX_INTERVALS)
  .transform((hours, check) => {
    const overlap = findOverlap(hours);
    if (!overlap) return [...hours].sort(byTime);
    check.addIssue({
      code: "custom",
      message: `Opening hours must not overlap: ${spoken(overlap[0])} and ${spoken(overlap[1])}.`,
    });
    return z.NEVER;
  });

/** What a business is open when nobody has said so: Monday to Friday, nine to five. */
export const DEFAULT_HOURS: readonly DayInterval[] = [1, 2, 3, 4, 5].map((dayOfWeek) => ({
  dayOfWeek,
  opensAt: "09:00",
  closesAt: "17:00",
  isOpen: true,
}));
