import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { ids } from "@/lib/editions/microbit/ids";
import { idOf } from "../../support";
import { openOffice, refusal } from "../office";
import { type Bookable, calendarIn, DAY, openCalendar, wrong } from "../open-calendar";

const LIST = "GET /calendars/:calendarId/time-slots";
const MAKE = "POST /calendars/:calendarId/time-slots";
const PUT = "PUT /calendars/:calendarId/time-slots/:id";
const DELETE = "DELETE /calendars/:calendarId/time-slots/:id";
const FREE = "GET /calendars/:calendarId/available-slots";

const hours = { day_of_week: 2, start_time: "09:00", end_time: "10:00" };
const ownerOf = ({ office }: Bookable) => ({ headers: office.owner.headers });

async function add(at: Bookable, body: object = hours): Promise<string> {
  const answer = await at.ask(MAKE, { ...ownerOf(at), body });
  expect(answer.status).toBe(201);
  return (answer.body as { time_slot: { id: string } }).time_slot.id;
}

const startsOn = async (at: Bookable, day = DAY): Promise<string[]> => {
  const { body } = await at.ask(FREE, { query: { start_date: day, end_date: day } });
  return (body as { available_slots: { start_time: string }[] }).available_slots.map(
    (slot) => slot.start_time,
  );
};

describe("201 and 200", () => {
  it("a time slot is made, listed, changed and deleted, and is when the calendar is open", async () => {
    const at = await openCalendar();
    expect(await startsOn(at)).toHaveLength(31);
    const made = await at.ask(MAKE, { ...ownerOf(at), body: hours });
    const time_slot = { id: idOf("ts"), calendar_id: at.calendarId, ...hours };
    expect([made.status, made.body]).toEqual([201, { time_slot }]);
    const { id } = (made.body as { time_slot: { id: string } }).time_slot;
    const list = await at.ask(LIST, ownerOf(at));
    expect([list.status, list.body]).toEqual([200, { time_slots: [{ ...time_slot, id }] }]);
    expect(await startsOn(at)).toEqual(["09:00", "09:15", "09:30"]);

    const later = await at.ask(PUT, { ...ownerOf(at), id, body: { start_time: "09:30" } });
    expect([later.status, later.body]).toEqual([
      200,
      { time_slot: { ...time_slot, id, start_time: "09:30" } },
    ]);
    expect(await startsOn(at)).toEqual(["09:30"]);
    const moved = { day_of_week: 0, start_time: "10:00", end_time: "18:00" };
    const other = await at.ask(PUT, { ...ownerOf(at), id, body: moved });
    expect(other.body).toEqual({ time_slot: { id, calendar_id: at.calendarId, ...moved } });
    expect(await startsOn(at)).toEqual([]);
    expect((await at.ask(PUT, { ...ownerOf(at), id, body: {} })).body).toEqual(other.body);

    const gone = await at.ask(DELETE, { ...ownerOf(at), id });
    expect([gone.status, gone.body]).toEqual([200, { message: "Time slot deleted" }]);
    expect((await at.ask(LIST, ownerOf(at))).body).toEqual({ time_slots: [] });
    expect(await startsOn(at)).toHaveLength(31);
  });

  it("time slots that overlap and touch are one stretch, and give no time twice", async () => {
    const at = await openCalendar();
    await add(at);
    await add(at, { ...hours, start_time: "09:30", end_time: "10:30" });
    await add(at);
    expect(await startsOn(at)).toEqual(["09:00", "09:15", "09:30", "09:45", "10:00"]);
    await add(at, { ...hours, start_time: "10:30", end_time: "11:00" });
    expect(await startsOn(at)).toContain("10:15");
  });

  it("an end before the start is on the next day", async () => {
    const at = await openCalendar();
    await add(at, { ...hours, start_time: "23:30", end_time: "00:30" });
    expect(await startsOn(at)).toEqual(["23:30", "23:45"]);
    expect(await startsOn(at, "2026-03-04")).toEqual(["00:00"]);
  });

  it("writes what stays booked", async () => {
    const at = await openCalendar();
    const id = await add(at);
    expect((await at.book("09:00")).status).toBe(201);
    expect((await at.ask(DELETE, { ...ownerOf(at), id })).status).toBe(200);
    expect((await at.book("09:00")).status).toBe(409);
  });
});

describe("400", () => {
  let at: Bookable;
  beforeAll(async () => {
    at = await openCalendar();
  });

  it.each([
    ["nothing", {}, ["day_of_week", "start_time", "end_time"]],
    ["an eighth day", { ...hours, day_of_week: 7 }, ["day_of_week"]],
    ["a day before Sunday", { ...hours, day_of_week: -1 }, ["day_of_week"]],
    ["half a day", { ...hours, day_of_week: 1.5 }, ["day_of_week"]],
    ["an hour that is none", { ...hours, start_time: "24:00" }, ["start_time"]],
    ["a minute that is none", { ...hours, end_time: "09:60" }, ["end_time"]],
    ["other clocks", { ...hours, start_time: "9am", end_time: "9:00" }, ["start_time", "end_time"]],
    ["an end that is the start", { ...hours, end_time: "09:00" }, ["end_time"]],
  ])("%s", async (_, body, fields) => {
    const answer = await at.ask(MAKE, { ...ownerOf(at), body });
    expect([answer.status, answer.body]).toEqual([400, wrong(...fields)]);
    expect((await at.ask(LIST, ownerOf(at))).body).toEqual({ time_slots: [] });
  });

  it("a change after which the end is the start leaves it as it was", async () => {
    const at = await openCalendar();
    const id = await add(at);
    const answer = await at.ask(PUT, { ...ownerOf(at), id, body: { day_of_week: 5, start_time: "10:00" } });
    expect([answer.status, answer.body]).toEqual([400, wrong("end_time")]);
    expect((await at.ask(LIST, ownerOf(at))).body).toMatchObject({ time_slots: [{ id, ...hours }] });
  });
});

describe("401, 403 and 404", () => {
  it("nobody; members and guests read; strangers find no calendar", async () => {
    const at = await openCalendar();
    const id = await add(at);
    const asks: [string, object][] = [
      [LIST, {}],
      [MAKE, { body: hours }],
      [PUT, { id, body: hours }],
      [DELETE, { id }],
    ];
    const { headers: stranger } = await openOffice().then(({ owner }) => owner);
    for (const [name, sending] of asks) {
      const nobody = await at.ask(name, sending);
      expect([nobody.status, nobody.body]).toEqual([401, refusal()]);
      const strange = await at.ask(name, { ...sending, headers: stranger });
      expect([strange.status, strange.body]).toEqual([404, refusal("Calendar not found")]);
    }
    for (const role of ["member", "guest"] as const) {
      const { headers } = await at.office.join(role);
      expect((await at.ask(LIST, { headers })).status).toBe(200);
      for (const [name, sending] of asks.slice(1)) {
        const answer = await at.ask(name, { ...sending, headers });
        expect([answer.status, answer.body]).toEqual([403, refusal()]);
      }
    }
    expect((await at.ask(LIST, ownerOf(at))).body).toMatchObject({ time_slots: [{ id, ...hours }] });
  });

  it("a time slot of another calendar, one that is none, and a calendar that is gone", async () => {
    const at = await openCalendar();
    const other = await calendarIn(at.office, "Other");
    const id = await add(other);
    for (const wanted of [id, ids.write("timeSlot", randomUUID()), "x"]) {
      for (const name of [PUT, DELETE]) {
        const answer = await at.ask(name, {
          ...ownerOf(at),
          id: wanted,
          ...(name === PUT ? { body: hours } : {}),
        });
        expect([answer.status, answer.body]).toEqual([404, refusal("Time slot not found")]);
      }
    }
    await at.office.make("DELETE /workspaces/:workspaceId/calendars/:id", { id: other.calendarId });
    for (const [name, sending] of [
      [LIST, {}],
      [MAKE, { body: hours }],
      [DELETE, { id }],
    ] as const) {
      const answer = await other.ask(name, { ...ownerOf(at), ...sending });
      expect([answer.status, answer.body]).toEqual([404, refusal("Calendar not found")]);
    }
  });
});
