import { beforeAll, describe, expect, it } from "vitest";
import {
  cancelAppointment,
  completeAppointment,
  confirmAppointment,
  holdSlot,
  markNoShow,
} from "@/lib/domain/appointments";
import { startConversation } from "@/lib/domain/conversations";
import { ids } from "@/lib/editions/microbit/ids";
import { INSTANT, idOf } from "../../support";
import { type Office, openOffice, refusal } from "../office";
import { at, type Bookable, moveTo, openCalendar, systemIn, wishFor, wrong } from "../open-calendar";

const LIST = "GET /workspaces/:workspaceId/appointments";

interface Listed {
  id: string;
  start_time: string;
  status: string;
}

async function bookedId(of: Bookable, time: string): Promise<string> {
  const answer = await of.book(time);
  expect(answer.status).toBe(201);
  return (answer.body as { appointment: { id: string } }).appointment.id;
}
async function list({ office }: Bookable, query: Record<string, string> = {}): Promise<Listed[]> {
  const answer = await office.ask(LIST, { query });
  expect(answer.status).toBe(200);
  return (answer.body as { appointments: Listed[] }).appointments;
}
const starts = async (of: Bookable, query: Record<string, string>) =>
  (await list(of, query)).map(({ start_time }) => start_time);

describe("200", () => {
  it("has every field of what was booked", async () => {
    const of = await openCalendar();
    const body = wishFor("10:00");
    await of.ask("POST /calendars/:calendarId/appointments", { body });
    expect(await list(of)).toEqual([
      { id: idOf("apt"), calendar_id: of.calendarId, ...body, status: "pending", created_at: INSTANT },
    ]);
  });

  it("the newest first, in pages of a limit before an instant", async () => {
    const of = await openCalendar();
    for (const time of ["10:00", "12:00", "11:00"]) await bookedId(of, time);
    expect(await starts(of, {})).toEqual([at("12:00"), at("11:00"), at("10:00")]);
    expect(await starts(of, { limit: "2" })).toEqual([at("12:00"), at("11:00")]);
    expect(await starts(of, { limit: "2", before: at("11:00") })).toEqual([at("10:00")]);
  });

  it("dates are those of the business, both included", async () => {
    const of = await openCalendar();
    await moveTo(of.office, "Pacific/Auckland");
    const times = ["2026-03-03T20:30:00.000Z", "2026-03-04T03:00:00.000Z", "2026-03-04T20:00:00.000Z"];
    const [wednesday, noon, thursday] = times;
    for (const time of times) await bookedId(of, time);
    expect(await starts(of, { start_date: "2026-03-04", end_date: "2026-03-04" })).toEqual([noon, wednesday]);
    expect(await starts(of, { start_date: "2026-03-05" })).toEqual([thursday]);
    expect(await starts(of, { end_date: "2026-03-04" })).toEqual([noon, wednesday]);
    expect(await starts(of, { end_date: "2026-03-04", before: String(noon) })).toEqual([wednesday]);
    expect(await starts(of, { end_date: "2026-03-05", before: String(wednesday) })).toEqual([]);
    expect(await starts(of, { start_date: "1900-01-02", end_date: "9989-12-30" })).toHaveLength(3);
  });

  it("each state reads as one of three words, and is found by the word that it reads as", async () => {
    const of = await openCalendar();
    const ctx = await systemIn(of.office);
    const times = ["09:00", "10:00", "11:00", "12:00", "13:00"];
    const [, confirmed = "", completed = "", cancelled = "", missed = ""] = await Promise.all(
      times.map((time) => bookedId(of, time)),
    ).then((all) => all.map((id) => ids.read("appointment").parse(id)));
    await confirmAppointment(ctx, confirmed);
    await completeAppointment(ctx, completed);
    await cancelAppointment(ctx, { id: cancelled });
    await markNoShow(ctx, missed);
    const { id: conversationId } = await startConversation(ctx, { channel: "voice" });
    await holdSlot(ctx, { startsAt: new Date(at("15:00")), conversationId });

    const words = ["pending", "confirmed", "confirmed", "cancelled", "cancelled"];
    const shown = (await list(of)).map(({ start_time, status }) => [start_time, status]);
    expect(shown).toEqual(times.map((time, index) => [at(time), words[index]]).reverse());
    for (const word of new Set(words)) {
      const fitting = shown.filter(([, status]) => status === word).map(([start]) => start);
      expect(await starts(of, { status: word })).toEqual(fitting);
    }
  });
});

describe("400", () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });

  it.each<[string, Record<string, string>, string]>([
    ["a state that has no word here", { status: "completed" }, "status"],
    ["a date that does not exist", { start_date: "2026-02-30" }, "start_date"],
    ["an end before the start", { start_date: "2026-03-04", end_date: "2026-03-03" }, "end_date"],
    ["a year that is none", { end_date: "9999-12-31" }, "end_date"],
    ["no limit", { limit: "0" }, "limit"],
    ["more than a thousand", { limit: "1001" }, "limit"],
    ["an instant without zone", { before: "2026-03-04T10:00:00" }, "before"],
  ])("%s", async (_, query, field) => {
    const answer = await office.ask(LIST, { query });
    expect([answer.status, answer.body]).toEqual([400, wrong(field)]);
  });
});

describe("401, 403 and 404", () => {
  it("members and guests read; nobody does not; strangers find no workspace", async () => {
    const { office } = await openCalendar();
    for (const role of ["admin", "member", "guest"] as const) {
      const { headers } = await office.join(role);
      expect((await office.ask(LIST, { headers })).body).toEqual({ appointments: [] });
    }
    const nobody = await office.ask(LIST, { headers: {} });
    expect([nobody.status, nobody.body]).toEqual([401, refusal()]);
    const strange = await office.ask(LIST, { headers: (await office.stranger()).headers });
    expect([strange.status, strange.body]).toEqual([404, refusal("Workspace not found")]);
  });

  it("another workspace of the same machine sees nothing of it", async () => {
    const [one, other] = [await openCalendar(), await openCalendar()];
    await bookedId(one, "10:00");
    expect(await list(other)).toEqual([]);
    expect((await other.book("10:00")).status).toBe(201);
  });
});
