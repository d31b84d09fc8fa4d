import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { announce } from "@/lib/domain/events";
import { parseInput } from "@/lib/domain/parse";
import { cancelAppointment } from "./change-status";
import { loadAppointment } from "./row";
import { appointmentIdInput } from "./schema";
import { requireShown } from "./shown";

/**
 * Takes an appointment out of the lists of editions that delete: cancelled where it is still to come. The business
 * keeps the row.
 * @throws DomainError forbidden, not_found (also the second time).
 */
export async function removeAppointment(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "appointment:write");
  const input = parseInput(appointmentIdInput, { id });
  await inTenant(ctx, async (ctx) => {
    const before = await loadAppointment(ctx, input.id, { forUpdate: true });
    await requireShown(ctx, before.id);
    if (before.status === "pending" || before.status === "confirmed") {
      await cancelAppointment(ctx, { id: before.id });
    }
    await ctx.trx
      .updateTable("appointments")
      .set({ removed_at: ctx.clock.now() })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", before.id)
      .execute();
    announce(ctx, "appointment");
    await audit(ctx, "appointment.remove", before.id, {});
  });
}
