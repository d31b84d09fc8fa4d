import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  completeAppointment,
  confirmAppointment,
  getAppointment,
  holdSlot,
  markNoShow,
} from "@/lib/domain/appointments";
import { startConversation } from "@/lib/domain/conversations";
import { ids } from "@/lib/editions/microbit/ids";
import { refusal } from "../office";
import { at, type Bookable, openCalendar, systemIn } from "../open-calendar";

const CANCEL = "PUT /appointments/:id/cancel";

async function booked(of: Bookable): Promise<{ id: string; uuid: string }> {
  const answer = await of.book("10:00");
  const { id } = (answer.body as { appointment: { id: string } }).appointment;
  return { id, uuid: ids.read("appointment").parse(id) };
}

describe("200", () => {
  it("whoever knows the id cancels, is told no more, and the time is free", async () => {
    const of = await openCalendar();
    const { id } = await booked(of);
    for (const _ of ["once", "twice"]) {
      const answer = await of.ask(CANCEL, { id });
      expect([answer.status, answer.body]).toEqual([200, { appointment: { id, status: "cancelled" } }]);
    }
    expect((await of.book("10:00")).status).toBe(201);
    expect((await of.ask(CANCEL, { id })).status).toBe(200);
  });

  it("also once it is confirmed, with or without a body or a session of somebody else", async () => {
    const of = await openCalendar();
    const { id, uuid } = await booked(of);
    await confirmAppointment(await systemIn(of.office), uuid);
    const { headers } = await of.office.stranger();
    const answer = await of.ask(CANCEL, { id, headers, body: { status: "confirmed" } });
    expect([answer.status, answer.body]).toEqual([200, { appointment: { id, status: "cancelled" } }]);
  });
});

describe("403", () => {
  it("a guest of the workspace, who writes nothing there, also while at work in another", async () => {
    const of = await openCalendar();
    const { id, uuid } = await booked(of);
    const guest = await of.office.join("guest");
    await of.office.ask("POST /workspaces", { headers: guest.headers, body: { name: "Their own" } });
    const answer = await of.ask(CANCEL, { id, headers: guest.headers });
    expect([answer.status, answer.body]).toEqual([403, refusal()]);
    expect((await getAppointment(await systemIn(of.office), uuid)).status).toBe("pending");
    const { headers } = await of.office.join("member");
    expect((await of.ask(CANCEL, { id, headers })).status).toBe(200);
  });
});

describe("409", () => {
  it.each([
    ["took place", completeAppointment],
    ["was missed", markNoShow],
  ])("one that %s", async (_, end) => {
    const of = await openCalendar();
    const { id, uuid } = await booked(of);
    await end(await systemIn(of.office), uuid);
    const answer = await of.ask(CANCEL, { id });
    expect([answer.status, answer.body]).toEqual([409, refusal()]);
  });
});

describe("404", () => {
  it("an id that nothing has, one of another thing, and a time that is only held", async () => {
    const of = await openCalendar();
    const ctx = await systemIn(of.office);
    const { id: conversationId } = await startConversation(ctx, { channel: "voice" });
    const held = await holdSlot(ctx, { startsAt: new Date(at("11:00")), conversationId });
    const wanted = [
      ids.write("appointment", randomUUID()),
      ids.write("appointment", held.id),
      of.calendarId,
      "x",
    ];
    for (const id of wanted) {
      const answer = await of.ask(CANCEL, { id });
      expect([answer.status, answer.body]).toEqual([404, refusal("Appointment not found")]);
    }
  });
});
