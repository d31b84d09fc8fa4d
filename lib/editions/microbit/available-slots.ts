import { z } from "zod";
import { type DaySlots, findDaySlots, localDate } from "@/lib/domain/calendars";
import type { Context } from "@/lib/domain/context";
import { asCustomer } from "@/lib/domain/public-booking";
import { iso, isoText } from "@/lib/http/wire";
import type { ofCalendar } from "./time-slots";

export const availableSlotsQuery = z.object({
  start_date: localDate
    .optional()
    .describe("The first date, on the clock of the business; today by default."),
  end_date: localDate
    .optional()
    .describe("The last date, which is included; 30 days after the first by default. At most 62 dates."),
  duration_minutes: z.coerce
    .number()
    .int()
    .min(1)
    .max(1440)
    .default(30)
    .describe("How long the appointment takes."),
});

export const availableSlotsJson = z.strictObject({
  available_slots: z.array(
    z.strictObject({
      date: z.string(),
      start_time: z.string(),
      end_time: z.string(),
      start_at: isoText,
      end_at: isoText,
      timezone: z.string(),
    }),
  ),
});

/** What the calendar offers its customers, whoever asks. */
export async function offeredSlots(
  ctx: Context,
  { calendarId }: z.output<typeof ofCalendar>,
  query: z.output<typeof availableSlotsQuery>,
): Promise<DaySlots> {
  return findDaySlots(await asCustomer(ctx, { calendarId }, "search"), {
    calendarId,
    firstDay: query.start_date,
    lastDay: query.end_date,
    durationMinutes: query.duration_minutes,
  });
}

export const availableSlotsView = ({ timeZone, slots }: DaySlots): z.input<typeof availableSlotsJson> => ({
  available_slots: slots.map(({ date, startTime, endTime, startsAt, endsAt }) => ({
    date,
    start_time: startTime,
    end_time: endTime,
    start_at: iso(startsAt),
    end_at: iso(endsAt),
    timezone: timeZone,
  })),
});
