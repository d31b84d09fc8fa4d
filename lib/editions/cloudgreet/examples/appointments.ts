import { ids } from "../ids";
import { BUSINESS, LEAD, MADE_AND_CHANGED, ONE_PAGE } from "./values";

const appointment = {
  id: ids.write("appointment", "019b76dc-2a31-7d42-9e5f-6b7c8d9e0f1a"),
  business_id: BUSINESS,
  lead_id: LEAD,
  scheduled_date: "2026-01-20T14:00:00.000Z",
  duration: 30,
  status: "scheduled" as const,
  type: "consultation",
  notes: "Initial consultation call",
  ...MADE_AND_CHANGED,
};

export const appointmentExamples = {
  list: { response: { appointments: [appointment], pagination: ONE_PAGE } },
  one: { response: appointment },
  create: {
    body: {
      business_id: BUSINESS,
      lead_id: LEAD,
      scheduled_date: "2026-01-20T14:00:00Z",
      duration: 30,
      type: appointment.type,
      notes: appointment.notes,
    },
    response: appointment,
  },
  update: {
    body: { scheduled_date: "2026-01-21T15:00:00Z", status: "confirmed", notes: "Updated notes" },
    response: {
      ...appointment,
      scheduled_date: "2026-01-21T15:00:00.000Z",
      status: "confirmed" as const,
      notes: "Updated notes",
    },
  },
  cancel: { response: { ...appointment, status: "cancelled" as const } },
};
