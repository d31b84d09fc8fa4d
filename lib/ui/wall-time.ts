import { Temporal } from "temporal-polyfill";

/** Wall time of an instant as the schedule wants it: "YYYY-MM-DD HH:mm:ss" in an IANA zone. */
export function wallTime(instant: Date, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
  return zoned.toPlainDateTime().toString({ smallestUnit: "second" }).replace("T", " ");
}

/**
 * The instant of a wall time "YYYY-MM-DD HH:mm[:ss]" in an IANA zone. In a gap the clock has moved on; of two
 * equal times the earlier is meant. @throws RangeError for what is not a time.
 */
export function instantOf(wall: string, timeZone: string): Date {
  const zoned = Temporal.PlainDateTime.from(wall.replace(" ", "T")).toZonedDateTime(timeZone);
  return new Date(zoned.epochMilliseconds);
}

/** The day of the business, "YYYY-MM-DD", at an instant. */
export const dayOf = (instant: Date, timeZone: string): string => wallTime(instant, timeZone).slice(0, 10);

/** A day so many days later (or earlier), both "YYYY-MM-DD". */
export const addDays = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString();

/** The Monday of a day's week, "YYYY-MM-DD". */
export function weekStart(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

/** The first moments of a day and of the one so many days later, in an IANA zone. */
export function dayRange(day: string, days: number, timeZone: string): { from: Date; to: Date } {
  const start = Temporal.PlainDate.from(day);
  const startOf = (date: Temporal.PlainDate) =>
    new Date(date.toZonedDateTime({ timeZone }).epochMilliseconds);
  return { from: startOf(start), to: startOf(start.add({ days })) };
}

/** Whether a text is a day that exists, "YYYY-MM-DD". */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: "reject" });
    return true;
  } catch {
    return false;
  }
}
