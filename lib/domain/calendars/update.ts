import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { requireAgent } from "@/lib/domain/owned";
import { parseInput } from "@/lib/domain/parse";
import { replaceServices } from "./parts";
import { setPerson } from "./person";
import { loadCalendar } from "./row";
import { type Calendar, type UpdateCalendarInput, updateCalendarInput } from "./schema";

/**
 * Changes what is given, leaves the rest.
 * @throws DomainError `conflict` when calendars become one person's whose appointments to come overlap, with the
 * pairs in `data.clashes`; `not_found`.
 */
export async function updateCalendar(ctx: Context, input: UpdateCalendarInput): Promise<Calendar> {
  authorize(ctx, "calendar:write");
  const { id, ...patch } = parseInput(updateCalendarInput, input);
  return inTenant(ctx, async (inner) => {
    if (patch.samePersonAsId === undefined) await loadCalendar(inner, id);
    else await setPerson(inner, id, patch.samePersonAsId);
    await requireAgent(inner, patch.agentId);
    await inner.trx
      .updateTable("calendars")
      .set({
        name: patch.name,
        agent_id: patch.agentId,
        position: patch.position,
        slot_step_minutes: patch.slotStepMinutes,
        minimum_notice_minutes: patch.minimumNoticeMinutes,
        booking_horizon_days: patch.bookingHorizonDays,
        daily_limit: patch.dailyLimit,
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
