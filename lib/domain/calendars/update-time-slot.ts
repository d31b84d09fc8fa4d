import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { parseInput } from "@/lib/domain/parse";
import { type TimeSlot, type UpdateTimeSlotInput, updateTimeSlotInput } from "./schema";
import { lockTimeSlots, requireLength } from "./time-slot-rules";

/**
 * Changes what is given of a weekly interval, leaves the rest. What is booked stays.
 * @throws DomainError `not_found` for an unknown calendar, and for a time slot of another one; `validation_failed`
 * for an end that is the start.
 */
export async function updateTimeSlot(ctx: Context, input: UpdateTimeSlotInput): Promise<TimeSlot> {
  authorize(ctx, "calendar:write");
  const { calendarId, id, ...patch } = parseInput(updateTimeSlotInput, input);
  return inTenant(ctx, async (inner) => {
    await lockTimeSlots(inner, calendarId);
    const row = await inner.trx
      .selectFrom("time_slots")
      .select(["day_of_week", "starts_at", "ends_at"])
      .where("business_id", "=", inner.business.id)
      .where("calendar_id", "=", calendarId)
      .where("id", "=", id)
      .executeTakeFirst();
    if (!row) throw notFound("time_slot");
    const slot = {
      id,
      calendarId,
      dayOfWeek: patch.dayOfWeek ?? row.day_of_week,
      startsAt: patch.startsAt ?? row.starts_at.slice(0, 5),
      endsAt: patch.endsAt ?? row.ends_at.slice(0, 5),
    };
    requireLength(slot);
    await inner.trx
      .updateTable("time_slots")
      .set({ day_of_week: slot.dayOfWeek, starts_at: slot.startsAt, ends_at: slot.endsAt })
      .where("business_id", "=", inner.business.id)
      .where("id", "=", id)
      .execute();
    await audit(inner, "calendar.update_time_slot", calendarId, { timeSlotId: id, ...patch });
    return slot;
  });
}
