import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTelnyxEvent, readNumber } from "@/lib/providers/telnyx/events";
import { WebhookRefused } from "@/lib/providers/webhook-refused";

const wrap = (eventType: string, payload: unknown, id = "evt-1") => ({
  data: {
    record_type: "event",
    event_type: eventType,
    id,
    occurred_at: "2026-03-02T22:25:27.521992Z",
    payload,
  },
  meta: { attempt: 1 },
});
const leg = {
  call_control_id: "v3:abc",
  call_leg_id: "leg-1",
  call_session_id: "session-1",
  connection_id: "1684641123236054244",
  client_state: null,
  from: "+12025550133",
  to: "+12025550131",
};

describe("Telnyx's own shape", () => {
  it("tells a caller's leg from one we dialled", () => {
    const incoming = parseTelnyxEvent(
      wrap("call.initiated", { ...leg, direction: "incoming", caller_id_name: "ANA" }),
    );
    expect(incoming).toMatchObject({
      type: "call.initiated",
      direction: "incoming",
      eventId: "evt-1",
      occurredAt: new Date("2026-03-02T22:25:27.521Z"),
      callerName: "ANA",
      leg: { callControlId: "v3:abc", fromNumber: "+12025550133", toNumber: "+12025550131" },
    });
    const to = "sip:call_a1@sip.retellai.com;transport=tcp";
    const outgoing = parseTelnyxEvent(wrap("call.initiated", { ...leg, to, direction: "outgoing" }));
    expect(outgoing).toMatchObject({ direction: "outgoing", leg: { toNumber: null, to } });
  });
  it("reads why and when a leg went down", () => {
    const event = parseTelnyxEvent(
      wrap("call.hangup", {
        ...leg,
        hangup_cause: "user_busy",
        hangup_source: "callee",
        sip_hangup_cause: "486",
        start_time: "2026-03-02T09:17:44.596122Z",
        end_time: "2026-03-02T09:18:06.396120Z",
      }),
    );
    expect(event).toMatchObject({
      type: "call.hangup",
      cause: "user_busy",
      source: "callee",
      sipCause: "486",
    });
    if (event.type !== "call.hangup") throw new Error("not a hangup");
    expect((event.endedAt?.getTime() ?? 0) - (event.startedAt?.getTime() ?? 0)).toBe(21_800);
  });
  it("reads a recording that names no call control id", () => {
    const { call_control_id: _, ...rest } = leg;
    const event = parseTelnyxEvent(
      wrap("call.recording.saved", { ...rest, recording_urls: { mp3: "https://x/a.mp3" } }),
    );
    expect(event).toMatchObject({ callSessionId: "session-1", callControlId: null, url: "https://x/a.mp3" });
  });
  it("reads texts to a list of numbers and to a single one", () => {
    const message = { id: "m1", from: { phone_number: "+13125550001" }, text: "Hi" };
    const sms = parseTelnyxEvent(
      wrap("message.received", { ...message, to: [{ phone_number: "+17735550002" }] }),
    );
    const whatsapp = parseTelnyxEvent(wrap("message.received", { ...message, to: "+17735550002" }));
    for (const event of [sms, whatsapp]) {
      expect(event).toMatchObject({
        messageId: "m1",
        toNumbers: ["+17735550002"],
        text: "Hi",
        eventId: "evt-1",
      });
    }
  });
  it("reads what became of a message", () => {
    const to = [{ phone_number: "+17735550002", status: "delivery_failed" }];
    const errors = [{ code: "40008", title: "Undeliverable" }];
    expect(parseTelnyxEvent(wrap("message.finalized", { id: "m1", to, errors }))).toMatchObject({
      type: "message.finalized",
      recipients: [{ number: "+17735550002", status: "delivery_failed" }],
      errors: ["Their carrier did not accept it. (40008)"],
    });
  });
  it("calls events without their call, and new ones, unknown", () => {
    expect(parseTelnyxEvent(wrap("call.answered", {}))).toMatchObject({
      type: "unknown",
      name: "call.answered",
    });
    expect(parseTelnyxEvent(wrap("call.teleported", leg))).toMatchObject({
      type: "unknown",
      eventId: "evt-1",
    });
    expect(parseTelnyxEvent({ data: { event_type: "constructor", id: "x" } })).toMatchObject({
      type: "unknown",
    });
  });
});

describe("the API document's shape", () => {
  const call = {
    call_control_id: "call_123",
    call_leg_id: "leg_456",
    from: "+1234567890",
    to: "+0987654321",
  };
  it("is read to the same facts", () => {
    const event = parseTelnyxEvent({ event_type: "call.answered", data: call });
    expect(event).toMatchObject({
      type: "call.answered",
      leg: {
        callControlId: "call_123",
        callLegId: "leg_456",
        fromNumber: "+1234567890",
        toNumber: "+0987654321",
      },
    });
    expect(parseTelnyxEvent({ event_type: "call.initiated", data: call })).toMatchObject({
      direction: "incoming",
    });
  });
  it("gets an id that is the same for the same event and another for any other", () => {
    const id = (type: string, data: object, at?: string) =>
      parseTelnyxEvent({ event_type: type, data }, at ? new Date(at) : null).eventId;
    expect(id("call.answered", call)).toBe(id("call.answered", { ...call }));
    expect(id("call.answered", call)).not.toBe(id("call.hangup", call));
    expect(id("call.answered", call)).not.toBe(id("call.answered", { ...call, call_control_id: "call_124" }));
    const text = { from: "+1234567890", to: "+0987654321", text: "Yes" };
    const first = id("message.received", text, "2026-03-02T14:00:00Z");
    expect(first).toBe(id("message.received", text, "2026-03-02T14:00:00Z"));
    expect(first).not.toBe(id("message.received", text, "2026-03-02T14:05:00Z"));
  });
  it("carries a text", () => {
    const data = { from: "+1234567890", to: "+0987654321", text: "Hello" };
    expect(parseTelnyxEvent({ event_type: "message.received", data })).toMatchObject({
      type: "message.received",
      fromNumber: "+1234567890",
      toNumbers: ["+0987654321"],
      text: "Hello",
    });
  });
});

describe("numbers", () => {
  it.each([
    ["+12025550133", "+12025550133"],
    ["+1 (202) 555-0133", "+12025550133"],
    ["sip:+12025550133@sip.telnyx.com;user=phone", "+12025550133"],
    ["anonymous", null],
    ["sip:anonymous@anonymous.invalid", null],
    ["Restricted", null],
    ["", null],
    ["+1", null],
    ["12345678901234567", null],
  ])("%s reads as %s", (given, expected) => {
    expect(readNumber(given)).toBe(expected);
  });
});

describe("whatever comes", () => {
  const names = fc.constantFrom(
    "call.initiated",
    "call.hangup",
    "call.recording.saved",
    "message.received",
    "message.sent",
  );
  const keys = [
    "call_control_id",
    "from",
    "to",
    "text",
    "media",
    "errors",
    "recording_urls",
    "start_time",
    "id",
  ];
  const payload = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue());
  const body = fc.oneof(
    fc.jsonValue(),
    fc.record({ data: fc.record({ event_type: names, id: fc.jsonValue(), payload }) }),
    fc.record({ event_type: names, data: payload }),
  );
  it("is read or refused, and nothing else", () => {
    fc.assert(
      fc.property(body, (value) => {
        try {
          const event = parseTelnyxEvent(value);
          expect(event.eventId).not.toBe("");
        } catch (error) {
          expect(error).toBeInstanceOf(WebhookRefused);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
