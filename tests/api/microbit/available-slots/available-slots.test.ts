import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { updateCalendar } from "@/lib/domain/calendars";
import { inTenant } from "@/lib/domain/context";
import { ids } from "@/lib/editions/microbit/ids";
import { nextNumber } from "../../../support/numbers";
import type { Sending } from "../../support";
import { refusal } from "../office";
import { at, type Bookable, DAY, moveTo, openCalendar, systemIn, wrong } from "../open-calendar";

const FREE = "GET /calendars/:calendarId/available-slots";

interface Slot {
  date: string;
  start_time: string;
  end_time: string;
  start_at: string;
  end_at: string;
  timezone: string;
}

const ask = ({ ask }: Bookable, query: Sending["query"] = "") => ask(FREE, { query });
async function slots(of: Bookable, query: Record<string, string> = {}): Promise<Slot[]> {
  const answer = await ask(of, query);
  expect(answer.status).toBe(200);
  return (answer.body as { available_slots: Slot[] }).available_slots;
}
const oneDay = (day = DAY) => ({ start_date: day, end_date: day });
const starts = async (of: Bookable, query: Record<string, string>) =>
  (await slots(of, query)).map(({ start_at }) => start_at);

async function openOn(
  of: Bookable,
  ...intervals: [day: number, start: string, end: string][]
): Promise<void> {
  for (const [day_of_week, start_time, end_time] of intervals) {
    await of.ask("POST /calendars/:calendarId/time-slots", {
      headers: of.office.owner.headers,
      body: { day_of_week, start_time, end_time },
    });
  }
}
const inDomain = async (of: Bookable, patch: object): Promise<unknown> =>
  updateCalendar(await systemIn(of.office), { id: ids.read("calendar").parse(of.calendarId), ...patch });

describe("200", () => {
  it("says date and clock of the business, and the instants, to nobody in particular", async () => {
    const of = await openCalendar();
    await moveTo(of.office, "America/New_York");
    const found = await slots(of, { ...oneDay(), duration_minutes: "45" });
    expect(found).toHaveLength(30);
    expect(found[0]).toEqual({
      date: DAY,
      start_time: "09:00",
      end_time: "09:45",
      start_at: at("14:00"),
      end_at: at("14:45"),
      timezone: "America/New_York",
    });
    expect(found.at(-1)).toMatchObject({ start_time: "16:15", end_time: "17:00" });
  });

  it("a signed-in stranger and a bad token are told the same", async () => {
    const of = await openCalendar();
    const open = await ask(of, oneDay());
    const { headers } = await of.office.stranger();
    for (const other of [headers, { authorization: "Bearer x" }])
      expect((await of.ask(FREE, { query: oneDay(), headers: other })).body).toEqual(open.body);
  });

  it("without dates: from today at the business, and thirty days on", async () => {
    const of = await openCalendar("2026-03-02T22:30:00.000Z");
    await moveTo(of.office, "Asia/Tokyo");
    const dates = (await slots(of)).map(({ date }) => date);
    expect([dates[0], dates.at(-1)]).toEqual(["2026-03-03", "2026-04-02"]);
    const some = (await slots(of, { start_date: "2026-03-16" })).map(({ date }) => date);
    expect([some[0], some.at(-1)]).toEqual(["2026-03-16", "2026-04-15"]);
    const few = (await slots(of, { end_date: "2026-03-05" })).map(({ date }) => date);
    expect([few[0], few.at(-1)]).toEqual(["2026-03-03", "2026-03-05"]);
  });

  it("both dates are included, and one that is over gives nothing", async () => {
    const of = await openCalendar();
    const dates = async (query: Record<string, string>) => [
      ...new Set((await slots(of, query)).map(({ date }) => date)),
    ];
    expect(await dates({ start_date: DAY, end_date: "2026-03-05" })).toEqual([
      DAY,
      "2026-03-04",
      "2026-03-05",
    ]);
    expect(await dates({ start_date: "2026-03-07", end_date: "2026-03-08" })).toEqual([]);
    expect(await dates(oneDay("2020-01-06"))).toEqual([]);
    expect(await dates(oneDay("9989-12-30"))).toEqual([]);
    expect((await starts(of, oneDay("2026-03-02")))[0]).toBe(at("14:00", "2026-03-02"));
  });

  it("what is booked is gone, for as long as it takes", async () => {
    const of = await openCalendar();
    const before = await starts(of, oneDay());
    expect((await of.book("10:00")).status).toBe(201);
    const gone = ["09:45", "10:00", "10:15"].map((time) => at(time));
    expect(await starts(of, oneDay())).toEqual(before.filter((start) => !gone.includes(start)));
  });

  it("notice, horizon, grid and daily limit of the calendar hold", async () => {
    const of = await openCalendar();
    await inDomain(of, { minimumNoticeMinutes: 20 * 60, bookingHorizonDays: 2, slotStepMinutes: 60 });
    const times = (await slots(of)).map(({ date, start_time }) => `${date} ${start_time}`);
    expect([times[0], times.at(-1)]).toEqual([`${DAY} 10:00`, "2026-03-04 16:00"]);
    expect(times).toHaveLength(15);
    await inDomain(of, { dailyLimit: 1 });
    expect((await of.book("12:00")).status).toBe(201);
    expect(new Set((await slots(of)).map(({ date }) => date))).toEqual(new Set(["2026-03-04"]));
  });

  it("a length that does not divide the grid begins on the grid and ends in time", async () => {
    const of = await openCalendar();
    await openOn(of, [2, "09:00", "10:00"]);
    const times = (await slots(of, { ...oneDay(), duration_minutes: "37" })).map(
      ({ start_time, end_time }) => `${start_time}–${end_time}`,
    );
    expect(times).toEqual(["09:00–09:37", "09:15–09:52"]);
    expect(await slots(of, { ...oneDay(), duration_minutes: "61" })).toEqual([]);
    expect(await slots(of, { ...oneDay(), duration_minutes: "1440" })).toEqual([]);
    expect(await slots(of, { ...oneDay(), duration_minutes: "1" })).toHaveLength(4);
  });

  it("an hour that the clock jumps over is not there", async () => {
    const of = await openCalendar();
    await moveTo(of.office, "America/New_York");
    await openOn(of, [0, "01:00", "04:00"]);
    const found = await slots(of, { ...oneDay("2026-03-08"), duration_minutes: "30" });
    expect(found.map(({ start_time, start_at }) => [start_time, start_at.slice(11, 16)])).toEqual([
      ["01:00", "06:00"],
      ["01:15", "06:15"],
      ["01:30", "06:30"],
      ["01:45", "06:45"],
      ["03:00", "07:00"],
      ["03:15", "07:15"],
      ["03:30", "07:30"],
    ]);
    expect(found[3]).toMatchObject({ end_time: "03:15", end_at: "2026-03-08T07:15:00.000Z" });
  });

  it("an hour that repeats is there once, and the instant says which", async () => {
    const of = await openCalendar("2026-10-30T12:00:00.000Z");
    await moveTo(of.office, "America/New_York");
    await openOn(of, [0, "00:30", "02:30"]);
    const found = await slots(of, oneDay("2026-11-01"));
    expect(
      found.map(({ start_time, end_time, start_at }) => [start_time, end_time, start_at.slice(11, 16)]),
    ).toEqual([
      ["00:30", "01:00", "04:30"],
      ["00:45", "01:15", "04:45"],
      ["01:00", "01:30", "05:00"],
      ["01:15", "01:45", "05:15"],
      ["01:30", "01:00", "05:30"],
      ["01:45", "01:15", "05:45"],
      ["02:00", "02:30", "07:00"],
    ]);
  });

  it("a date that a place has skipped has no time", async () => {
    const of = await openCalendar("2011-12-28T12:00:00.000Z");
    await moveTo(of.office, "Pacific/Apia");
    expect(await slots(of, oneDay("2011-12-30"))).toEqual([]);
  });
});

describe("400", () => {
  let of: Bookable;
  beforeAll(async () => {
    of = await openCalendar();
  });

  it.each<[string, Record<string, string>, string]>([
    ["an end before the start", { start_date: DAY, end_date: "2026-03-02" }, "end_date"],
    ["an end before today", { end_date: "2026-03-01" }, "end_date"],
    ["63 dates", { start_date: DAY, end_date: "2026-05-04" }, "end_date"],
    ["ten years", { start_date: DAY, end_date: "2036-03-03" }, "end_date"],
    ["29 February of a year without", { start_date: "2026-02-29" }, "start_date"],
    ["31 April", { end_date: "2026-04-31" }, "end_date"],
    ["a date that is none", { start_date: "tomorrow" }, "start_date"],
    ["another form", { start_date: "03/03/2026" }, "start_date"],
    ["an instant", { start_date: at("09:00") }, "start_date"],
    ["nothing", { start_date: "" }, "start_date"],
    ["a year long ago", { start_date: "1850-01-01" }, "start_date"],
    ["a year too far", { start_date: "9991-01-01" }, "start_date"],
    ["no length", { duration_minutes: "0" }, "duration_minutes"],
    ["more than a day", { duration_minutes: "1441" }, "duration_minutes"],
    ["half a minute", { duration_minutes: "1.5" }, "duration_minutes"],
    ["a length below nothing", { duration_minutes: "-30" }, "duration_minutes"],
    ["a length in words", { duration_minutes: "half an hour" }, "duration_minutes"],
  ])("%s", async (_, query, field) => {
    const answer = await ask(of, query);
    expect([answer.status, answer.body]).toEqual([400, wrong(field)]);
  });

  it("62 dates are fine", async () => {
    expect((await ask(of, { start_date: DAY, end_date: "2026-05-03" })).status).toBe(200);
  });
});

describe("403", () => {
  it("a business that takes bookings by phone only says which; what is booked can be cancelled", async () => {
    const of = await openCalendar();
    const booked = await of.book("10:00");
    const { id } = (booked.body as { appointment: { id: string } }).appointment;
    const phone = nextNumber();
    await inTenant(await systemIn(of.office), ({ trx, business }) =>
      trx
        .updateTable("businesses")
        .set({ booking_page_on: false, phone })
        .where("id", "=", business.id)
        .execute(),
    );
    const words = `This business takes bookings by phone only. Call ${phone}.`;
    for (const answer of [await ask(of), await of.book("11:00")])
      expect([answer.status, answer.body]).toEqual([403, refusal(words)]);
    const cancelled = await of.ask("PUT /appointments/:id/cancel", { id });
    expect([cancelled.status, cancelled.body]).toEqual([200, { appointment: { id, status: "cancelled" } }]);
  });
});

describe("404", () => {
  it("a calendar that is none, is removed, or whose business is suspended", async () => {
    const of = await openCalendar();
    for (const calendarId of [ids.write("calendar", randomUUID()), "x"]) {
      const answer = await of.ask(FREE, { params: { calendarId } });
      expect([answer.status, answer.body]).toEqual([404, refusal("Calendar not found")]);
    }
    await inTenant(await systemIn(of.office), ({ trx, business }) =>
      trx.updateTable("businesses").set({ status: "suspended" }).where("id", "=", business.id).execute(),
    );
    for (const answer of [await ask(of), await of.book("10:00")])
      expect([answer.status, answer.body]).toEqual([404, refusal("Calendar not found")]);

    const other = await openCalendar();
    await other.office.make("DELETE /workspaces/:workspaceId/calendars/:id", { id: other.calendarId });
    for (const answer of [await ask(other), await other.book("10:00")])
      expect([answer.status, answer.body]).toEqual([404, refusal("Calendar not found")]);
  });
});
