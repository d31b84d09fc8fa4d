import { z } from "zod";
import { type Appointment, listAppointments } from "@/lib/domain/appointments";
import { getBusiness } from "@/lib/domain/businesses";
import { endOfDay, localDate, startOfDay } from "@/lib/domain/calendars";
import type { Context } from "@/lib/domain/context";
import { bookAsCustomer, cancelAsCustomer } from "@/lib/domain/public-booking";
import { instant, iso, isoText, line, text } from "@/lib/http/wire";
import { ids } from "./ids";
import type { ofCalendar } from "./time-slots";
import { type inPath, inWorkspace } from "./workspace";

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

const STATUSES = ["pending", "confirmed", "cancelled"] as const;
type StatusWord = (typeof STATUSES)[number];

/** Microbit has no word for what is over. */
const STATUS_WORDS: Record<Appointment["status"], StatusWord> = {
  held: "pending",
  pending: "pending",
  confirmed: "confirmed",
  completed: "confirmed",
  cancelled: "cancelled",
  no_show: "cancelled",
};
/** The states that read as a word. */
const STATUSES_OF: Record<StatusWord, Appointment["status"][]> = {
  pending: ["pending"],
  confirmed: ["confirmed", "completed"],
  cancelled: ["cancelled", "no_show"],
};

export const appointmentParams = z.object({ id: ids.read("appointment") });

/** The document shows no pages: the newest thousand, or the newest before an instant. */
export const appointmentsQuery = z
  .object({
    start_date: localDate.optional().describe("The first date, on the clock of the business."),
    end_date: localDate.optional().describe("The last date, which is included."),
    status: z.enum(STATUSES).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(1000),
    before: instant.optional().describe("Only what starts before this instant."),
  })
  .refine(({ start_date, end_date }) => !start_date || !end_date || start_date <= end_date, {
    path: ["end_date"],
    error: "Give an end that is not before the start.",
  });

export const bookingBody = z
  .object({
    start_time: instant,
    end_time: instant,
    customer_name: line(200).min(1),
    customer_phone: line(50).nullish(),
    customer_email: z.union([z.email().max(254), z.literal("")]).nullish(),
    notes: text(10_000).nullish(),
  })
  .transform(({ customer_name, customer_phone, customer_email, notes, ...time }, { addIssue }) => {
    const lengthMs = time.end_time.getTime() - time.start_time.getTime();
    const wrong = (path: string, message: string) => addIssue({ code: "custom", path: [path], message });
    if (lengthMs <= 0) wrong("end_time", "Give an end after the start.");
    else if (lengthMs > DAY_MS) wrong("end_time", "An appointment lasts at most 24 hours.");
    else if (lengthMs % MINUTE_MS !== 0) wrong("end_time", "An appointment lasts whole minutes.");
    if (!customer_phone && !customer_email) {
      wrong("customer_phone", "Give a phone number or an e-mail address.");
      wrong("customer_email", "Give a phone number or an e-mail address.");
    }
    return {
      startsAt: time.start_time,
      durationMinutes: lengthMs / MINUTE_MS,
      customer: { name: customer_name, phone: customer_phone || null, email: customer_email || null },
      notes: notes ?? undefined,
    };
  });

export const appointmentJson = z.strictObject({
  id: z.string(),
  calendar_id: z.string(),
  start_time: isoText,
  end_time: isoText,
  customer_name: z.string(),
  customer_phone: z.string(),
  customer_email: z.string(),
  notes: z.string(),
  status: z.enum(STATUSES),
  created_at: isoText,
});
export const appointmentsJson = z.strictObject({ appointments: z.array(appointmentJson) });
/** What whoever books is told: what they sent, and no more. */
export const bookedJson = z.strictObject({
  appointment: appointmentJson.pick({
    id: true,
    calendar_id: true,
    start_time: true,
    end_time: true,
    customer_name: true,
    status: true,
  }),
});
export const cancelledJson = z.strictObject({
  appointment: appointmentJson.pick({ id: true, status: true }),
});

const earlier = (one: Date | undefined, other: Date | undefined): Date | undefined =>
  one && other ? new Date(Math.min(one.getTime(), other.getTime())) : (one ?? other);

/** The newest appointments of a workspace; dates are its own. */
export async function appointmentsOf(
  ctx: Context,
  path: z.output<typeof inPath>,
  { start_date, end_date, status, limit, before }: z.output<typeof appointmentsQuery>,
): Promise<Appointment[]> {
  const scoped = await inWorkspace(ctx, path);
  const { timeZone } = await getBusiness(scoped);
  const { items } = await listAppointments(scoped, {
    page: 1,
    limit,
    status: status && STATUSES_OF[status],
    from: start_date ? startOfDay(timeZone, start_date) : undefined,
    to: earlier(end_date ? endOfDay(timeZone, end_date) : undefined, before),
    order: "latest",
  });
  return items;
}

/** Books as the calendar's customers do, whoever asks. */
export const bookInCalendar = (
  ctx: Context,
  { calendarId }: z.output<typeof ofCalendar>,
  booking: z.output<typeof bookingBody>,
): Promise<Appointment> => bookAsCustomer(ctx, { ...booking, calendarId });

export const cancelAppointmentOf = (
  ctx: Context,
  { id }: z.output<typeof appointmentParams>,
): Promise<Appointment> => cancelAsCustomer(ctx, id);

const toJson = (appointment: Appointment): z.input<typeof appointmentJson> => ({
  id: ids.write("appointment", appointment.id),
  calendar_id: ids.write("calendar", appointment.calendarId),
  start_time: iso(appointment.startsAt),
  end_time: iso(appointment.endsAt),
  customer_name: appointment.customerName,
  customer_phone: appointment.customerPhone ?? "",
  customer_email: appointment.customerEmail ?? "",
  notes: appointment.notes,
  status: STATUS_WORDS[appointment.status],
  created_at: iso(appointment.createdAt),
});
export const appointmentsView = (appointments: Appointment[]): z.input<typeof appointmentsJson> => ({
  appointments: appointments.map(toJson),
});
export function bookedView(appointment: Appointment): z.input<typeof bookedJson> {
  const { id, calendar_id, start_time, end_time, customer_name, status } = toJson(appointment);
  return { appointment: { id, calendar_id, start_time, end_time, customer_name, status } };
}
export function cancelledView(appointment: Appointment): z.input<typeof cancelledJson> {
  const { id, status } = toJson(appointment);
  return { appointment: { id, status } };
}
