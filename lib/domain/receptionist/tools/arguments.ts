import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { invalid } from "@/lib/domain/errors";
import { emailAddress, filledText, text } from "@/lib/domain/text";

const blankAsNone = <T>(value: T): T | undefined => (value === "" || value === null ? undefined : value);

/** A model often sends "" or null for what it does not know. */
const optional = <S extends z.ZodType>(schema: S) => z.preprocess(blankAsNone, schema.optional());

export const question = filledText(1000).describe("The caller's question, in their words.");
export const startsAt = filledText(40).describe(
  "Start of the slot, exactly as check_availability gave it in starts_at.",
);
export const service = optional(text(200)).describe("Name of the service, such as the caller says it.");
export const customerName = filledText(200).describe("The caller's full name.");
export const name = optional(text(200)).describe("The caller's name.");
export const phone = optional(text(50)).describe(
  "Phone number to reach the caller on. Leave out to use the number they call from.",
);
export const email = optional(emailAddress).describe("E-mail address, when the caller gives one.");
export const notes = optional(text(2000)).describe("Anything the staff should know about the visit.");
export const appointmentId = optional(z.uuid()).describe(
  "Id of the caller's appointment. Leave out when they have only one.",
);
export const localDate = optional(z.iso.date()).describe(
  "Day to look at, YYYY-MM-DD, in the business's time zone.",
);
export const untilDate = optional(z.iso.date()).describe(
  "Last day to look at, YYYY-MM-DD, for a range of days.",
);
export const appointmentDate = optional(z.iso.date()).describe(
  "The date of the appointment, YYYY-MM-DD. Only as the caller says it.",
);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Use HH:MM, 24 hours.");
export const fromTime = optional(time).describe("Earliest start, HH:MM in local time.");
export const toTime = optional(time).describe("Starts before this, HH:MM in local time.");
export const durationMinutes = optional(z.coerce.number().int().min(5).max(1440)).describe(
  "Length in minutes, when no service says it.",
);
export const reason = optional(text(1000)).describe("Why the caller calls.");
export const urgency = optional(z.enum(["low", "medium", "high", "critical"])).describe(
  "How pressing it is.",
);

const OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/**
 * A start as a tool argument: an instant with its offset, else local time in the business's zone.
 * @throws DomainError validation_failed.
 */
export function instantOf(given: string, timeZone: string): Date {
  try {
    const epoch = OFFSET.test(given)
      ? Temporal.Instant.from(given).epochMilliseconds
      : Temporal.PlainDateTime.from(given).toZonedDateTime(timeZone).epochMilliseconds;
    return new Date(epoch);
  } catch {
    throw invalid("starts_at", "I need the start exactly as it was offered.");
  }
}
