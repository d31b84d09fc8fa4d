import type { Selectable } from "kysely";
import type { Appointments } from "@/lib/db/types";
import type { TenantContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { APPOINTMENT_SOURCES, type Appointment, type AppointmentSource } from "./schema";
import { APPOINTMENT_STATUSES, type AppointmentStatus } from "./states";

function wordOf<W extends string>(words: readonly W[], text: string): W {
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) throw new Error(`The ledger holds a word that is not known: ${text}`);
  return word;
}

const statusOf = (text: string): AppointmentStatus => wordOf(APPOINTMENT_STATUSES, text);
const sourceOf = (text: string): AppointmentSource => wordOf(APPOINTMENT_SOURCES, text);

/** A row of the ledger as the entity. */
export const toAppointment = (row: Omit<Selectable<Appointments>, "during">): Appointment => ({
  id: row.id,
  businessId: row.business_id,
  number: row.number,
  calendarId: row.calendar_id,
  serviceId: row.service_id,
  contactId: row.contact_id,
  leadId: row.lead_id,
  conversationId: row.conversation_id,
  status: statusOf(row.status),
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  heldUntil: row.held_until,
  title: row.title,
  notes: row.notes,
  customerName: row.customer_name,
  customerPhone: row.customer_phone,
  customerEmail: row.customer_email,
  source: sourceOf(row.source),
  sequence: row.sequence,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  cancelledAt: row.cancelled_at,
});

/** The booked appointments of the business, to be narrowed and then read; holds are not among them. */
export const appointmentRows = (ctx: TenantContext) =>
  ctx.trx.selectFrom("appointments").where("business_id", "=", ctx.business.id).where("status", "<>", "held");

/** The same with all their columns. */
export const selectAppointments = (ctx: TenantContext) => appointmentRows(ctx).selectAll();

/**
 * One appointment, locked against other writers when asked.
 * @throws DomainError `not_found` for a hold and for another tenant's, too.
 */
export async function loadAppointment(
  ctx: TenantContext,
  id: string,
  options: { forUpdate?: boolean } = {},
): Promise<Appointment> {
  const query = selectAppointments(ctx).where("id", "=", id);
  const row = await (options.forUpdate ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw notFound("appointment");
  return toAppointment(row);
}
