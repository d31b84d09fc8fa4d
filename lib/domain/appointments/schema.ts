import { z } from "zod";
import { durationMinutes, instant } from "@/lib/domain/calendars";
import { emailAddress, text } from "@/lib/domain/text";
import { APPOINTMENT_STATUSES, type AppointmentStatus } from "./states";

export const APPOINTMENT_SOURCES = [
  "call",
  "sms",
  "email",
  "web",
  "whatsapp",
  "messenger",
  "widget",
  "dashboard",
  "api",
] as const;
export type AppointmentSource = (typeof APPOINTMENT_SOURCES)[number];

export interface Appointment {
  id: string;
  businessId: string;
  number: number;
  calendarId: string;
  serviceId: string | null;
  contactId: string | null;
  leadId: string | null;
  conversationId: string | null;
  status: AppointmentStatus;
  startsAt: Date;
  endsAt: Date;
  /** Until when an undecided customer keeps the time; null once it is booked. */
  heldUntil: Date | null;
  title: string;
  notes: string;
  customerName: string;
  customerPhone: string | null;
  customerEmail: string | null;
  source: AppointmentSource;
  /** Grows with every change, as calendar files (RFC 5545 §3.8.7.4) need it. */
  sequence: number;
  createdAt: Date;
  updatedAt: Date;
  cancelledAt: Date | null;
}

/** `hours`: as customers book, inside opening hours, notice and horizon. `free`: any free time to come. */
const rules = z.enum(["hours", "free"]);
const id = z.uuid();
const title = text(200);
const notes = text(10_000);

const customer = z.object({
  name: text(200).nullish(),
  phone: text(50).nullish(),
  email: emailAddress.nullish(),
});

const wish = {
  startsAt: instant,
  serviceId: id.nullish(),
  durationMinutes: durationMinutes.optional(),
  calendarId: id.optional(),
  conversationId: id.nullish(),
};

export const appointmentIdInput = z.object({ id });
export const holdSlotInput = z.object(wish);
export const upcomingInput = z.object({ contactId: id });
export const releaseHoldsInput = z.object({ conversationId: id });
export const bookAppointmentInput = z.object({
  ...wish,
  holdId: id.nullish(),
  customer: customer.default({}),
  contactId: id.nullish(),
  leadId: id.nullish(),
  title: title.optional(),
  notes: notes.optional(),
  source: z.enum(APPOINTMENT_SOURCES),
  status: z.enum(["pending", "confirmed"]),
  rules,
});
export const rescheduleAppointmentInput = z.object({
  id,
  startsAt: instant,
  calendarId: id.optional(),
  /** Another service, or none: with its length, in a calendar that offers it. */
  serviceId: id.nullish(),
  durationMinutes: durationMinutes.optional(),
  rules,
});
export const updateAppointmentInput = z.object({
  id,
  title: title.optional(),
  notes: notes.optional(),
  status: z.enum(APPOINTMENT_STATUSES).optional(),
  startsAt: instant.optional(),
  durationMinutes: durationMinutes.optional(),
  /** Another service, or none, for an appointment still to come; what is over keeps the one that it was. */
  serviceId: id.nullish(),
  /** Null empties the phone number or e-mail address; a name stays until another is given. */
  customer: customer.default({}),
  rules: rules.default("free"),
});
export const cancelAppointmentInput = z.object({ id, reason: text(1000).optional() });
export const listAppointmentsInput = z.object({
  page: z.number().int().min(1),
  limit: z.number().int().min(1).max(1000),
  status: z.union([z.enum(APPOINTMENT_STATUSES), z.array(z.enum(APPOINTMENT_STATUSES))]).optional(),
  from: z.date().optional(),
  to: z.date().optional(),
  calendarId: id.optional(),
  contactId: id.optional(),
  order: z.enum(["earliest", "latest"]).optional(),
  /** Without those that `removeAppointment` took away. */
  isRemovedLeftOut: z.boolean().default(false),
});

export type AppointmentRules = z.infer<typeof rules>;
export type HoldSlotInput = z.input<typeof holdSlotInput>;
export type BookAppointmentInput = z.input<typeof bookAppointmentInput>;
export type RescheduleAppointmentInput = z.input<typeof rescheduleAppointmentInput>;
export type UpdateAppointmentInput = z.input<typeof updateAppointmentInput>;
export type ListAppointmentsInput = z.input<typeof listAppointmentsInput>;
