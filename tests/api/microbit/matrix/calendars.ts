import type { Sending } from "../../support";
import type { Office } from "../office";
import { calendarIn, wishFor } from "../open-calendar";
import { EVERYONE, MANAGERS, type Rows, STAFF } from "./row";

/** One calendar of an office for each purpose: a workspace has no more than a hundred. */
const kept = new WeakMap<Office, Map<string, Promise<string>>>();
function calendarOf(office: Office, purpose: string): Promise<string> {
  const known = kept.get(office) ?? new Map<string, Promise<string>>();
  kept.set(office, known);
  const calendarId = known.get(purpose) ?? calendarIn(office, purpose).then(({ calendarId }) => calendarId);
  known.set(purpose, calendarId);
  return calendarId;
}

const calendar = async (office: Office): Promise<Sending> => ({ id: await calendarOf(office, "Shown") });
const newCalendar = async (office: Office): Promise<Sending> => ({
  id: (await calendarIn(office, "Short-lived")).calendarId,
});
const slotted = async (office: Office): Promise<Sending> => ({
  params: { calendarId: await calendarOf(office, "With hours of its own") },
});
const bookable = async (office: Office): Promise<Sending> => ({
  params: { calendarId: await calendarOf(office, "Booked") },
});

const hours = { day_of_week: 1, start_time: "09:00", end_time: "17:00" };
async function timeSlot(office: Office): Promise<Sending> {
  const { params } = await slotted(office);
  const made = await office.make("POST /calendars/:calendarId/time-slots", {
    params: params ?? {},
    body: hours,
  });
  return { params: { ...params, id: (made.time_slot as { id: string }).id } };
}

let booked = 0;
/** A half hour that nobody has yet, within opening hours, by somebody who has booked nothing else. */
function nextWish(): Record<string, unknown> {
  const [day, place] = [Math.floor(booked / 14), booked % 14];
  booked += 1;
  return wishFor(new Date(Date.UTC(2026, 2, 3 + day, 9, place * 30)).toISOString());
}
async function appointment(office: Office): Promise<Sending> {
  const { params } = await bookable(office);
  const made = await office.make("POST /calendars/:calendarId/appointments", {
    params: params ?? {},
    body: nextWish(),
  });
  return { id: (made.appointment as { id: string }).id };
}

/** What everybody may, with none of the roles here and without a name. */
const open = { allowed: EVERYONE, stranger: "success", nobody: "success" } as const;

export const calendarRows: Rows = {
  "GET /workspaces/:workspaceId/calendars": { allowed: EVERYONE },
  "POST /workspaces/:workspaceId/calendars": { allowed: MANAGERS, status: 201, body: { name: "Another" } },
  "GET /workspaces/:workspaceId/calendars/:id": { allowed: EVERYONE, about: calendar },
  "PUT /workspaces/:workspaceId/calendars/:id": {
    allowed: MANAGERS,
    about: calendar,
    body: { name: "Renamed" },
  },
  "DELETE /workspaces/:workspaceId/calendars/:id": { allowed: MANAGERS, about: newCalendar },
  "GET /calendars/:calendarId/time-slots": { allowed: EVERYONE, about: slotted, stranger: "Calendar" },
  "POST /calendars/:calendarId/time-slots": {
    allowed: MANAGERS,
    status: 201,
    about: slotted,
    stranger: "Calendar",
    body: hours,
  },
  "PUT /calendars/:calendarId/time-slots/:id": {
    allowed: MANAGERS,
    about: timeSlot,
    stranger: "Calendar",
    body: { day_of_week: 2 },
  },
  "DELETE /calendars/:calendarId/time-slots/:id": {
    allowed: MANAGERS,
    about: timeSlot,
    stranger: "Calendar",
  },
  "GET /calendars/:calendarId/available-slots": { ...open, about: bookable },
  "GET /workspaces/:workspaceId/appointments": { allowed: EVERYONE },
  "POST /calendars/:calendarId/appointments": { ...open, status: 201, about: bookable, body: nextWish },
  "PUT /appointments/:id/cancel": { ...open, allowed: STAFF, about: appointment },
};
