import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { inTenant } from "@/lib/domain/context";
import { ids } from "@/lib/editions/microbit/ids";
import { createMemoryLimiter } from "@/lib/providers/limiter/memory";
import { NOW } from "../../../support/context";
import { INSTANT, idOf, newEmail } from "../../support";
import { openOffice, refusal } from "../office";
import { at, type Bookable, calendarIn, openCalendar, systemIn, wishFor, wrong } from "../open-calendar";

const BOOK = "POST /calendars/:calendarId/appointments";
const LIST = "GET /workspaces/:workspaceId/appointments";

describe("201", () => {
  it("the document's own example, as it is sent", async () => {
    const office = await openOffice("2024-01-15T10:30:00.000Z");
    const { ask, calendarId } = await calendarIn(office);
    await ask("POST /calendars/:calendarId/time-slots", {
      headers: office.owner.headers,
      body: { day_of_week: 6, start_time: "09:00", end_time: "17:00" },
    });
    const body = {
      start_time: "2024-01-20T09:00:00Z",
      end_time: "2024-01-20T09:30:00Z",
      customer_name: "John Smith",
      customer_phone: "+1-555-1234",
      customer_email: "john@example.com",
      notes: "Need help with product setup",
    };
    const answer = await ask(BOOK, { body });
    const times = { start_time: "2024-01-20T09:00:00.000Z", end_time: "2024-01-20T09:30:00.000Z" };
    const shown = { id: idOf("apt"), calendar_id: calendarId, ...times, customer_name: "John Smith" };
    expect([answer.status, answer.body]).toEqual([201, { appointment: { ...shown, status: "pending" } }]);
    expect((await office.ask(LIST)).body).toEqual({
      appointments: [
        {
          ...body,
          ...shown,
          customer_phone: "+15551234",
          status: "pending",
          created_at: INSTANT,
        },
      ],
    });
  });

  it("in each slot that is offered, by its start_at and end_at", async () => {
    const { ask, book } = await openCalendar();
    const { body } = await ask("GET /calendars/:calendarId/available-slots", {
      query: { duration_minutes: "240" },
    });
    const [slot] = (
      body as { available_slots: { start_at: string; end_at: string }[] }
    ).available_slots.slice(-1);
    const answer = await book(slot?.start_at ?? "", { end_time: slot?.end_at });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      appointment: { start_time: slot?.start_at, end_time: slot?.end_at },
    });
  });

  it.each([
    ["a phone number alone", { customer_email: null, notes: null }],
    ["an e-mail address alone", { customer_phone: "" }],
    ["no notes, and what nobody knows", { notes: undefined, status: "confirmed", calendar_id: "cal_x" }],
  ])("%s", async (_, more) => {
    const { office, book, calendarId } = await openCalendar();
    const answer = await book("10:00", more);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ appointment: { calendar_id: calendarId, status: "pending" } });
    const { body } = await office.ask(LIST);
    const [listed] = (body as { appointments: Record<string, unknown>[] }).appointments;
    expect(listed).toMatchObject({ customer_name: "Ana Lima", status: "pending" });
    for (const key of ["customer_phone", "customer_email", "notes"])
      expect(listed?.[key]).toEqual(expect.any(String));
  });

  it("who is signed in books as a customer, too, here or in a workspace of others", async () => {
    const { office, ask } = await openCalendar();
    const stranger = await office.stranger();
    const guest = await office.join("guest");
    for (const [index, { headers }] of [office.owner, guest, stranger].entries()) {
      const answer = await ask(BOOK, { headers, body: wishFor(`1${index}:00`) });
      expect([answer.status, answer.body]).toMatchObject([201, { appointment: { status: "pending" } }]);
      const night = await ask(BOOK, { headers, body: wishFor("03:00") });
      expect([night.status, night.body]).toEqual([400, wrong("start_time")]);
    }
  });

  it("a repeat under the same key books once", async () => {
    const { office, ask } = await openCalendar();
    const sending = { headers: { "idempotency-key": randomUUID(), "x-forwarded-for": "203.0.113.50" } };
    const body = wishFor("10:00");
    const [one, again] = [await ask(BOOK, { ...sending, body }), await ask(BOOK, { ...sending, body })];
    expect([one.status, again.status, again.body]).toEqual([201, 201, one.body]);
    expect((await ask(BOOK, { ...sending, body: wishFor("11:00") })).status).toBe(409);
    expect((await office.ask(LIST)).body).toMatchObject({ appointments: [{ start_time: at("10:00") }] });
  });
});

describe("400", () => {
  let of: Bookable;
  beforeAll(async () => {
    of = await openCalendar();
  });

  const reach = ["customer_phone", "customer_email"];
  it.each<[string, Record<string, unknown>, string[]]>([
    [
      "no times and no name",
      { start_time: undefined, end_time: undefined, customer_name: undefined },
      ["start_time", "end_time", "customer_name"],
    ],
    ["an empty name", { customer_name: " " }, ["customer_name"]],
    ["nobody to reach", { customer_phone: null, customer_email: undefined }, reach],
    ["nothing to reach them by", { customer_phone: "", customer_email: "" }, reach],
    ["an e-mail address that is none", { customer_email: "ana" }, ["customer_email"]],
    ["a phone number that is none", { customer_phone: "call me" }, ["customer_phone"]],
    ["a time without zone", { start_time: "2026-03-03T10:00:00" }, ["start_time"]],
    ["an end before the start", { end_time: at("09:00") }, ["end_time"]],
    ["an end that is the start", { end_time: at("10:00") }, ["end_time"]],
    ["seconds more", { end_time: "2026-03-03T10:30:20Z" }, ["end_time"]],
    ["more than a day", { end_time: at("10:01", "2026-03-04") }, ["end_time"]],
    [
      "a year long ago",
      { start_time: "0001-01-01T00:00:00Z", end_time: "0001-01-01T00:30:00Z" },
      ["start_time"],
    ],
    [
      "the past",
      { start_time: at("10:00", "2026-03-02"), end_time: at("10:30", "2026-03-02") },
      ["start_time"],
    ],
    ["a night", { start_time: at("03:00"), end_time: at("03:30") }, ["start_time"]],
    ["the end of the day", { start_time: at("16:45"), end_time: at("17:15") }, ["start_time"]],
    [
      "two years ahead",
      { start_time: at("10:00", "2028-03-07"), end_time: at("10:30", "2028-03-07") },
      ["start_time"],
    ],
  ])("%s", async (_, more, fields) => {
    const answer = await of.ask(BOOK, { body: { ...wishFor("10:00"), ...more } });
    expect([answer.status, answer.body]).toEqual([400, wrong(...fields)]);
    expect((await of.office.ask(LIST)).body).toEqual({ appointments: [] });
  });

  it("says why a time is not open", async () => {
    const answer = await of.book("03:00");
    expect(answer.body).toMatchObject({ error: expect.stringContaining("Outside opening hours") });
  });
});

describe("404 and 409", () => {
  it("a calendar that is none", async () => {
    const { ask } = await openCalendar();
    for (const calendarId of [ids.write("calendar", randomUUID()), "x"]) {
      const answer = await ask(BOOK, { params: { calendarId }, body: wishFor("10:00") });
      expect([answer.status, answer.body]).toEqual([404, refusal("Calendar not found")]);
    }
  });

  it("a time that is taken, with the next free ones of this calendar", async () => {
    const { book } = await openCalendar();
    expect((await book("10:00")).status).toBe(201);
    const answer = await book("10:15");
    const alternatives = ["10:30", "10:45", "11:00"].map((time) => at(time));
    expect([answer.status, answer.body]).toEqual([
      409,
      refusal("That time is taken.", { details: { alternatives } }),
    ]);
  });

  it("another calendar of the workspace is free at the same time", async () => {
    const one = await openCalendar();
    const other = await calendarIn(one.office, "Other");
    expect([(await one.book("10:00")).status, (await other.book("10:00")).status]).toEqual([201, 201]);
  });
});

describe("429", () => {
  it("one address books and cancels thirty times a minute", async () => {
    const limiter = createMemoryLimiter({ now: () => new Date(NOW) });
    const { ask } = await calendarIn(await openOffice(NOW, { limiter }));
    const headers = { "x-forwarded-for": "203.0.113.99" };
    for (let sent = 0; sent < 30; sent += 1) {
      const answer = await ask("PUT /appointments/:id/cancel", { headers, id: "x" });
      expect(answer.status).toBe(404);
    }
    for (const name of ["PUT /appointments/:id/cancel", BOOK]) {
      const answer = await ask(name, { headers, id: "x", body: {} });
      expect([answer.status, answer.body]).toEqual([429, refusal("Rate limit exceeded")]);
    }
  });

  it("a customer with five to come is told in words what to do", async () => {
    const { book } = await openCalendar();
    const customer_email = newEmail();
    for (const time of ["10:00", "11:00", "12:00", "13:00", "14:00"])
      expect((await book(time, { customer_email })).status).toBe(201);
    const answer = await book("15:00", { customer_email });
    const words = expect.stringContaining("Cancel one of them first, or call us.");
    expect([answer.status, answer.body]).toEqual([429, refusal(words)]);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

it("what is booked here says that nobody has shown who they are", async () => {
  const { office, book } = await openCalendar();
  await book("10:00");
  const row = await inTenant(await systemIn(office), ({ trx, business }) =>
    trx
      .selectFrom("appointments")
      .selectAll()
      .where("business_id", "=", business.id)
      .executeTakeFirstOrThrow(),
  );
  expect(row).toMatchObject({ source: "web", status: "pending" });
});
