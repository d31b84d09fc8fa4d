import { type DayHull, hullOf, ofDay } from "./day-hulls";
import type { DayInterval } from "./hours";

/** A day of the week: its first opening and last closing, or the times it had before it was closed. */
export type DayTimes = DayHull & { isOpen: boolean };

const UNSAID: DayHull = { opensAt: "09:00", closesAt: "17:00" };

const timesOf = (intervals: readonly DayInterval[]): DayTimes => {
  const open = hullOf(intervals);
  if (open) return { ...open, isOpen: true };
  const kept = hullOf(intervals.map((interval) => ({ ...interval, isOpen: true })));
  return { ...(kept ?? UNSAID), isOpen: false };
};

/** The times of a day (0 = Sunday); nine to five, closed, where nothing was ever said. */
export const dayTimes = (hours: readonly DayInterval[], day: number): DayTimes => timesOf(ofDay(hours, day));

/**
 * Weekly hours after some days were changed. A day whose times stay keeps its intervals, opened or closed; days
 * not named stay as they are.
 */
export const mergeDayTimes = (
  hours: readonly DayInterval[],
  patch: Readonly<Record<number, Partial<DayTimes>>>,
): DayInterval[] =>
  [0, 1, 2, 3, 4, 5, 6].flatMap((dayOfWeek) => {
    const current = ofDay(hours, dayOfWeek);
    const change = patch[dayOfWeek];
    if (change === undefined) return current;
    const before = timesOf(current);
    const opensAt = change.opensAt ?? before.opensAt;
    const closesAt = change.closesAt ?? before.closesAt;
    const isOpen = change.isOpen ?? before.isOpen;
    const isSame = opensAt === before.opensAt && closesAt === before.closesAt;
    if (isSame && current.length > 0) {
      return isOpen === before.isOpen ? current : current.map((interval) => ({ ...interval, isOpen }));
    }
    return [{ dayOfWeek, opensAt, closesAt, isOpen }];
  });
