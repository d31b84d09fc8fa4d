import { z } from "zod";
import {
  type Appointment,
  getAppointmentNumbered,
  listAppointments,
  removeAppointment,
  updateAppointment,
} from "@/lib/domain/appointments";
import { type Business, getBusiness } from "@/lib/domain/businesses";
import { type Context, inTenant } from "@/lib/domain/context";
import { bookByWords, serviceNamed } from "@/lib/domain/receptionist";
import { instant, iso, isoText, line, numberInPath, text } from "@/lib/http/wire";

const STATUSES = ["upcoming", "completed", "canceled"] as const;
type StatusWord = (typeof STATUSES)[number];

/** Micro8gents has no word for a customer who did not come. */
const STATUS_WORDS: Record<Appointment["status"], StatusWord> = {
  held: "upcoming",
  pending: "upcoming",
  confirmed: "upcoming",
  completed: "completed",
  no_show: "completed",
  cancelled: "canceled",
};
const STATUS_OF: Record<StatusWord, Appointment["status"]> = {
  upcoming: "pending",
  completed: "completed",
  canceled: "cancelled",
};

const fields = {
  customer: line(200).min(1),
  phone: line(50).nullish(),
  email: z.email().max(254).nullish(),
  service: line(200).min(1),
  date: instant,
  status: z.enum(STATUSES),
  notes: text(10_000).nullish(),
};

export const bookingParams = z.object({ id: numberInPath });
export const bookingBody = z.object({ ...fields, status: fields.status.default("upcoming") });
export const bookingPatch = z.object({
  ...fields,
  customer: fields.customer.optional(),
  service: fields.service.optional(),
  date: fields.date.optional(),
  status: fields.status.optional(),
});
/** The document shows no pages: the newest thousand, or the newest before an instant. */
export const bookingsQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(1000),
  before: instant.optional(),
});

export const bookingJson = z.strictObject({
  id: z.number().int(),
  businessId: z.number().int(),
  customer: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  service: z.string(),
  date: isoText,
  status: z.enum(STATUSES),
  notes: z.string().nullable(),
  createdAt: isoText,
});
export const bookingsJson = z.array(bookingJson);

interface Booking {
  business: Business;
  appointment: Appointment;
}

const ofBusiness = async (ctx: Context, appointment: Appointment): Promise<Booking> => ({
  business: await getBusiness(ctx),
  appointment,
});

export async function listBookings(ctx: Context, { limit, before }: z.output<typeof bookingsQuery>) {
  const business = await getBusiness(ctx);
  const page = await listAppointments(ctx, {
    page: 1,
    limit,
    to: before,
    order: "latest",
    isRemovedLeftOut: true,
  });
  return page.items.map((appointment) => ({ business, appointment }));
}

export const findBooking = async (ctx: Context, { id }: z.output<typeof bookingParams>): Promise<Booking> =>
  ofBusiness(ctx, await getAppointmentNumbered(ctx, id));

export async function makeBooking(
  ctx: Context,
  { customer: name, phone, email, date, status, service, notes }: z.output<typeof bookingBody>,
): Promise<Booking> {
  const customer = { name, phone, email };
  const booked = await inTenant(ctx, async (ctx) => {
    const appointment = await bookByWords(ctx, { startsAt: date, service, customer, notes });
    return status === "upcoming"
      ? appointment
      : updateAppointment(ctx, { id: appointment.id, status: STATUS_OF[status] });
  });
  return ofBusiness(ctx, booked);
}

/**
 * Changes what is given; writing the word that a booking already reads as changes nothing. Other words for the service
 * book what they name: with its length, in a calendar that offers it.
 */
export async function changeBooking(
  ctx: Context,
  params: z.output<typeof bookingParams>,
  body: z.output<typeof bookingPatch>,
): Promise<Booking> {
  const before = await getAppointmentNumbered(ctx, params.id);
  const isOtherService = body.service !== undefined && body.service !== before.title;
  const named = isOtherService ? await serviceNamed(ctx, body.service) : null;
  const changed = await updateAppointment(ctx, {
    id: before.id,
    title: body.service,
    serviceId: named ? (named.service?.id ?? null) : undefined,
    notes: body.notes === null ? "" : body.notes,
    startsAt: body.date,
    customer: { name: body.customer, phone: body.phone, email: body.email },
    status: body.status && STATUS_WORDS[before.status] !== body.status ? STATUS_OF[body.status] : undefined,
    rules: "hours",
  });
  return ofBusiness(ctx, changed);
}

export async function deleteBooking(ctx: Context, { id }: z.output<typeof bookingParams>): Promise<void> {
  const { id: appointmentId } = await getAppointmentNumbered(ctx, id);
  await removeAppointment(ctx, appointmentId);
}

export const bookingView = ({ business, appointment }: Booking): z.input<typeof bookingJson> => ({
  id: appointment.number,
  businessId: business.number,
  customer: appointment.customerName,
  phone: appointment.customerPhone,
  email: appointment.customerEmail,
  service: appointment.title,
  date: iso(appointment.startsAt),
  status: STATUS_WORDS[appointment.status],
  notes: appointment.notes || null,
  createdAt: iso(appointment.createdAt),
});
export const bookingsView = (bookings: Booking[]): z.input<typeof bookingsJson> => bookings.map(bookingView);
