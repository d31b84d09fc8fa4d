import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { parseInput } from "@/lib/domain/parse";
import { type AddTimeSlotInput, addTimeSlotInput, type TimeSlot } from "./schema";
import { lockTimeSlots, requireLength, requireRoom } from "./time-slot-rules";

/**
 * Adds a weekly interval to a calendar. From its first one on, the calendar keeps its own hours. Intervals may overlap.
 * @throws DomainError `not_found` for an unknown calendar; `validation_failed` for an end that is the start;
 * `conflict` where there are as many as may be.
 */
export async function addTimeSlot(ctx: Context, input: AddTimeSlotInput): Promise<TimeSlot> {
  authorize(ctx, "calendar:write");
  const slot = parseInput(addTimeSlotInput, input);
  requireLength(slot);
  return inTenant(ctx, async (inner) => {
    await lockTimeSlots(inner, slot.calendarId);
    await requireRoom(inner, slot.calendarId);
    const now = inner.clock.now();
    const id = newId(now);
    await inner.trx
      .insertInto("time_slots")
      .values({
        id,
        business_id: inner.business.id,
        calendar_id: slot.calendarId,
        day_of_week: slot.dayOfWeek,
        starts_at: slot.startsAt,
        ends_at: slot.endsAt,
        created_at: now,
      })
      .execute();
    await audit(inner, "calendar.add_time_slot", slot.calendarId, { timeSlotId: id, ...slot });
    return { id, ...slot };
  });
}
