import { z } from "zod";
import {
  byTime,
  intervalText,
  MOST_INTERVALS,
  overlapIn,
  type WeekInterval,
  weekInterval,
} from "@/lib/domain/week-hours";

/** One stretch of a week's opening hours. A closed one (`isOpen` false) keeps its times for later. */
export interface DayInterval extends WeekInterval {
  isOpen: boolean;
}

/** The first two open intervals that share time; undefined when none do. Intervals may touch. */
export const findOverlap = (hours: readonly DayInterval[]): [DayInterval, DayInterval] | undefined =>
  overlapIn(hours.filter((interval) => interval.isOpen));

/** A week of opening hours, sorted; several intervals a day, none sharing time. */
export const hoursSchema = z
  .array(weekInterval.extend({ isOpen: z.boolean() }))
  .max(MOST_INTERVALS)
  .transform((hours, check) => {
    const overlap = findOverlap(hours);
    if (!overlap) return [...hours].sort(byTime);
    check.addIssue({
      code: "custom",
      message: `Opening hours must not overlap: ${intervalText(overlap[0])} and ${intervalText(overlap[1])}.`,
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
