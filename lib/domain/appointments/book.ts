import type { z } from "zod";
import { type ServiceShape, shapeOf } from "@/lib/domain/calendars";
import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { recordEvent } from "@/lib/domain/events";
import { parseInput } from "@/lib/domain/parse";
import { conversationOf } from "./hold";
import { deleteHoldsOf } from "./ledger";
import { type Customer, knownCustomer, requirePhone, resolveCustomer } from "./links";
import { place, requireFuture } from "./place";
import { bookedPrice } from "./price";
import { toAppointment } from "./row";
import { type Appointment, type BookAppointmentInput, bookAppointmentInput } from "./schema";
import { requireTransition } from "./states";
import { offeringAlternatives } from "./taken";

type Booking = z.output<typeof bookAppointmentInput> & { conversationId: string | null };

/**
 * The hold that this caller may turn into the booking: theirs by conversation, or anyone's for staff. A hold
 * that has expired, is another's or is unknown counts as none: the booking then stands on its own.
 */
async function usableHold(ctx: TenantContext, booking: Booking): Promise<Appointment | undefined> {
  if (!booking.holdId && !booking.conversationId) return undefined;
  let query = ctx.trx
    .selectFrom("appointments")
    .selectAll()
    .where("business_id", "=", ctx.business.id)
    .where("status", "=", "held")
    .where("held_until", ">", ctx.clock.now());
  if (booking.holdId) query = query.where("id", "=", booking.holdId);
  else query = query.where("starts_at", "=", booking.startsAt);
  const isStaff = ctx.actor.kind === "user" || ctx.actor.kind === "api_key" || ctx.actor.kind === "system";
  if (!booking.holdId || !isStaff) query = query.where("conversation_id", "=", booking.conversationId);
  const row = await query.executeTakeFirst();
  return row && toAppointment(row);
}

const isSameTime = (hold: Appointment, booking: Booking, shape: ServiceShape): boolean =>
  hold.startsAt.getTime() === booking.startsAt.getTime() &&
  hold.endsAt.getTime() - hold.startsAt.getTime() === shape.durationMinutes * 60_000 &&
  hold.serviceId === shape.serviceId &&
  (booking.calendarId === undefined || booking.calendarId === hold.calendarId);

/** Turns a hold into the booking, same row. @returns false when it has gone meanwhile. */
async function convertHold(ctx: TenantContext, hold: Appointment, booking: Booking): Promise<boolean> {
  requireTransition(hold.status, booking.status);
  const row = await ctx.trx
    .updateTable("appointments")
    .set({ status: booking.status, held_until: null })
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", hold.id)
    .where("status", "=", "held")
    .where("held_until", ">", ctx.clock.now())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Gets the time: by the hold where there is one, else by a new row. @returns the row's id. */
async function takeTime(ctx: TenantContext, booking: Booking): Promise<string> {
  requireFuture(ctx, booking.startsAt);
  const hold = await usableHold(ctx, booking);
  const { startsAt, calendarId, conversationId, rules, status, source, durationMinutes } = booking;
  const shape = await shapeOf(ctx, {
    serviceId: booking.serviceId ?? hold?.serviceId,
    durationMinutes:
      durationMinutes ??
      (hold && !booking.serviceId ? (hold.endsAt.getTime() - hold.startsAt.getTime()) / 60_000 : undefined),
  });
  if (hold && isSameTime(hold, booking, shape) && (await convertHold(ctx, hold, booking))) return hold.id;
  return place(
    ctx,
    { startsAt, shape, calendarId, conversationId: conversationId ?? hold?.conversationId ?? null, rules },
    { status, heldUntil: null, source },
  );
}

async function describe(
  ctx: TenantContext,
  id: string,
  booking: Booking,
  customer: Customer,
): Promise<Appointment> {
  const now = ctx.clock.now();
  const row = await ctx.trx
    .updateTable("appointments")
    .set({
      title: booking.title,
      notes: booking.notes,
      contact_id: customer.contactId,
      lead_id: booking.leadId,
      conversation_id: booking.conversationId ?? undefined,
      customer_name: customer.name,
      customer_phone: customer.phone,
      customer_email: customer.email,
      price_minor: bookedPrice(ctx, "price_minor"),
      price_currency: bookedPrice(ctx, "currency"),
      source: booking.source,
      created_at: now,
      updated_at: now,
    })
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toAppointment(row);
}

/**
 * Books a time, out of a hold or directly. Without a calendar the first in order that offers the service and
 * is free gets it. Ends the conversation's other holds and records `appointment.created`.
 * @throws DomainError `slot_taken` with `data.alternatives` (the next three free starts, ISO 8601);
 * `validation_failed` for the past, or with rules `hours` outside opening hours, notice or horizon;
 * `not_found` for a service, calendar, contact, lead or conversation that the business does not have.
 */
export async function bookAppointment(ctx: Context, input: BookAppointmentInput): Promise<Appointment> {
  authorize(ctx, "appointment:write");
  const parsed = parseInput(bookAppointmentInput, input);
  const booking: Booking = { ...parsed, conversationId: conversationOf(ctx, parsed.conversationId) };
  requirePhone(booking.customer.phone);
  return offeringAlternatives(ctx, () =>
    inTenant(ctx, async (inner) => {
      const known = await knownCustomer(inner, booking);
      const id = await takeTime(inner, booking);
      if (booking.conversationId) await deleteHoldsOf(inner, booking.conversationId);
      const isContactNamed = Boolean(booking.contactId);
      const customer = await resolveCustomer(inner, booking.customer, known, isContactNamed);
      const appointment = await describe(inner, id, booking, customer);
      await recordEvent(inner, {
        type: "appointment.created",
        subjectId: id,
        data: {
          appointmentId: id,
          startsAt: appointment.startsAt.toISOString(),
          customerName: appointment.customerName,
        },
      });
      await audit(inner, "appointment.book", id, {
        startsAt: appointment.startsAt.toISOString(),
        calendarId: appointment.calendarId,
        status: appointment.status,
      });
      return appointment;
    }),
  );
}
