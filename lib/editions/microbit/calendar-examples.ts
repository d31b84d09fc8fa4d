/** Values for the reference: the published document's own, with ids of this product. */
const AT = "2026-01-15T10:30:00.000Z";
const WORKSPACE = "ws_01k0f6mtrgfjvsa6k9sm4b2nwq";
const CALENDAR = "cal_01k0f7a3c8e2h4j6m8p0r2t4v6";
const APPOINTMENT = "apt_01k0f7d5n9q1s3v5x7z9b2d4f6";

const calendar = {
  id: CALENDAR,
  workspace_id: WORKSPACE,
  name: "Support Calendar",
  assistant_id: null,
  created_at: AT,
  updated_at: AT,
};

export const calendarExamples = {
  list: { response: { calendars: [calendar] } },
  create: { body: { name: calendar.name }, response: { calendar } },
  one: { response: { calendar } },
  update: {
    body: { name: "Updated Calendar Name", assistant_id: null },
    response: { calendar: { ...calendar, name: "Updated Calendar Name" } },
  },
  delete: { response: { message: "Calendar deleted" } },
};

const hours = { day_of_week: 1, start_time: "09:00", end_time: "17:00" };
const time_slot = { id: "ts_01k0f7b4d6f8h1k3n5q7s9v2x4", calendar_id: CALENDAR, ...hours };
const otherHours = { day_of_week: 2, start_time: "10:00", end_time: "18:00" };

export const timeSlotExamples = {
  list: { response: { time_slots: [time_slot] } },
  create: { body: hours, response: { time_slot } },
  update: { body: otherHours, response: { time_slot: { ...time_slot, ...otherHours } } },
  delete: { response: { message: "Time slot deleted" } },
  available: {
    response: {
      available_slots: [
        {
          date: "2026-01-20",
          start_time: "09:00",
          end_time: "09:30",
          start_at: "2026-01-20T14:00:00.000Z",
          end_at: "2026-01-20T14:30:00.000Z",
          timezone: "America/New_York",
        },
      ],
    },
  },
};

const time = { start_time: "2026-01-20T14:00:00.000Z", end_time: "2026-01-20T14:30:00.000Z" };
const customer = {
  customer_name: "John Smith",
  customer_phone: "+12175550123",
  customer_email: "john@example.com",
  notes: "Need help with product setup",
};
const booked = { id: APPOINTMENT, calendar_id: CALENDAR, ...time };

export const appointmentExamples = {
  list: {
    response: {
      appointments: [{ ...booked, ...customer, status: "confirmed" as const, created_at: AT }],
    },
  },
  create: {
    body: { ...time, ...customer },
    response: {
      appointment: { ...booked, customer_name: customer.customer_name, status: "pending" as const },
    },
  },
  cancel: { response: { appointment: { id: APPOINTMENT, status: "cancelled" as const } } },
};
