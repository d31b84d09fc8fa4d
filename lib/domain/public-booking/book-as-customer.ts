import {
  type Appointment,
  type BookAppointmentInput,
  bookAppointment,
  cancelAppointment,
} from "@/lib/domain/appointments";
import type { Context } from "@/lib/domain/context";
import { asCustomer } from "./as-customer";

export type CustomerBooking = Pick<
  BookAppointmentInput,
  "startsAt" | "serviceId" | "durationMinutes" | "customer" | "notes" | "title"
> & { calendarId: string };

/**
 * Books a time in a calendar as its customers do: by its rules, to be confirmed by the business.
 * @throws DomainError `not_found` for the calendar, and as `bookAppointment`.
 */
export async function bookAsCustomer(ctx: Context, booking: CustomerBooking): Promise<Appointment> {
  const customer = await asCustomer(ctx, { calendarId: booking.calendarId });
  return bookAppointment(customer, { ...booking, source: "web", status: "pending", rules: "hours" });
}

/** Calls an appointment off for whoever knows its id. @throws DomainError `not_found`, `conflict` when it is over. */
export async function cancelAsCustomer(ctx: Context, appointmentId: string): Promise<Appointment> {
  const customer = await asCustomer(ctx, { appointmentId });
  return cancelAppointment(customer, { id: appointmentId });
}
