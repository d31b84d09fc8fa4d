import { describe, expect, it } from "vitest";
import { parseTwilioEvent } from "@/lib/providers/twilio/events";

const ACCOUNT = `AC${"1".repeat(32)}`;
const read = (form: Record<string, string>, search = "") =>
  parseTwilioEvent({ rawBody: new URLSearchParams({ AccountSid: ACCOUNT, ...form }).toString(), search });
const call = {
  CallSid: "CA1",
  From: "+12025550133",
  To: "+12025550142",
  Direction: "inbound",
  ApiVersion: "2010-04-01",
};
const types = (event: ReturnType<typeof read>) =>
  event.type === "call" ? event.reports.map(({ type, callControlId }) => `${type} ${callControlId}`) : [];

describe("a call", () => {
  it("that rings asks what becomes of it", () => {
    expect(read({ ...call, CallStatus: "ringing" })).toEqual({
      type: "call",
      eventId: `${ACCOUNT}:CA1:asked`,
      name: "ringing",
      reports: [
        {
          type: "initiated",
          callControlId: "CA1",
          legId: null,
          sessionId: "CA1",
          direction: "incoming",
          from: "+12025550133",
          to: "+12025550142",
          occurredAt: null,
          secondsBefore: 0,
          cause: null,
          connectionId: ACCOUNT,
        },
      ],
      question: { callId: "CA1", isRinging: true },
    });
  });

  it.each(["+266696687", "+7378742833", "Anonymous", "Restricted", "client:alice", "sip:a@b.example", ""])(
    "of %j has no number",
    (From) => {
      const event = read({ ...call, From, CallStatus: "ringing" });
      const from = event.type === "call" ? event.reports[0]?.from : undefined;
      expect(from).toBe(From.startsWith("sip:") ? From : null);
    },
  );

  it("is reported step by step, each with its time and place in the order", () => {
    const report = (CallStatus: string, SequenceNumber: string) =>
      read({
        ...call,
        CallStatus,
        SequenceNumber,
        CallbackSource: "call-progress-events",
        Timestamp: "Mon, 02 Mar 2026 14:00:09 +0000",
        CallDuration: "7",
      });
    expect(report("in-progress", "1")).toMatchObject({
      eventId: `${ACCOUNT}:CA1:in-progress:1`,
      question: null,
      reports: [{ type: "answered", occurredAt: new Date("2026-03-02T14:00:09Z") }],
    });
    expect(report("completed", "2")).toMatchObject({
      reports: [
        { type: "answered", secondsBefore: 7 },
        { type: "hangup", cause: "normal_clearing", secondsBefore: 0 },
      ],
    });
    expect(report("no-answer", "2")).toMatchObject({ reports: [{ type: "hangup", cause: "no_answer" }] });
  });

  it.each(["1e308", "-5", "Infinity", "x", "999999999999"])(
    "that lasted %s seconds tells no time",
    (CallDuration) => {
      const event = read({ ...call, CallStatus: "completed", SequenceNumber: "2", CallDuration });
      expect(types(event)).toEqual(["hangup CA1"]);
    },
  );

  it.each(["", "soon", "1 Jan 1970", "Mon, 02 Mar 99999 14:00:09 +0000"])("at %j is now", (Timestamp) => {
    const event = read({ ...call, CallStatus: "completed", SequenceNumber: "2", Timestamp });
    expect(event).toMatchObject({ reports: [{ occurredAt: null }] });
  });

  it("is over without a callback's marks, too, as older ones come", () => {
    expect(read({ ...call, CallStatus: "completed", CallDuration: "0" })).toMatchObject({
      question: null,
      reports: [{ type: "hangup" }],
    });
  });

  it("whose leg to somebody is answered, is answered itself, and connected", () => {
    const leg = { CallSid: "CA2", ParentCallSid: "CA1", Direction: "outbound-dial", SequenceNumber: "1" };
    const event = read({ ...call, ...leg, CallStatus: "in-progress" });
    expect(types(event)).toEqual(["answered CA2", "bridged CA2", "answered CA1"]);
    expect(event).toMatchObject({
      reports: [{ sessionId: "CA1" }, { sessionId: "CA1" }, { sessionId: "CA1", direction: "incoming" }],
    });
  });

  it("that was put through asks what follows", () => {
    const search = "?step=dialled&to=%2B12025550177&key=k1";
    const ended = { ...call, CallStatus: "in-progress", DialCallStatus: "busy", DialCallSid: "CA2" };
    expect(read(ended, search)).toMatchObject({
      question: { callId: "CA1", isRinging: false },
      reports: [{ type: "hangup", callControlId: "CA2", to: "+12025550177", cause: "user_busy" }],
    });
    expect(types(read({ ...ended, DialCallStatus: "completed", DialCallDuration: "3" }, search))).toEqual([
      "answered CA2",
      "hangup CA2",
    ]);
    const { DialCallSid: _, ...unborn } = ended;
    expect(types(read({ ...unborn, DialCallStatus: "failed" }, search))).toEqual(["hangup dial:k1"]);
  });

  it("for which somebody picks up says who: a person, or a machine", () => {
    const person = { ...call, CallSid: "CA3", Direction: "outbound-api", CallStatus: "in-progress" };
    for (const [AnsweredBy, isMachine] of [
      ["human", false],
      ["unknown", false],
      ["machine_start", true],
      ["fax", true],
    ] as const) {
      expect(read({ ...person, AnsweredBy }, "?step=person&for=CA1")).toMatchObject({
        question: { callId: "CA3" },
        reports: [
          { type: "answered", sessionId: "CA1" },
          { type: "detection_ended", isMachine },
        ],
      });
    }
    expect(read({ ...person, Digits: "1" }, "?step=keys&for=CA1")).toMatchObject({
      reports: [{ type: "keys_gathered", keys: "1", sessionId: "CA1" }],
    });
    expect(read(person, "?step=keys&for=CA1")).toMatchObject({ reports: [{ keys: "" }] });
  });

  it("whose two sides have met says so", () => {
    const room = { ConferenceSid: "CF1", StatusCallbackEvent: "conference-start", SequenceNumber: "1" };
    expect(read(room, "?step=met&for=CA1&leg=CA3")).toMatchObject({
      question: null,
      reports: [{ type: "bridged", callControlId: "CA3", sessionId: "CA1", direction: "outgoing" }],
    });
  });

  it("that was recorded says where", () => {
    const recording = { CallSid: "CA1", RecordingSid: "RE1", RecordingUrl: "https://api.twilio.com/RE1" };
    expect(read({ ...recording, RecordingStatus: "completed" })).toMatchObject({
      reports: [{ type: "recording_saved", recordingUrl: "https://api.twilio.com/RE1.wav" }],
    });
    expect(read({ ...recording, RecordingStatus: "absent" })).toMatchObject({ type: "unknown" });
  });
});

describe("a text", () => {
  const text = { MessageSid: "SM1", From: "+12025550133", To: "+12025550142", NumMedia: "0" };

  it("comes with its pictures, and with what Twilio answered", () => {
    const media = { NumMedia: "1", MediaUrl0: "https://api.twilio.com/1", MediaContentType0: "Image/PNG" };
    expect(read({ ...text, ...media, Body: "Look", SmsStatus: "received" })).toEqual({
      type: "message.received",
      eventId: `${ACCOUNT}:SM1:received`,
      name: "message.received",
      messageId: "SM1",
      fromNumber: "+12025550133",
      toNumber: "+12025550142",
      text: "Look",
      media: [{ url: "https://api.twilio.com/1", contentType: "image/png" }],
      isAnsweredByVendor: false,
    });
    expect(read({ ...text, Body: "Adios", OptOutType: "STOP" })).toMatchObject({ isAnsweredByVendor: true });
    expect(read({ ...text, Body: " stop " })).toMatchObject({ isAnsweredByVendor: true });
    expect(read({ ...text, Body: "stop it" })).toMatchObject({ isAnsweredByVendor: false });
  });

  it.each([
    ["queued", null],
    ["sent", "sent"],
    ["delivered", "delivered"],
    ["undelivered", "delivery_failed"],
    ["failed", "sending_failed"],
    ["read", "read"],
  ])("that is %s is so in the product's words", (MessageStatus, status) => {
    expect(read({ ...text, MessageStatus, SmsStatus: MessageStatus })).toMatchObject({
      type: "message.status",
      eventId: `${ACCOUNT}:SM1:${MessageStatus}`,
      status,
    });
  });

  it("that failed says why", () => {
    expect(read({ ...text, MessageStatus: "undelivered", ErrorCode: "30007" })).toMatchObject({
      error: "A spam filter held it back. (30007)",
    });
  });

  it("of WhatsApp is left", () => {
    expect(read({ ...text, From: "whatsapp:+12025550133", Body: "Hola" })).toMatchObject({ type: "unknown" });
  });
});

describe("what is no event", () => {
  it.each(["", "a=b", "%00", "{}", "CallSid="])("is refused: %j", (rawBody) => {
    expect(() => parseTwilioEvent({ rawBody, search: "" })).toThrow("The body is no Twilio event.");
  });

  it("with characters that cannot be stored loses them", () => {
    expect(read({ ...{ MessageSid: "SM1", From: "+12025550133" }, Body: "a\u0000b" })).toMatchObject({
      text: "ab",
    });
  });
});
