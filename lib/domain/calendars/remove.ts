import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { parseInput } from "@/lib/domain/parse";
import { lockAllCalendars } from "./lock";
import { loadCalendar } from "./row";
import { calendarIdInput } from "./schema";

/**
 * Takes a calendar out of use. Its past appointments stay.
 * @throws DomainError `not_found`; `conflict` while it has appointments to come.
 */
export async function removeCalendar(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "calendar:write");
  const input = parseInput(calendarIdInput, { id });
  await inTenant(ctx, async (inner) => {
    const now = inner.clock.now();
    await lockAllCalendars(inner);
    await loadCalendar(inner, input.id);
    const upcoming = await inner.trx
      .selectFrom("appointments")
      .select("id")
      .where("business_id", "=", inner.business.id)
      .where("calendar_id", "=", input.id)
      .where("status", "in", ["pending", "confirmed"])
      .where("ends_at", ">", now)
      .limit(1)
      .executeTakeFirst();
    if (upcoming) {
      throw new DomainError(
        "conflict",
        "This calendar has appointments to come. Move or cancel them before you remove it.",
        { subject: "calendar" },
      );
    }
    await inner.trx
      .updateTable("calendars")
      .set({ removed_at: now, updated_at: now })
      .where("business_id", "=", inner.business.id)
      .where("id", "=", input.id)
      .execute();
    await audit(inner, "calendar.remove", input.id);
  });
}
