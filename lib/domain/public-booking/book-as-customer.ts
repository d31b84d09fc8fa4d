import {
  APPOINTMENT_STATUSES,
  type Appointment,
  type BookAppointmentInput,
  bookAppointment,
  cancelAppointment,
} from "@/lib/domain/appointments";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { parseInput, wordOf } from "@/lib/domain/parse";
import { asCustomer } from "./as-customer";
import { type Booker, bookerOf } from "./booker";
import { requireUnderLimits, takeTurns } from "./limits";
import { bookedBefore, type Form, formOf, rememberBooking } from "./remember";
import { type CustomerBooking, type PageBooking, pageBooking } from "./schema";
import { asStaff } from "./staff";
import { requireToCome } from "./to-come";

type Booking = Omit<BookAppointmentInput, "source" | "status" | "rules">;

/** Books for strangers whose turn it is. @throws DomainError `rate_limited`, and as `bookAppointment`. */
async function bookInTurn(
  ctx: TenantContext,
  booking: Booking,
  booker: Booker,
  form: Form | null,
): Promise<Appointment> {
  await requireUnderLimits(ctx, booker);
  const appointment = await bookAppointment(ctx, {
    ...booking,
    source: "web",
    status: "pending",
    rules: "hours",
  });
  await rememberBooking(ctx, appointment.id, booker, form);
  return appointment;
}

/**
 * Books a time in a calendar as its customers do: by its rules, to be confirmed by the business, within the limits that
 * keep strangers from filling its book.
 * @throws DomainError `not_found` for the calendar, `forbidden` where bookings are taken by phone only, `rate_limited`
 * with the seconds to wait, and as `bookAppointment`.
 */
export async function bookAsCustomer(ctx: Context, booking: CustomerBooking): Promise<Appointment> {
  const customer = await asCustomer(ctx, { calendarId: booking.calendarId }, "change");
  const booker = await bookerOf(ctx, customer, booking.customer);
  return inTenant(customer, async (inner) => {
    await takeTurns(inner);
    return bookInTurn(inner, booking, booker, null);
  });
}

/**
 * Books on the page of a business, in one calendar or in the first that is free. The same form sent again within a day is
 * the same booking.
 * @returns which appointment it is.
 * @throws DomainError as `bookAsCustomer`; `validation_failed` with messages for the fields of the form; `conflict` for a
 * form that has booked another time, or for somebody else.
 */
export async function bookOnPage(ctx: Context, input: PageBooking): Promise<{ id: string }> {
  const { slug, name, phone, email, calendarId, requestKey, ...rest } = parseInput(pageBooking, input);
  const customer = await asCustomer(ctx, { slug }, "change");
  const booking = {
    ...rest,
    calendarId: calendarId ?? undefined,
    customer: { name, phone: phone || null, email: email || null },
  };
  const booker = await bookerOf(ctx, customer, booking.customer);
  const form = formOf(requestKey, booking, booker);
  return inTenant(customer, async (inner) => {
    await takeTurns(inner);
    return (await bookedBefore(inner, form)) ?? (await bookInTurn(inner, booking, booker, form));
  });
}

/**
 * Calls an appointment off for whoever knows its id.
 * @throws DomainError `not_found`, `conflict` when it is over, `rate_limited`, `forbidden` for a credential of its business
 * that may not write appointments.
 */
export async function cancelAsCustomer(ctx: Context, appointmentId: string): Promise<Appointment> {
  const customer = await asCustomer(ctx, { appointmentId }, "change");
  const staff = await asStaff(ctx, customer.business.id);
  if (staff) authorize(staff, "appointment:write");
  return inTenant(customer, async (inner) => {
    const row = await inner.trx
      .selectFrom("appointments")
      .select(["starts_at", "status"])
      .where("business_id", "=", inner.business.id)
      .where("id", "=", appointmentId)
      .executeTakeFirst();
    const status = row && wordOf(APPOINTMENT_STATUSES, row.status);
    if (row && status && status !== "cancelled") {
      requireToCome(inner, { startsAt: row.starts_at, status }, "cancelled");
    }
    return cancelAppointment(inner, { id: appointmentId });
  });
}
