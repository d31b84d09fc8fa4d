import { Temporal } from "temporal-polyfill";
import { z } from "zod";

/**
 * The IANA name of a time zone in its usual spelling ("america/new_york" → "America/New_York"), aliases
 * kept; undefined for offsets and everything that is no zone.
 */
export function timeZoneName(name: string): string | undefined {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return undefined;
  }
}

/** The first moment of a day on the wall clock of the zone: today's at `now`, or that of so many days before. */
export const localMidnight = (now: Date, timeZone: string, daysAgo = 0): Date =>
  new Date(
    Temporal.Instant.fromEpochMilliseconds(now.getTime())
      .toZonedDateTimeISO(timeZone)
      .toPlainDate()
      .subtract({ days: daysAgo })
      .toZonedDateTime(timeZone).epochMilliseconds,
  );

export const timeZoneSchema = z
  .string()
  .max(64)
  .transform((name, check) => {
    const known = timeZoneName(name.trim());
    if (known) return known;
    check.addIssue({ code: "custom", message: "Must be an IANA time zone such as America/New_York." });
    return z.NEVER;
  });
