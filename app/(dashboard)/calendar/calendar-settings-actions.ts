"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { updateBusiness } from "@/lib/domain/businesses";
import { createCalendar, MAX_HORIZON_DAYS, updateCalendar } from "@/lib/domain/calendars";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { pageContext } from "@/lib/wiring";

const whole = (message: string) => z.number(message).int(message);
const settings = z.object({
  /** Null for a new calendar. */
  id: z.uuid().nullable(),
  name: z.string().trim().min(1, "Give the calendar a name.").max(200, "Use at most 200 characters."),
  slotStepMinutes: whole("Choose how often appointments can start."),
  minimumNoticeMinutes: whole("Choose how much notice you need."),
  bookingHorizonDays: whole("Enter a number of days.")
    .min(1, "At least one day.")
    .max(MAX_HORIZON_DAYS, `At most ${MAX_HORIZON_DAYS.toLocaleString("en-US")} days, about three years.`),
  dailyLimit: whole("Enter a number, or leave it empty.")
    .min(1, "At least one a day, or leave it empty.")
    .max(1000, "At most 1,000 a day.")
    .nullable(),
  /** Left out: as it is. */
  samePersonAsId: z.uuid().nullable().optional(),
});
export type CalendarSettingsInput = z.input<typeof settings>;

/** Lets customers book for themselves, or takes bookings by phone only. */
export async function switchBookingPageAction(isOn: boolean): Promise<ActionResult<null>> {
  return runAction(z.boolean(), isOn, async (isBookingPageOn) => {
    await updateBusiness(await pageContext(), { isBookingPageOn });
    revalidatePath("/calendar");
    return null;
  });
}

/** Saves a calendar's settings, or makes a new calendar with them. */
export async function saveCalendarAction(input: CalendarSettingsInput): Promise<ActionResult<null>> {
  return runAction(settings, input, async ({ id, ...fields }) => {
    const ctx = await pageContext();
    if (id === null) await createCalendar(ctx, fields);
    else await updateCalendar(ctx, { id, ...fields });
    revalidatePath("/calendar");
    return null;
  });
}
