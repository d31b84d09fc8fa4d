import { describe, expect, it } from "vitest";
import { getCall } from "@/lib/domain/calls";
import { runTool } from "@/lib/domain/receptionist";
import { makeTenant } from "../../support/context";
import { openOffice, TUESDAY_THREE } from "./tool-office";

const MAYA = "+12125550123";
const booking = { starts_at: TUESDAY_THREE, service: "cleaning", name: "Maya Torres" };

describe("changing an appointment", () => {
  const NEXT = "2026-03-04T15:00:00.000Z";

  it("is for the caller whose number it is booked under", async () => {
    const office = await openOffice();
    const { receipt } = await (await office.call(MAYA)).use("book_appointment", booking);
    const again = await office.call(MAYA);
    const moved = await again.use("reschedule_appointment", { starts_at: NEXT });
    expect(moved).toMatchObject({
      receipt,
      result: { rescheduled: true, local: "Wednesday, March 4 at 10:00 AM" },
    });
    expect(await again.use("reschedule_appointment", { starts_at: NEXT })).toEqual(moved);
    expect((await again.use("cancel_appointment", { appointment_id: receipt?.id })).receipt).toEqual(receipt);
    expect(await office.rows("appointments")).toMatchObject([{ status: "cancelled" }]);
  });

  it("is open to a withheld number for what was booked in the same call", async () => {
    const office = await openOffice();
    const line = await office.call(null);
    const { receipt } = await line.use("book_appointment", { ...booking, phone: "212 555 0144" });
    expect((await line.use("cancel_appointment")).receipt).toEqual(receipt);
  });

  it("asks which one where there are several", async () => {
    const office = await openOffice();
    const line = await office.call(MAYA);
    await line.use("book_appointment", booking);
    await line.use("book_appointment", { ...booking, starts_at: NEXT });
    const answer = await line.use("cancel_appointment");
    expect(answer.receipt).toBeNull();
    expect(answer.result.error).toMatch(/several.*March 3.*March 4/s);
  });
});

describe("people", () => {
  it("a lead and a message are written down once, with the number that calls", async () => {
    const office = await openOffice();
    const line = await office.call(MAYA);
    for (let i = 0; i < 2; i += 1) {
      expect((await line.use("capture_lead", { name: "Maya", reason: "Braces" })).receipt?.kind).toBe("lead");
      expect((await line.use("take_message", { message: "Call me", name: "Maya" })).receipt?.kind).toBe(
        "task",
      );
    }
    expect(await office.rows("leads")).toMatchObject([{ name: "Maya", phone: MAYA, reason: "Braces" }]);
    expect(await office.rows("tasks")).toMatchObject([{ kind: "message", title: "Message from Maya" }]);
  });

  it("asks for something to know a nameless caller by", async () => {
    const line = await (await openOffice()).call(null);
    expect((await line.use("capture_lead", { reason: "x" })).result.error).toMatch(/name or a number/);
  });

  it("puts through in opening hours, once", async () => {
    const office = await openOffice();
    const line = await office.call(MAYA);
    const receipt = { kind: "transfer", id: line.callId };
    expect(await line.use("transfer_to_human", { reason: "wants a person" })).toEqual({
      result: { transferred: true, whom: "someone from the team" },
      receipt,
    });
    expect(await line.use("transfer_to_human", { reason: "really wants one" })).toEqual({
      result: { transferred: true },
      receipt,
    });
    const jobs = (await office.rows("jobs")).filter(({ kind }) => kind === "call.command");
    expect(jobs).toMatchObject([
      {
        payload: {
          callId: line.callId,
          command: "hand_off",
          plan: {
            cause: "asked_for",
            via: "dial",
            reason: "wants a person",
            urgency: "high",
            hasWhisper: true,
            numbers: ["+12125550100"],
          },
        },
      },
    ]);
  });

  it("has somebody call back after hours or without a number to put through to", async () => {
    const closed = await openOffice();
    closed.clock.set("2026-03-03T03:00:00Z");
    const unset = await openOffice({ fallbackNumbers: [] });
    for (const office of [closed, unset]) {
      const answer = await (await office.call(MAYA)).use("transfer_to_human", { reason: "billing" });
      expect(answer).toMatchObject({
        result: { transferred: false, callback: true },
        receipt: { kind: "task" },
      });
      expect(await office.rows("tasks")).toMatchObject([
        { kind: "callback", urgency: "high", body: "billing" },
      ]);
      expect((await office.rows("jobs")).filter(({ kind }) => kind === "call.command")).toEqual([]);
    }
  });
});

describe("hostile and broken arguments", () => {
  it.each([
    ["book_appointment", {}],
    ["book_appointment", { ...booking, starts_at: "yesterday-ish" }],
    ["book_appointment", { ...booking, starts_at: "2026-13-45T99:00:00Z" }],
    ["book_appointment", { ...booking, name: "\u0000" }],
    ["book_appointment", { ...booking, name: ["a"], phone: { a: 1 } }],
    ["book_appointment", { ...booking, phone: "call me" }],
    ["book_appointment", { ...booking, email: "nobody" }],
    ["book_appointment", null],
    ["book_appointment", []],
    ["book_appointment", "starts_at"],
    ["check_availability", { date: "2026-02-30" }],
    ["check_availability", { date: "9999-12-31", until_date: "9999-12-31" }],
    ["check_availability", { from_time: "25:00" }],
    ["check_availability", { duration_minutes: -5 }],
    ["cancel_appointment", { appointment_id: "1; drop table appointments" }],
    [
      "reschedule_appointment",
      { appointment_id: "019cb000-0000-7000-8000-000000000000", starts_at: TUESDAY_THREE },
    ],
    ["answer_question", { question: "x".repeat(5000) }],
    ["take_message", { message: "" }],
    ["transfer_to_human", { reason: 7 }],
    ["capture_lead", { name: "x".repeat(100_000) }],
  ])("%s %j is answered, not thrown", async (tool, args) => {
    const office = await openOffice();
    const line = await office.call(MAYA);
    const answer = await line.use(tool, args);
    expect(answer.receipt).toBeNull();
    expect(await office.rows("appointments")).toEqual([]);
    if (tool !== "check_availability") expect(answer.result.error).toEqual(expect.any(String));
    expect(await office.rows("tool_calls")).toHaveLength(1);
  });

  it("odd characters and strange keys are stored as text that a database can hold", async () => {
    const office = await openOffice();
    const line = await office.call(MAYA);
    const name = "Zoë \ud800 \u0000 O'Brien; <b>🦷</b>";
    const answer = await line.use(
      "book_appointment",
      JSON.parse(JSON.stringify({ ...booking, name, __proto__x: 1 })),
    );
    expect(answer.receipt?.kind).toBe("appointment");
    expect(await office.rows("appointments")).toMatchObject([
      { customer_name: "Zoë \ufffd  O'Brien; <b>🦷</b>" },
    ]);
  });

  it("is on record with its place in the conversation, the first where it is asked again", async () => {
    const office = await openOffice();
    const { conversationId, callId } = await office.call(MAYA);
    const message = { conversationId, tool: "take_message", arguments: { message: "Call me back." } };
    for (const turnsBefore of [3, 5]) await runTool(office.ctx, { ...message, turnsBefore });
    await runTool(office.ctx, { ...message, arguments: { message: "Please." } });
    const { toolCalls } = await getCall(office.ctx, callId);
    expect(toolCalls.map(({ turnsBefore }) => turnsBefore).sort()).toEqual([3, null]);
  });

  it("an unknown tool, conversation or business is not found", async () => {
    const office = await openOffice();
    const line = await office.call(MAYA);
    const { ctx } = await makeTenant();
    const missing = { code: "not_found" };
    await expect(line.use("constructor")).rejects.toMatchObject(missing);
    await expect(
      runTool(office.ctx, { conversationId: "no-id", tool: "hold_slot", arguments: {} }),
    ).rejects.toMatchObject(missing);
    const foreign = {
      conversationId: line.conversationId,
      tool: "take_message",
      arguments: { message: "hi" },
    };
    await expect(runTool(ctx, foreign)).rejects.toMatchObject(missing);
  });
});
