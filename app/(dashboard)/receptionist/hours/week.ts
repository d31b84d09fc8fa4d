import type { DayInterval } from "@/lib/domain/businesses";

/** One stretch of a day while it is edited; `key` names it on the page. */
export interface Stretch {
  key: string;
  opensAt: string;
  closesAt: string;
}

/** One weekday while it is edited. A closed day keeps its stretches for later. */
export interface Day {
  dayOfWeek: number;
  name: string;
  isOpen: boolean;
  stretches: Stretch[];
}

const NAMES = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
/** The week as people tell it: from Monday. */
const ORDER = [1, 2, 3, 4, 5, 6, 0];
const WEEKDAYS = [1, 2, 3, 4, 5];

/** Stored hours as days to edit. Of a day that is open at some hours, only those count. */
export const daysOf = (hours: readonly DayInterval[]): Day[] =>
  ORDER.map((dayOfWeek) => {
    const ofDay = hours.filter((interval) => interval.dayOfWeek === dayOfWeek);
    const isOpen = ofDay.some((interval) => interval.isOpen);
    const stretches = ofDay
      .filter((interval) => interval.isOpen === isOpen)
      .map(({ opensAt, closesAt }, index) => ({ key: `${dayOfWeek}-${index}`, opensAt, closesAt }));
    return { dayOfWeek, name: NAMES[dayOfWeek] ?? "", isOpen, stretches };
  });

/** The days as hours to store, with the key of the stretch that each came from. */
export const intervalsOf = (days: readonly Day[]): { key: string; interval: DayInterval }[] =>
  days.flatMap(({ dayOfWeek, isOpen, stretches }) =>
    stretches.map(({ key, opensAt, closesAt }) => ({
      key,
      interval: { dayOfWeek, opensAt, closesAt, isOpen },
    })),
  );

/** What there is to say of a stretch beside its times: that it ends on the next day, or never pauses. */
export function noteOf({ opensAt, closesAt }: Stretch): string | null {
  if (!opensAt || !closesAt) return null;
  if (opensAt === closesAt) return "24 hours";
  return closesAt < opensAt ? "until the next day" : null;
}

/** The days with one day's hours on others as well: on the weekdays, or on all. */
export function copyDay(
  days: readonly Day[],
  from: Day,
  to: "weekdays" | "week",
  keyOf: () => string,
): Day[] {
  return days.map((day) => {
    const isTarget = to === "week" || WEEKDAYS.includes(day.dayOfWeek);
    if (day.dayOfWeek === from.dayOfWeek || !isTarget) return day;
    const stretches = from.stretches.map((stretch) => ({ ...stretch, key: keyOf() }));
    return { ...day, isOpen: from.isOpen, stretches };
  });
}

/** Whether two weeks say the same, whatever their stretches are called. */
export const isSameWeek = (one: readonly Day[], other: readonly Day[]): boolean =>
  JSON.stringify(intervalsOf(one).map(({ interval }) => interval)) ===
  JSON.stringify(intervalsOf(other).map(({ interval }) => interval));
