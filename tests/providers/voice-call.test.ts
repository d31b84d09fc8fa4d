import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { runScript } from "@/lib/providers/emulators";
import { parseRetellEvent } from "@/lib/providers/retell/events";
import { receiveToolRequest } from "@/lib/providers/retell/verify";
import { ring, start } from "./answering-app";

describe("a call from end to end", () => {
  it("is greeted, talks, uses a signed tool, and is told by both vendors", async () => {
    const receipt = { kind: "appointment", id: "appt-1" };
    const { vendors, state } = await start({
      answer: (request) =>
        request.path === "/api/tools/book_appointment"
          ? { status: 200, json: { result: { startsAt: "9:00" }, receipt } }
          : undefined,
    });
    const call = ring(vendors);
    const heard = await runScript(call, [
      "I need an appointment please",
      "call book_appointment",
      "thank you",
      "bye",
    ]);
    expect(await call.ended).toEqual({ reason: "agent_hangup" });
    await call.settled();

    expect(heard.map(({ text }) => text)).toEqual([
      "You said: I need an appointment please",
      "You said: call book_appointment",
      "You said: thank you",
      "You said: bye",
    ]);
    expect(heard[1]?.toolCalls).toEqual([
      {
        tool: "book_appointment",
        arguments: { said: "call book_appointment" },
        answer: { ok: true, result: { startsAt: "9:00" }, receipt },
      },
    ]);
    expect(call.transcript[0]).toEqual({
      role: "agent",
      text: "Thanks for calling Harbor Dental.",
      toolCalls: [],
    });
    expect(call.transcript).toHaveLength(9);

    const asked = vendors.app.requests.find(({ path }) => path.startsWith("/api/tools/"));
    const request = await receiveToolRequest({
      rawBody: JSON.stringify(asked?.body),
      headers: asked?.headers ?? {},
      keys: [vendors.emulators.retell.apiKey],
      now: new Date(),
    });
    expect(request).toMatchObject({
      tool: "book_appointment",
      arguments: { said: "call book_appointment" },
      call: { metadata: { call_id: "our-call" }, fromNumber: "+12025550133", status: "ongoing" },
    });

    expect(state.telephony.map(({ type }) => type)).toEqual([
      "call.initiated",
      "call.answered",
      "call.initiated",
      "call.answered",
      "call.bridged",
      "call.bridged",
      "call.hangup",
      "call.hangup",
    ]);
    expect(new Set(state.telephony.map(({ eventId }) => eventId)).size).toBe(8);
    const types = state.voice.map(({ type }) => type);
    expect(types.filter((type) => type !== "transcript_updated")).toEqual([
      "call_started",
      "call_ended",
      "call_analyzed",
    ]);
    expect(types.slice(0, 3)).toEqual(["call_started", "transcript_updated", "transcript_updated"]);
    const lengths = state.voice.flatMap((event) =>
      event.type === "transcript_updated"
        ? [event.call.turns.filter(({ role }) => role === "agent" || role === "caller").length]
        : [],
    );
    expect(lengths).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 9]);
  });

  it("reports what was said, how long it takes aloud, and a recording of that length", async () => {
    const { vendors, state } = await start();
    const call = ring(vendors);
    await runScript(call, ["call answer_question", "great thanks"]);
    await call.hangUp();
    await call.settled();
    const analyzed = state.voice.at(-1);
    if (analyzed?.type !== "call_analyzed") throw new Error("not analyzed");
    const { call: told } = analyzed;
    expect(told.disconnectionReason).toBe("user_hangup");
    expect(told.transcript).toContain("User: great thanks\nAgent: You said: great thanks\n");
    expect(told.turns.map(({ role }) => role)).toEqual([
      "agent",
      "caller",
      "tool_call",
      "tool_result",
      "agent",
      "caller",
      "agent",
    ]);
    expect(told).toMatchObject({ isSuccessful: true, sentiment: "positive", isVoicemail: false });
    const words = told.turns.flatMap((turn) => ("text" in turn ? turn.text.split(" ") : [])).length;
    const expected = words * 400 + 5 * 600;
    expect(told.durationMilliseconds).toBe(expected);
    expect((told.endedAt?.getTime() ?? 0) - (told.startedAt?.getTime() ?? 0)).toBe(expected);
    const recording = Buffer.from(await (await fetch(told.recordingUrl ?? "")).arrayBuffer());
    expect(recording.subarray(0, 4).toString("ascii")).toBe("RIFF");
    expect(recording.readUInt32LE(40)).toBe((expected / 1000) * 8000 * 2);
    expect(recording.subarray(44).some((byte) => byte !== 0)).toBe(true);
    const hangups = state.telephony.filter((event) => event.type === "call.hangup");
    for (const event of hangups)
      expect(event.endedAt?.getTime()).toBeGreaterThanOrEqual(told.endedAt?.getTime() ?? 0);
  });

  it("does not call a conversation without any result a success", async () => {
    const { vendors, state } = await start();
    const call = ring(vendors);
    await runScript(call, ["this is terrible and useless"]);
    await call.hangUp();
    await call.settled();
    expect(state.voice.at(-1)).toMatchObject({ call: { isSuccessful: false, sentiment: "negative" } });
  });
});

describe("callers who do not get through", () => {
  it("hear the text that is read out when there is no voice agent", async () => {
    const { vendors, state } = await start({ refusesVoice: true });
    const call = ring(vendors, null);
    await call.connected;
    expect(await call.ended).toEqual({ reason: "app_hangup" });
    await call.settled();
    expect(call.transcript).toEqual([{ role: "agent", text: "We will call you back.", toolCalls: [] }]);
    expect(state.telephony[0]).toMatchObject({ leg: { fromNumber: null } });
    expect(state.voice).toEqual([]);
  });
  it("who hang up while it rings are told as such", async () => {
    const { vendors, state } = await start({ telnyx: { ringMilliseconds: 10_000 } });
    const call = ring(vendors);
    await call.hangUp();
    await expect(call.connected).rejects.toThrow(/caller_hangup/);
    await expect(call.say("hello")).rejects.toThrow();
    await call.settled();
    expect(state.telephony.at(-1)).toMatchObject({
      type: "call.hangup",
      cause: "originator_cancel",
      source: "caller",
    });
  });
  it("stay on the line when the SIP address is nobody's, and a registration is good for one call", async () => {
    const { vendors, state } = await start();
    const first = ring(vendors);
    await first.connected;
    const dialled = () =>
      state.telephony.flatMap((event) =>
        event.type === "call.initiated" && event.direction === "outgoing" ? [event.leg.to ?? ""] : [],
      );
    await expect.poll(dialled).toEqual([expect.stringMatching(/^sip:call_\w+@sip\.retellai\.com/)]);
    const [used = ""] = dialled();
    const second = ring(vendors);
    await second.connected;
    await vendors.telephony.transfer(second.callControlId, { to: used, commandId: randomUUID() });
    await expect
      .poll(() => state.telephony.find((event) => event.type === "call.hangup"))
      .toMatchObject({ cause: "not_found", sipCause: "404" });
    expect(second.hasEnded).toBe(false);
    expect((await second.say("still there?")).text).toBe("You said: still there?");
  });
});

describe("putting a caller through to a number", () => {
  const number = "+12025550199";
  it("bridges to the person and lets the voice agent go", async () => {
    const { vendors, state } = await start();
    vendors.emulators.telnyx.destinations.set(number, { outcome: "answered", says: "Front office." });
    const call = ring(vendors);
    await call.connected;
    await vendors.telephony.transfer(call.callControlId, {
      to: number,
      commandId: randomUUID(),
      timeoutSeconds: 20,
    });
    await expect.poll(() => call.transcript.at(-1)).toMatchObject({ role: "person", text: "Front office." });
    expect(call.hasEnded).toBe(false);
    expect(await call.say("Hi Maria")).toEqual({ text: "", toolCalls: [] });
    await call.hangUp();
    await call.settled();
    expect(state.voice.map(({ type }) => type).filter((type) => type !== "transcript_updated")).toEqual([
      "call_started",
      "call_ended",
      "call_analyzed",
    ]);
    expect(state.telephony.filter(({ type }) => type === "call.hangup")).toHaveLength(3);
  });
  it.each([
    ["busy", "user_busy"],
    ["no_answer", "no_answer"],
    ["failed", "call_rejected"],
  ] as const)("%s ends only the second leg", async (outcome, cause) => {
    const { vendors, state } = await start();
    vendors.emulators.telnyx.destinations.set(number, { outcome });
    const call = ring(vendors);
    await call.connected;
    await vendors.telephony.transfer(call.callControlId, { to: number, commandId: randomUUID() });
    await expect
      .poll(() => state.telephony.find((event) => event.type === "call.hangup"))
      .toMatchObject({ cause, leg: { toNumber: number } });
    expect((await call.say("hello?")).text).toBe("You said: hello?");
  });
});

describe("an agent that says goodbye while a person's phone rings", () => {
  const number = "+12025550199";
  const farewell = async (outcome: "answered" | "busy") => {
    const { vendors } = await start({ telnyx: { ringMilliseconds: 150 } });
    vendors.emulators.telnyx.destinations.set(number, { outcome });
    const call = ring(vendors);
    await call.connected;
    await vendors.telephony.transfer(call.callControlId, { to: number, commandId: randomUUID() });
    await call.say("bye");
    expect(call.hasEnded).toBe(false);
    return call;
  };
  it("leaves the caller on the line for the person", async () => {
    const call = await farewell("answered");
    await expect.poll(() => call.transcript.at(-1)?.role).toBe("person");
    await call.hangUp();
  });
  it("leaves the caller's leg up when nobody comes, for the app to deal with", async () => {
    const call = await farewell("busy");
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(call.hasEnded).toBe(false);
    await call.hangUp();
  });
});

describe("the record of a call", () => {
  it("can be fetched from the vendor too", async () => {
    const { vendors, state } = await start();
    const call = ring(vendors);
    await runScript(call, ["hello there my friend"]);
    await call.hangUp();
    await call.settled();
    const last = state.voice.at(-1);
    const id = last && "call" in last ? last.call.voiceCallId : "";
    const { Retell } = await import("retell-sdk");
    const sdk = new Retell({
      apiKey: vendors.emulators.retell.apiKey,
      baseURL: vendors.emulators.retell.baseUrl,
    });
    const fetched = await sdk.call.retrieve(id);
    expect(parseRetellEvent({ event: "call_analyzed", call: fetched })).toEqual(last);
  });
});
