import { expect } from "vitest";
import { type Context, forBusiness, inTenant } from "@/lib/domain/context";
import { anonymousContext } from "../../support/context";
import { nextNumber } from "../../support/numbers";
import { type Answer, newEmail, type Sending } from "../support";
import { type Office, openOffice } from "./office";

/** Tuesday of the week in which offices stand, and a time on it in UTC, where they are. */
export const DAY = "2026-03-03";
export const at = (time: string, day = DAY): string => `${day}T${time}:00.000Z`;

export interface Bookable {
  office: Office;
  /** As Microbit writes it. */
  calendarId: string;
  /** Sends to an endpoint below the calendar, as nobody unless said otherwise. */
  ask(name: string, sending?: Sending): Promise<Answer>;
  /** Books half an hour from this time on. */
  book(time: string, more?: Record<string, unknown>): Promise<Answer>;
}

/** What somebody sends who books half an hour. */
export function wishFor(time: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  const start = time.length === 5 ? at(time) : time;
  return {
    start_time: start,
    end_time: new Date(Date.parse(start) + 30 * 60_000).toISOString(),
    customer_name: "Ana Lima",
    customer_phone: nextNumber(),
    customer_email: newEmail(),
    notes: "First visit",
    ...more,
  };
}

/** A calendar of an office, in the office's hours: nine to five from Monday to Friday. */
export async function calendarIn(office: Office, name = "Support Calendar"): Promise<Bookable> {
  const made = await office.make("POST /workspaces/:workspaceId/calendars", { body: { name } });
  const calendarId = String((made.calendar as { id: string }).id);
  const ask: Bookable["ask"] = (name, sending = {}) =>
    office.ask(name, { headers: {}, ...sending, params: { calendarId, ...sending.params } });
  return {
    office,
    calendarId,
    ask,
    book: (time, more) => ask("POST /calendars/:calendarId/appointments", { body: wishFor(time, more) }),
  };
}

export const openCalendar = async (moment?: string): Promise<Bookable> =>
  calendarIn(await openOffice(moment));

/** The system in the office's business, at the office's time. */
export async function systemIn({ businessId, clock }: Office): Promise<Context> {
  const nobody = await anonymousContext(clock);
  return forBusiness({ ...nobody, actor: { kind: "system", reason: "test" } }, businessId);
}

/** Puts the office's clock on the wall of another zone. */
export async function moveTo(office: Office, timeZone: string): Promise<void> {
  await inTenant(await systemIn(office), ({ trx, business }) =>
    trx.updateTable("businesses").set({ time_zone: timeZone }).where("id", "=", business.id).execute(),
  );
}

/** The `error` of a refusal names a field, and `fields` says it again. */
export const wrong = (...fields: string[]) => ({
  error: expect.any(String),
  fields: Object.fromEntries(fields.map((field) => [field, [expect.any(String)]])),
});
