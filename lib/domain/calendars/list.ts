import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { selectCalendars, toCalendar } from "./row";
import type { Calendar } from "./schema";

/** The calendars of the business in their order. */
export async function listCalendars(ctx: Context): Promise<Calendar[]> {
  authorize(ctx, "calendar:read");
  return inTenant(ctx, async (inner) => (await selectCalendars(inner).execute()).map(toCalendar));
}
