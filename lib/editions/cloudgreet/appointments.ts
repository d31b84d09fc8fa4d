import { z } from "zod";
import type { Appointment } from "@/lib/domain/appointments";
import type { Page } from "@/lib/domain/paging";
import {
  BACKWARDS,
  instant,
  isForward,
  iso,
  isoText,
  line,
  pageQuery,
  pagination,
  paginationJson,
  rangeEnd,
  rangeStart,
  text,
} from "@/lib/http/wire";
import { ids } from "./ids";

const STATUSES = ["scheduled", "confirmed", "completed", "cancelled"] as const;
type StatusWord = (typeof STATUSES)[number];

/** CloudGreet has no word for a customer who did not come, and never sees a held slot. */
const STATUS_WORDS: Record<Appointment["status"], StatusWord> = {
  held: "scheduled",
  pending: "scheduled",
  confirmed: "confirmed",
  completed: "completed",
  cancelled: "cancelled",
  no_show: "cancelled",
};
/** The states that read as a word. */
export const STATUSES_OF: Record<StatusWord, Appointment["status"][]> = {
  scheduled: ["pending"],
  confirmed: ["confirmed"],
  completed: ["completed"],
  cancelled: ["cancelled", "no_show"],
};

const minutes = z.number().int().min(1).max(1440);

export const appointmentParams = z.object({ id: ids.read("appointment") });
export const appointmentsQuery = z
  .object({
    business_id: ids.read("business"),
    status: z.enum(STATUSES).optional(),
    start_date: rangeStart.optional(),
    end_date: rangeEnd.optional(),
    ...pageQuery,
  })
  .refine(isForward, BACKWARDS)
  .transform(({ business_id, status, start_date, end_date, ...rest }) => ({
    ...rest,
    businessId: business_id,
    status: status && STATUSES_OF[status],
    from: start_date,
    to: end_date,
  }));

export const createAppointmentBody = z
  .object({
    business_id: ids.read("business").optional(),
    lead_id: ids.read("lead").nullish(),
    scheduled_date: instant,
    duration: minutes.default(30),
    type: line(200).default(""),
    notes: text(10_000).default(""),
  })
  .transform(({ business_id, lead_id, scheduled_date, duration, type, notes }) => ({
    businessId: business_id,
    leadId: lead_id,
    startsAt: scheduled_date,
    durationMinutes: duration,
    title: type,
    notes,
  }));

export const updateAppointmentBody = z.object({
  scheduled_date: instant.optional(),
  duration: minutes.optional(),
  status: z.enum(STATUSES).optional(),
  type: line(200).optional(),
  notes: text(10_000).optional(),
});

/** Writing the word an appointment already reads as changes nothing. */
export const toAppointmentPatch = (
  appointment: Appointment,
  body: z.output<typeof updateAppointmentBody>,
) => ({
  id: appointment.id,
  startsAt: body.scheduled_date,
  durationMinutes: body.duration,
  title: body.type,
  notes: body.notes,
  status:
    body.status && STATUS_WORDS[appointment.status] !== body.status ? STATUSES_OF[body.status][0] : undefined,
});

export const appointmentJson = z.strictObject({
  id: z.string(),
  business_id: z.string(),
  lead_id: z.string().nullable(),
  scheduled_date: isoText,
  duration: z.number(),
  status: z.enum(STATUSES),
  type: z.string(),
  notes: z.string(),
  created_at: isoText,
  updated_at: isoText,
});
export const appointmentsJson = z.strictObject({
  appointments: z.array(appointmentJson),
  pagination: paginationJson,
});

export const appointmentView = (appointment: Appointment): z.input<typeof appointmentJson> => ({
  id: ids.write("appointment", appointment.id),
  business_id: ids.write("business", appointment.businessId),
  lead_id: ids.writeNullable("lead", appointment.leadId),
  scheduled_date: iso(appointment.startsAt),
  duration: (appointment.endsAt.getTime() - appointment.startsAt.getTime()) / 60_000,
  status: STATUS_WORDS[appointment.status],
  type: appointment.title,
  notes: appointment.notes,
  created_at: iso(appointment.createdAt),
  updated_at: iso(appointment.updatedAt),
});

export const appointmentsView = (page: Page<Appointment>): z.input<typeof appointmentsJson> => ({
  appointments: page.items.map(appointmentView),
  pagination: pagination(page),
});
