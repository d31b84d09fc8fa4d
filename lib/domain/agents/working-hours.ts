import { z } from "zod";
import { byTime, covers, MOST_INTERVALS, type WallMoment, weekInterval } from "@/lib/domain/week-hours";

/**
 * When a receptionist works, by the clock on the wall of the business; null is always. A day that is not named is off.
 * Days off of the business do not count: somebody has to tell callers that it is closed.
 */
export const workingHours = z
  .array(weekInterval)
  .min(1, "Choose at least one day, or stop the receptionist instead.")
  .max(MOST_INTERVALS)
  .transform((intervals) => [...intervals].sort(byTime))
  .nullable();
export type WorkingHours = z.infer<typeof workingHours>;

/** Whether a receptionist with these hours works while the wall shows this. */
export const isWithinHours = (hours: WorkingHours, moment: WallMoment): boolean =>
  hours === null || hours.some((interval) => covers(interval, moment));
