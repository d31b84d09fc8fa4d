import { Temporal } from "temporal-polyfill";
import { spokenDate } from "../brain";

const zoned = (instant: Date, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);

/** The date "YYYY-MM-DD" of an instant in a zone. */
export const dayIn = (instant: Date, timeZone: string): string =>
  zoned(instant, timeZone).toPlainDate().toString();

/** The wall time "HH:MM" of an instant in a zone. */
export const timeIn = (instant: Date, timeZone: string): string =>
  zoned(instant, timeZone).toPlainTime().toString({ smallestUnit: "minute" });

/** An instant in a zone for the ear: "Tuesday, March 3 at 3:00 PM". */
export function localText(instant: Date, timeZone: string): string {
  const { hour, minute } = zoned(instant, timeZone);
  const clock = `${hour % 12 || 12}:${String(minute).padStart(2, "0")} ${hour < 12 ? "AM" : "PM"}`;
  return `${spokenDate(dayIn(instant, timeZone))} at ${clock}`;
}

/** The first moment of a local day. */
export const startOfDay = (date: string, timeZone: string, plusDays = 0): Date =>
  new Date(Temporal.PlainDate.from(date).add({ days: plusDays }).toZonedDateTime(timeZone).epochMilliseconds);
