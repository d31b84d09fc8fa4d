import { sql } from "kysely";
import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { announce } from "@/lib/domain/events";
import { parseInput } from "@/lib/domain/parse";
import { verbFor } from "./change-status";
import { type CustomerFacts, requirePhone, resolveCustomer } from "./links";
import { rescheduleAppointment } from "./reschedule";
import { loadAppointment } from "./row";
import { type Appointment, type UpdateAppointmentInput, updateAppointmentInput } from "./schema";

/** Writes who the appointment is for; another phone or e-mail finds or makes the contact it belongs to. */
async function changeCustomer(ctx: TenantContext, before: Appointment, said: CustomerFacts): Promise<void> {
  const phone = said.phone === undefined ? before.customerPhone : requirePhone(said.phone);
  const email = said.email === undefined ? before.customerEmail : said.email || null;
  const name = said.name || before.customerName;
  const isReached = phone === before.customerPhone && email === before.customerEmail;
  if (isReached && name === before.customerName) return;
  const known = { contactId: before.contactId, name, phone, email };
  const { contactId } = isReached ? before : await resolveCustomer(ctx, { name, phone, email }, known, false);
  await ctx.trx
    .updateTable("appointments")
    .set({
      customer_name: name,
      customer_phone: phone,
      customer_email: email,
      contact_id: contactId,
      sequence: sql`sequence + 1`,
      updated_at: ctx.clock.now(),
    })
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", before.id)
    .execute();
  announce(ctx, "appointment");
  await audit(ctx, "appointment.update", before.id, { customer: { name, phone, email } });
}

/**
 * Changes what is given, leaves the rest: first time and service (to any free time to come, or by rules `hours` as
 * customers may), then the words and the customer, then the state. All or nothing.
 * @throws DomainError `slot_taken`, `validation_failed`, `conflict`, `not_found` as the single verbs do.
 */
export async function updateAppointment(ctx: Context, input: UpdateAppointmentInput): Promise<Appointment> {
  authorize(ctx, "appointment:write");
  const patch = parseInput(updateAppointmentInput, input);
  const { id, title, notes, status, startsAt, durationMinutes, customer, rules } = patch;
  const isToCome = (before: Appointment): boolean =>
    ["pending", "confirmed"].includes(before.status) && (startsAt ?? before.startsAt) >= ctx.clock.now();
  return inTenant(ctx, async (inner) => {
    const before = await loadAppointment(inner, id);
    const serviceId = isToCome(before) ? patch.serviceId : undefined;
    if (startsAt !== undefined || durationMinutes !== undefined || serviceId !== undefined) {
      await rescheduleAppointment(inner, {
        id,
        startsAt: startsAt ?? before.startsAt,
        durationMinutes,
        serviceId,
        rules,
      });
    }
    const isReworded =
      (title !== undefined && title !== before.title) || (notes !== undefined && notes !== before.notes);
    if (isReworded) {
      await inner.trx
        .updateTable("appointments")
        .set({ title, notes, sequence: sql`sequence + 1`, updated_at: inner.clock.now() })
        .where("business_id", "=", inner.business.id)
        .where("id", "=", id)
        .execute();
      announce(inner, "appointment");
      await audit(inner, "appointment.update", id, { title, notes });
    }
    await changeCustomer(inner, before, customer);
    if (status) await verbFor(status)(inner, id);
    return loadAppointment(inner, id);
  });
}
