import type { TenantContext } from "@/lib/domain/context";
import { DAY_MS, wallClock } from "./wall-clock";

/** Local ms of the midnight that "YYYY-MM-DD" begins with. */
export const dayMsOf = (day: string): number => Date.parse(`${day}T00:00Z`);

/** Local ms as "YYYY-MM-DD". */
export const dateText = (localMs: number): string => new Date(localMs).toISOString().slice(0, 10);

const startAt = (timeZone: string, localMs: number): Date =>
  new Date(wallClock(timeZone, localMs - DAY_MS, localMs + DAY_MS).firstInstantAt(localMs));

/**
 * When a date begins at a place; where its clock jumps over midnight, the moment of the jump.
 * @param timeZone IANA name.
 * @param day "YYYY-MM-DD".
 */
export const startOfDay = (timeZone: string, day: string): Date => startAt(timeZone, dayMsOf(day));

/** When a date is over at a place: the beginning of the next. */
export const endOfDay = (timeZone: string, day: string): Date => startAt(timeZone, dayMsOf(day) + DAY_MS);

/** The date so many days later, or earlier: "YYYY-MM-DD" of both. */
export const dayAfter = (day: string, days: number): string => dateText(dayMsOf(day) + days * DAY_MS);

/**
 * Reads the dates of many instants between two, each as "YYYY-MM-DD" of the place.
 * @param timeZone IANA name.
 */
export function daysBetween(timeZone: string, from: Date, to: Date): (instant: Date) => string {
  const clock = wallClock(timeZone, from.getTime(), to.getTime());
  return (instant) => dateText(clock.localAt(instant.getTime()));
}

/** The date of an instant at a place, "YYYY-MM-DD". */
export const dayOf = (timeZone: string, instant: Date): string =>
  daysBetween(timeZone, instant, instant)(instant);

/** Today's date at the business, "YYYY-MM-DD", and the zone it is in. */
export async function todayAt(ctx: TenantContext): Promise<{ timeZone: string; today: string }> {
  const { time_zone: timeZone } = await ctx.trx
    .selectFrom("businesses")
    .select("time_zone")
    .where("id", "=", ctx.business.id)
    .executeTakeFirstOrThrow();
  return { timeZone, today: dayOf(timeZone, ctx.clock.now()) };
}
