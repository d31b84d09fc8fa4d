import type { DayInterval } from "./hours";

/** First opening and last closing of a day. */
export interface DayHull {
  opensAt: string;
  closesAt: string;
}

/** Hulls by day of the week (0 = Sunday); null is a closed day, an absent day is not spoken of. */
export type DayHulls = Record<number, DayHull | null>;

const closingOrder = ({ opensAt, closesAt }: DayHull): string =>
  closesAt <= opensAt ? `1${closesAt}` : `0${closesAt}`;

/** First opening and last closing of the open intervals of one day; null where none is open. */
export function hullOf(intervals: readonly DayInterval[]): DayHull | null {
  const open = intervals.filter((interval) => interval.isOpen);
  const first = open.toSorted((a, b) => a.opensAt.localeCompare(b.opensAt))[0];
  const last = open.toSorted((a, b) => closingOrder(b).localeCompare(closingOrder(a)))[0];
  return first && last ? { opensAt: first.opensAt, closesAt: last.closesAt } : null;
}

/** The intervals of one day of the week. */
export const ofDay = (hours: readonly DayInterval[], day: number) =>
  hours.filter((interval) => interval.dayOfWeek === day);

/** Each day of the week as first opening to last closing, for contracts that know one interval a day. */
export function dayHulls(hours: readonly DayInterval[]): DayHulls {
  return Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((day) => [day, hullOf(ofDay(hours, day))]));
}

/**
 * Weekly hours after some days were written as hulls. A day written as it already reads keeps its intervals;
 * a closed day keeps its times for when it opens again; days not named stay as they are.
 */
export function mergeDayHulls(hours: readonly DayInterval[], patch: DayHulls): DayInterval[] {
  return [0, 1, 2, 3, 4, 5, 6].flatMap((dayOfWeek) => {
    const current = ofDay(hours, dayOfWeek);
    const next = patch[dayOfWeek];
    if (next === undefined) return current;
    if (next === null) return current.map((interval) => ({ ...interval, isOpen: false }));
    const hull = hullOf(current);
    if (hull && hull.opensAt === next.opensAt && hull.closesAt === next.closesAt) return current;
    return [{ dayOfWeek, opensAt: next.opensAt, closesAt: next.closesAt, isOpen: true }];
  });
}
