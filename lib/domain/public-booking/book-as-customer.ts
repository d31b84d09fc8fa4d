import {
  type Appointment,
  type BookAppointmentInput,
  bookAppointment,
  cancelAppointment,
  getAppointment,
} from "@/lib/domain/appointments";
import { normalisePhone } from "@/lib/domain/contacts";
import { type Context, forBusiness, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { parseInput } from "@/lib/domain/parse";
import { asCustomer } from "./as-customer";
import { type Booker, requireAddressUnderLimit, requireUnderLimits, takeTurns } from "./limits";
import { type CustomerBooking, type PageBooking, pageBooking } from "./schema";

type Booking = Omit<BookAppointmentInput, "source" | "status" | "rules"> & {
  requestKey?: string | undefined;
};

const bookerOf = ({ customer }: Booking): Booker => ({
  phone: customer?.phone ? (normalisePhone(customer.phone)?.e164 ?? null) : null,
  email: customer?.email?.trim().toLowerCase() || null,
});

/** What a form that was sent before has led to. Its key is nobody else's, so whoever has it may see the booking. */
async function bookedBefore(
  ctx: TenantContext,
  requestKey: string | undefined,
): Promise<Appointment | undefined> {
  if (requestKey === undefined) return undefined;
  const row = await ctx.trx
    .selectFrom("public_bookings")
    .select("appointment_id")
    .where("business_id", "=", ctx.business.id)
    .where("request_key", "=", requestKey)
    .executeTakeFirst();
  if (!row) return undefined;
  const system = { ...ctx, actor: { kind: "system" as const, reason: "a form that is sent again" } };
  return getAppointment(forBusiness(system, ctx.business.id), row.appointment_id);
}

async function bookFor(customer: Context, { requestKey, ...booking }: Booking): Promise<Appointment> {
  const booker = bookerOf({ ...booking, requestKey });
  await requireAddressUnderLimit(customer, booker.email);
  return inTenant(customer, async (ctx) => {
    await takeTurns(ctx);
    const earlier = await bookedBefore(ctx, requestKey);
    if (earlier) return earlier;
    await requireUnderLimits(ctx, booker);
    const appointment = await bookAppointment(ctx, {
      ...booking,
      source: "web",
      status: "pending",
      rules: "hours",
    });
    const now = ctx.clock.now();
    await ctx.trx
      .insertInto("public_bookings")
      .values({
        id: newId(now),
        business_id: ctx.business.id,
        appointment_id: appointment.id,
        request_key: requestKey ?? null,
        phone: booker.phone,
        email: booker.email,
        created_at: now,
      })
      .execute();
    return appointment;
  });
}

/**
 * Books a time in a calendar as its customers do: by its rules, to be confirmed by the business, within the limits that
 * keep strangers from filling its book.
 * @throws DomainError `not_found` for the calendar, `forbidden` where bookings are taken by phone only, `rate_limited`
 * with the seconds to wait, and as `bookAppointment`.
 */
export async function bookAsCustomer(ctx: Context, booking: CustomerBooking): Promise<Appointment> {
  return bookFor(await asCustomer(ctx, { calendarId: booking.calendarId }), booking);
}

/**
 * Books on the page of a business, in one calendar or in the first that is free. The same form sent again is the same
 * booking.
 * @throws DomainError as `bookAsCustomer`; `validation_failed` with messages for the fields of the form.
 */
export async function bookOnPage(ctx: Context, input: PageBooking): Promise<Appointment> {
  const { slug, name, phone, email, calendarId, ...booking } = parseInput(pageBooking, input);
  return bookFor(await asCustomer(ctx, { slug }), {
    ...booking,
    calendarId: calendarId ?? undefined,
    customer: { name, phone: phone || null, email: email || null },
  });
}

/** @throws DomainError `conflict` for an appointment that has begun: it is too late to give it up. */
function requireToCome(ctx: Context, { startsAt, status }: { startsAt: Date; status: string }): void {
  if (status === "cancelled" || startsAt > ctx.clock.now()) return;
  throw new DomainError("conflict", "This appointment has begun or is over, and cannot be cancelled.", {
    subject: "appointment",
  });
}

/** Calls an appointment off for whoever knows its id. @throws DomainError `not_found`, `conflict` when it is over. */
export async function cancelAsCustomer(ctx: Context, appointmentId: string): Promise<Appointment> {
  const customer = await asCustomer(ctx, { appointmentId });
  return inTenant(customer, async (inner) => {
    const row = await inner.trx
      .selectFrom("appointments")
      .select(["starts_at", "status"])
      .where("business_id", "=", inner.business.id)
      .where("id", "=", appointmentId)
      .executeTakeFirst();
    if (row) requireToCome(inner, { startsAt: row.starts_at, status: row.status });
    return cancelAppointment(inner, { id: appointmentId });
  });
}
