import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { filledText } from "@/lib/domain/text";
import type { Closure } from "./schema";

/** "YYYY-MM-DDTHH:MM" that the calendar has; a time that daylight saving skips is not refused. */
const localTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "Must be a local date and time such as 2026-12-24T12:00.")
  .refine((value) => {
    try {
      return Temporal.PlainDateTime.from(value, { overflow: "reject" }) !== undefined;
    } catch {
      return false;
    }
  }, "There is no such date and time.");

export const newClosure = z
  .object({
    name: filledText(200).optional(),
    calendarId: z.string().nullish(),
    startsAtLocal: localTime,
    endsAtLocal: localTime,
  })
  .refine(({ startsAtLocal, endsAtLocal }) => startsAtLocal < endsAtLocal, {
    path: ["endsAtLocal"],
    message: "Must be after the start.",
  });
export type NewClosure = z.input<typeof newClosure>;

interface ClosureRow {
  id: string;
  calendar_id: string | null;
  name: string;
  starts_at_local: string;
  ends_at_local: string;
  created_at: Date;
}

/** Postgres writes "2026-12-24 12:00:00". */
const localText = (value: string): string => value.replace(" ", "T").slice(0, 16);

export const toClosure = (row: ClosureRow): Closure => ({
  id: row.id,
  calendarId: row.calendar_id,
  name: row.name,
  startsAtLocal: localText(row.starts_at_local),
  endsAtLocal: localText(row.ends_at_local),
  createdAt: row.created_at,
});
