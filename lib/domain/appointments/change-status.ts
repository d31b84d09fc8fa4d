import { sql } from "kysely";
import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { announce, enqueue, recordEvent } from "@/lib/domain/events";
import { parseInput } from "@/lib/domain/parse";
import { contactTakenOn } from "./links";
import { loadAppointment, toAppointment } from "./row";
import { type Appointment, appointmentIdInput, cancelAppointmentInput } from "./schema";
import { type AppointmentStatus, requireTransition } from "./states";

/** Sets the next state; the state it already has changes nothing. @throws DomainError `conflict`. */
async function enter(
  ctx: TenantContext,
  id: string,
  status: AppointmentStatus,
  details: { reason?: string | undefined } = {},
): Promise<Appointment> {
  // Contacts before appointments, as every other act locks them.
  const contactId = await contactTakenOn(ctx, await loadAppointment(ctx, id), status);
  const before = await loadAppointment(ctx, id, { forUpdate: true });
  if (before.status === status) return before;
  requireTransition(before.status, status);
  const now = ctx.clock.now();
  const row = await ctx.trx
    .updateTable("appointments")
    .set({
      status,
      contact_id: before.contactId ?? contactId,
      cancelled_at: status === "cancelled" ? now : null,
      sequence: sql`sequence + 1`,
      updated_at: now,
    })
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
  announce(ctx, "appointment");
  await audit(ctx, `appointment.${status}`, id, { from: before.status, ...details });
  const after = toAppointment(row);
  if (before.status === "pending" && status === "confirmed") {
    await enqueue(ctx, {
      kind: "notify.customer",
      payload: { subjectId: id, isConfirmed: true },
      dedupeKey: `notify.customer:${id}:${after.sequence}`,
    });
  }
  if (status === "cancelled") {
    const { customerName } = after;
    await recordEvent(ctx, {
      type: "appointment.cancelled",
      subjectId: id,
      data: { appointmentId: id, startsAt: after.startsAt.toISOString(), customerName, ...details },
    });
  }
  return after;
}

/** A verb that sets one state. */
export const verbFor =
  (status: AppointmentStatus) =>
  async (ctx: Context, id: string): Promise<Appointment> => {
    authorize(ctx, "appointment:write");
    const input = parseInput(appointmentIdInput, { id });
    return inTenant(ctx, (inner) => enter(inner, input.id, status));
  };

/** Makes a pending appointment certain, which its customer is told. @throws DomainError `conflict`, `not_found`. */
export const confirmAppointment = verbFor("confirmed");
/** The customer came. @throws DomainError `conflict`, `not_found`. */
export const completeAppointment = verbFor("completed");
/** The customer did not come. @throws DomainError `conflict`, `not_found`. */
export const markNoShow = verbFor("no_show");

/**
 * Cancels an appointment and frees its time; a second time it changes nothing.
 * @throws DomainError `conflict` when it is over; `not_found`.
 */
export async function cancelAppointment(
  ctx: Context,
  input: { id: string; reason?: string | undefined },
): Promise<Appointment> {
  authorize(ctx, "appointment:write");
  const { id, reason } = parseInput(cancelAppointmentInput, input);
  return inTenant(ctx, (inner) => enter(inner, id, "cancelled", reason ? { reason } : {}));
}
