import type { MonthlyThing } from "./plans";
import { limitOf } from "./plans";
import type { MonthlyUse } from "./usage";

/** At how much of a month's amount the owner is told, in percent. */
export const MARKS = [80, 100] as const;
export type Mark = (typeof MARKS)[number];

/** A month's amount, and how far it is used. */
export interface Standing {
  thing: MonthlyThing;
  /** In whole ones, begun minutes rounded up; less than the limit as long as anything is left. */
  used: number;
  limit: number;
  /** The highest mark that is reached; null below all of them. */
  mark: Mark | null;
}

/** How far a plan's amount of a thing is used; `more` units are about to be. */
export function standingOf(use: MonthlyUse, thing: MonthlyThing, more = 0): Standing {
  const limit = limitOf(use.plan, thing);
  const { units, unitsEach } = use.used[thing];
  const all = units + more;
  const mark = MARKS.findLast((percent) => all * 100 >= limit * unitsEach * percent) ?? null;
  const begun = Math.ceil(all / unitsEach);
  return { thing, used: mark === 100 ? begun : Math.min(begun, limit - 1), limit, mark };
}

/** Whether nothing is left of a thing this month: exactly all of it is used, or more. */
export const isUsedUp = (use: MonthlyUse, thing: MonthlyThing): boolean =>
  standingOf(use, thing).mark === 100;
