import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { parseInput } from "@/lib/domain/parse";
import { removeTimeSlotInput } from "./schema";
import { lockTimeSlots } from "./time-slot-rules";

/** Takes a weekly interval out of a calendar. @throws DomainError `not_found`. */
export async function removeTimeSlot(ctx: Context, input: { calendarId: string; id: string }): Promise<void> {
  authorize(ctx, "calendar:write");
  const { calendarId, id } = parseInput(removeTimeSlotInput, input);
  await inTenant(ctx, async (inner) => {
    await lockTimeSlots(inner, calendarId);
    const gone = await inner.trx
      .deleteFrom("time_slots")
      .where("business_id", "=", inner.business.id)
      .where("calendar_id", "=", calendarId)
      .where("id", "=", id)
      .returning("id")
      .executeTakeFirst();
    if (!gone) throw notFound("time_slot");
    await audit(inner, "calendar.remove_time_slot", calendarId, { timeSlotId: id });
  });
}
