import {
  type Appointment,
  type BookAppointmentInput,
  bookAppointment,
  cancelAppointment,
  getAppointment,
} from "@/lib/domain/appointments";
import { authorize, type Context, forBusiness, inTenant } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { parseInput } from "@/lib/domain/parse";
import { asCustomer, type Door } from "./as-customer";
import { bookerOf } from "./booker";
import { requireUnderLimits, takeTurns } from "./limits";
import { bookedBefore, formOf, rememberBooking } from "./remember";
import { type CustomerBooking, type PageBooking, pageBooking } from "./schema";
import { asStaff } from "./staff";

type Booking = Omit<BookAppointmentInput, "source" | "status" | "rules"> & {
  requestKey?: string | undefined;
};

async function bookFor(ctx: Context, door: Door, { requestKey, ...booking }: Booking): Promise<Appointment> {
  const customer = await asCustomer(ctx, door);
  const booker = await bookerOf(ctx, customer, booking.customer);
  const form = formOf(requestKey, booking, booker);
  return inTenant(customer, async (inner) => {
    await takeTurns(inner);
    const earlier = await bookedBefore(inner, form);
    if (earlier) {
      const system = { ...inner, actor: { kind: "system" as const, reason: "a form that is sent again" } };
      return getAppointment(forBusiness(system, inner.business.id), earlier.id);
    }
    await requireUnderLimits(inner, booker);
    const appointment = await bookAppointment(inner, {
      ...booking,
      source: "web",
      status: "pending",
      rules: "hours",
    });
    await rememberBooking(inner, appointment.id, booker, form);
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
  return bookFor(ctx, { calendarId: booking.calendarId }, booking);
}

/**
 * Books on the page of a business, in one calendar or in the first that is free. The same form sent again
 * within a day is the same booking.
 * @throws DomainError as `bookAsCustomer`; `validation_failed` with messages for the fields of the form; `conflict` for a
 * form that has booked another time, or for somebody else.
 */
export async function bookOnPage(ctx: Context, input: PageBooking): Promise<Appointment> {
  const { slug, name, phone, email, calendarId, ...booking } = parseInput(pageBooking, input);
  return bookFor(
    ctx,
    { slug },
    {
      ...booking,
      calendarId: calendarId ?? undefined,
      customer: { name, phone: phone || null, email: email || null },
    },
  );
}

/** @throws DomainError `conflict` for an appointment that has begun: it is too late to give it up. */
function requireToCome(ctx: Context, { startsAt, status }: { startsAt: Date; status: string }): void {
  if (status === "cancelled" || startsAt > ctx.clock.now()) return;
  throw new DomainError("conflict", "This appointment has begun or is over, and cannot be cancelled.", {
    subject: "appointment",
  });
}

/**
 * Calls an appointment off for whoever knows its id.
 * @throws DomainError `not_found`, `conflict` when it is over, `forbidden` for a credential of its business that may not
 * write appointments.
 */
export async function cancelAsCustomer(ctx: Context, appointmentId: string): Promise<Appointment> {
  const customer = await asCustomer(ctx, { appointmentId });
  const staff = customer.business && (await asStaff(ctx, customer.business.id));
  if (staff) authorize(staff, "appointment:write");
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
