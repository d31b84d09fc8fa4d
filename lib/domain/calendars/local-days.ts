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
