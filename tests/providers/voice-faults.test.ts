import { describe, expect, it } from "vitest";
import type { Brain } from "@/lib/providers/emulation/brain";
import type { TestVendors } from "../support/vendors";
import { ring, start } from "./answering-app";

describe("a brain that breaks", () => {
  it("ends the call with an error instead of silence", async () => {
    const brain = (): Brain => ({
      open: async () => ({ text: "Hello.", toolCalls: [], hasEnded: false, why: "" }),
      hear: async () => {
        throw new Error("lost my mind");
      },
      told: async () => ({ text: "", toolCalls: [], hasEnded: false, why: "" }),
    });
    const { vendors, state } = await start({ brain });
    const call = ring(vendors);
    expect((await call.say("hi")).text).toBe("");
    await call.settled();
    expect(state.voice.at(-1)).toMatchObject({
      call: { disconnectionReason: "error_unknown", isSuccessful: false },
    });
  });
});

describe("webhooks that go wrong", () => {
  it("are repeated with the same event id and a fresh signature until the app answers", async () => {
    let failures = 2;
    const { vendors, state } = await start({
      answer: (request) => {
        if (!request.path.startsWith("/api/webhooks/") || failures === 0) return undefined;
        failures -= 1;
        return { status: 503, json: {} };
      },
    });
    const call = ring(vendors);
    await call.connected;
    const first = vendors.emulators.telnyx.deliveries
      .filter(({ event }) => event === "call.initiated")
      .slice(0, 3);
    expect(first.map(({ status, attempt }) => [attempt, status])).toEqual([
      [1, 503],
      [2, 503],
      [3, 200],
    ]);
    const ids = first.map(({ rawBody }) => JSON.parse(rawBody).data.id);
    expect(new Set(ids).size).toBe(1);
    expect(state.telephony[0]?.eventId).toBe(ids[0]);
  });
  it("Telnyx does not repeat what was refused with 401; Retell does, three times", async () => {
    const { vendors } = await start({
      answer: (request) => (request.path === "/api/webhooks/retell" ? { status: 401, json: {} } : undefined),
    });
    const call = ring(vendors);
    await call.connected;
    await call.hangUp();
    await call.settled();
    const started = vendors.emulators.retell.deliveries.filter(({ event }) => event === "call_started");
    expect(started.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);

    const refusing = await start({
      answer: (request) => (request.path === "/api/webhooks/telnyx" ? { status: 401, json: {} } : undefined),
    });
    const lost = ring(refusing.vendors);
    await lost.hangUp();
    await lost.settled();
    expect(refusing.vendors.emulators.telnyx.deliveries.map(({ attempt }) => attempt)).toEqual([1, 1]);
  });
  it("come twice, swapped, late, lost or not at all when told so", async () => {
    const { vendors, state } = await start();
    const { faults } = vendors.emulators.retell;
    const told = async () => {
      state.voice.length = 0;
      const call = ring(vendors);
      await call.connected;
      await call.hangUp();
      await call.settled();
      return state.voice.map(({ type }) => type).filter((type) => type !== "transcript_updated");
    };
    faults.set({ match: "call_ended", mode: "duplicate", times: 1 });
    expect(await told()).toEqual(["call_started", "call_ended", "call_ended", "call_analyzed"]);
    faults.set({ match: "call_ended", mode: "reorder", times: 1 });
    expect(await told()).toEqual(["call_started", "call_analyzed", "call_ended"]);
    faults.set({ match: "call_started", mode: "delay", milliseconds: 700, times: 1 });
    expect(await told()).toEqual(["call_ended", "call_analyzed", "call_started"]);
    faults.set({ match: "call_ended", mode: "drop", times: 1 });
    expect(await told()).toEqual(["call_started", "call_analyzed"]);
    faults.set({ match: /^call_started$/, mode: "fail", times: 1 });
    expect((await told()).sort()).toEqual(["call_analyzed", "call_ended", "call_started"]);
    expect(await told()).toEqual(["call_started", "call_ended", "call_analyzed"]);
  });
});

describe("tools that go wrong", () => {
  const ask = async (vendors: TestVendors) => {
    const call = ring(vendors);
    await call.connected;
    const [used] = (await call.say("call book_appointment")).toolCalls;
    return used?.answer;
  };
  it("are asked once more, and their failure is told to the brain", async () => {
    let asked = 0;
    const { vendors } = await start({
      answer: (request) => {
        if (!request.path.startsWith("/api/tools/")) return undefined;
        asked += 1;
        return { status: 500, json: { error: "no" } };
      },
    });
    expect(await ask(vendors)).toMatchObject({ ok: false, error: expect.stringContaining("500") });
    expect(asked).toBe(2);
  });
  it("are asked twice at once when told so", async () => {
    const { vendors } = await start();
    vendors.emulators.retell.faults.set({
      on: "tool",
      match: "book_appointment",
      mode: "duplicate",
      times: 1,
    });
    expect(await ask(vendors)).toEqual({ ok: true, result: {}, receipt: null });
    expect(vendors.app.requests.filter(({ path }) => path.startsWith("/api/tools/"))).toHaveLength(2);
  });
  it("that the agent does not have are not called", async () => {
    const { vendors } = await start();
    const call = ring(vendors);
    await call.connected;
    expect((await call.say("call launch_rocket")).toolCalls[0]?.answer).toMatchObject({ ok: false });
  });
});
