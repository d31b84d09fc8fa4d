import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRetellEvent, parseToolRequest } from "@/lib/providers/retell/events";
import { retellLanguage } from "@/lib/providers/retell/languages";
import { WebhookRefused } from "@/lib/providers/webhook-refused";

const call = {
  call_id: "call_a444",
  agent_id: "agent_1",
  call_status: "ended",
  direction: "inbound",
  from_number: "+12137771234",
  to_number: "+12137771235",
  metadata: { call_id: "c1", depth: 3 },
  retell_llm_dynamic_variables: { business_name: "Acme Dental" },
  start_timestamp: 1772660000123,
  end_timestamp: 1772660065123,
  duration_ms: 65_000,
  transcript: "Agent: Hi\nUser: Book me\n",
  transcript_object: [{ role: "agent", content: "Hi", words: [] }],
  transcript_with_tool_calls: [
    {
      role: "agent",
      content: "Hi, this",
      words: [
        { word: "Hi,", start: 0.7, end: 0.95 },
        { word: "this", start: 0.95, end: 1.1 },
      ],
    },
    { role: "user", content: "Book me", words: [] },
    {
      role: "tool_call_invocation",
      tool_call_id: "tc_1",
      name: "book_appointment",
      arguments: '{"date":"2026-03-04"}',
    },
    { role: "tool_call_result", tool_call_id: "tc_1", content: '{"ok":1}', successful: true },
    { role: "node_transition", former_node_id: "a" },
    { role: "transfer_target", content: "Front office" },
  ],
  recording_url: "https://x/recording.wav",
  disconnection_reason: "user_hangup",
  call_analysis: {
    call_summary: "Booked.",
    call_successful: true,
    user_sentiment: "Positive",
    in_voicemail: false,
  },
};

describe("an update of the transcript", () => {
  it("has everything said so far, the node that said it, and no id of its own", () => {
    const event = parseRetellEvent({
      event: "transcript_updated",
      call: {
        call_id: "call_a444",
        call_status: "ongoing",
        start_timestamp: 1772660000123,
        transcript_with_tool_calls: [
          { role: "agent", content: "Before any node", words: [] },
          { role: "node_transition", former_node_name: "", new_node_name: "Greeting" },
          { role: "agent", content: "Hi", words: [{ word: "Hi", start: 0.5, end: 0.9 }] },
          { role: "user", content: "Book me", words: [] },
          { role: "agent", content: "When?", words: [] },
          { role: "node_transition", former_node_name: "Greeting", new_node_name: 7 },
          { role: "agent", content: "Bye", words: [] },
        ],
      },
    });
    expect(event).toMatchObject({
      type: "transcript_updated",
      eventId: null,
      call: { voiceCallId: "call_a444", status: "ongoing", endedAt: null },
    });
    expect(event.type === "transcript_updated" && event.call.turns).toEqual([
      { role: "agent", text: "Before any node", startSeconds: null, endSeconds: null },
      { role: "agent", text: "Hi", startSeconds: 0.5, endSeconds: 0.9, node: "Greeting" },
      { role: "caller", text: "Book me", startSeconds: null, endSeconds: null },
      { role: "agent", text: "When?", startSeconds: null, endSeconds: null, node: "Greeting" },
      { role: "agent", text: "Bye", startSeconds: null, endSeconds: null },
    ]);
  });

  it("names its call", () => {
    expect(() => parseRetellEvent({ event: "transcript_updated", call: {} })).toThrow(WebhookRefused);
  });
});

describe("Retell's own shape", () => {
  it("is read completely", () => {
    const event = parseRetellEvent({ event: "call_analyzed", call });
    expect(event).toEqual({
      type: "call_analyzed",
      eventId: "call_analyzed:call_a444",
      call: {
        voiceCallId: "call_a444",
        agentId: "agent_1",
        status: "ended",
        direction: "inbound",
        fromNumber: "+12137771234",
        toNumber: "+12137771235",
        metadata: { call_id: "c1" },
        variables: { business_name: "Acme Dental" },
        startedAt: new Date(1772660000123),
        endedAt: new Date(1772660065123),
        durationMilliseconds: 65_000,
        transcript: "Agent: Hi\nUser: Book me\n",
        turns: [
          { role: "agent", text: "Hi, this", startSeconds: 0.7, endSeconds: 1.1 },
          { role: "caller", text: "Book me", startSeconds: null, endSeconds: null },
          {
            role: "tool_call",
            toolCallId: "tc_1",
            tool: "book_appointment",
            arguments: { date: "2026-03-04" },
          },
          { role: "tool_result", toolCallId: "tc_1", content: '{"ok":1}', isOk: true },
          { role: "person", text: "Front office", startSeconds: null, endSeconds: null },
        ],
        recordingUrl: "https://x/recording.wav",
        disconnectionReason: "user_hangup",
        summary: "Booked.",
        sentiment: "positive",
        isSuccessful: true,
        isVoicemail: false,
        outcome: null,
      },
    });
  });
  it("keeps a reason it has never heard of, and needs no more than the call's id", () => {
    const event = parseRetellEvent({
      event: "call_ended",
      call: { call_id: "c", disconnection_reason: "solar_flare" },
    });
    expect(event).toMatchObject({
      type: "call_ended",
      call: { disconnectionReason: "solar_flare", turns: [] },
    });
  });
  it("takes transcript_object where tools are not told", () => {
    const event = parseRetellEvent({
      event: "call_ended",
      call: { ...call, transcript_with_tool_calls: undefined },
    });
    expect(event).toMatchObject({ call: { turns: [{ role: "agent", text: "Hi" }] } });
  });
  it("calls other events unknown, and one of ours without its call malformed", () => {
    expect(parseRetellEvent({ event: "transfer_started", call })).toMatchObject({ type: "unknown" });
    expect(() => parseRetellEvent({ event: "call_ended" })).toThrow(WebhookRefused);
    expect(() => parseRetellEvent({ event: "call_ended", call: { call_id: "" } })).toThrow(WebhookRefused);
  });
});

describe("the API document's shape", () => {
  it("is a call that ended", () => {
    const data = {
      conversation_id: "conv_123",
      transcript: "Hello, this is John...",
      outcome: "appointment_scheduled",
    };
    expect(parseRetellEvent({ event_type: "conversation.ended", data })).toMatchObject({
      type: "call_ended",
      eventId: "conversation.ended:conv_123",
      call: {
        voiceCallId: "conv_123",
        transcript: "Hello, this is John...",
        outcome: "appointment_scheduled",
      },
    });
    expect(parseRetellEvent({ event_type: "conversation.started", data })).toMatchObject({ type: "unknown" });
    expect(() => parseRetellEvent({ event_type: "conversation.ended", data: {} })).toThrow(WebhookRefused);
  });
});

describe("whatever comes", () => {
  const fields = fc.dictionary(fc.constantFrom(...Object.keys(call)), fc.jsonValue());
  const body = fc.oneof(
    fc.jsonValue(),
    fc.record({ event: fc.constantFrom("call_started", "call_ended", "call_analyzed"), call: fields }),
    fc.record({ name: fc.string(), call: fields, args: fc.jsonValue() }),
    fc.record({ event_type: fc.constant("conversation.ended"), data: fc.jsonValue() }),
  );
  it.each([
    ["event", parseRetellEvent],
    ["tool request", parseToolRequest],
  ])("as %s is read or refused", (_name, read) => {
    fc.assert(
      fc.property(body, (value) => {
        try {
          read(value);
        } catch (error) {
          expect(error).toBeInstanceOf(WebhookRefused);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("languages", () => {
  it.each([
    ["en-US", "en-US"],
    ["en", "en-US"],
    ["pt", "pt-BR"],
    ["fr_CA", "fr-CA"],
    ["de-AT", "de-DE"],
    ["tlh", "multi"],
    ["", "multi"],
  ])("%s is spoken as %s", (tag, language) => {
    expect(retellLanguage(tag)).toBe(language);
  });
});
