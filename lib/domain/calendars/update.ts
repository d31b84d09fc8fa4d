import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { replaceServices, requireAgent } from "./parts";
import { loadCalendar } from "./row";
import { type Calendar, type UpdateCalendarInput, updateCalendarInput } from "./schema";

/** Changes what is given, leaves the rest. @throws DomainError `not_found`. */
export async function updateCalendar(ctx: Context, input: UpdateCalendarInput): Promise<Calendar> {
  authorize(ctx, "calendar:write");
  const { id, ...patch } = parseInput(updateCalendarInput, input);
  return inTenant(ctx, async (inner) => {
    await loadCalendar(inner, id);
    if (patch.agentId) await requireAgent(inner, patch.agentId);
    await inner.trx
      .updateTable("calendars")
      .set({
        name: patch.name,
        agent_id: patch.agentId,
        position: patch.position,
        slot_step_minutes: patch.slotStepMinutes,
        minimum_notice_minutes: patch.minimumNoticeMinutes,
        booking_horizon_days: patch.bookingHorizonDays,
        updated_at: inner.clock.now(),
      })
      .where("business_id", "=", inner.business.id)
      .where("id", "=", id)
      .execute();
    if (patch.serviceIds) await replaceServices(inner, id, patch.serviceIds);
    await audit(inner, "calendar.update", id, patch);
    return loadCalendar(inner, id);
  });
}
