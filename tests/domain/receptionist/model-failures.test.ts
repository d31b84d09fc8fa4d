import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createReceptionist } from "@/lib/domain/receptionist";
import type { ToolUse } from "@/lib/domain/receptionist/brain";
import { MODEL_LIMITS, type StartTimer } from "@/lib/domain/receptionist/model-brain/limits";
import { newMemory, trim } from "@/lib/domain/receptionist/model-brain/memory";
import { createModel } from "@/lib/providers/model/client";
import type { EmulatedMind, EmulatedStep } from "@/lib/providers/model/emulator";
import { startTestModel, type TestModel } from "../../support/model";
import { FakeOffice, MONDAY_NINE, officeFacts } from "./fake-office";
import { AVAILABILITY, BOOK, type Desk, HOLD, openDesk as openDeskOf, PROMPT } from "./model-desk";

let vendor: TestModel;
beforeAll(async () => {
  vendor = await startTestModel();
});
afterAll(() => vendor.close());

/** A desk whose model plays what it is told. */
function openDesk(mind: EmulatedMind | EmulatedStep[], options: Parameters<typeof openDeskOf>[1] = {}): Desk {
  vendor.emulator.plays(mind);
  return openDeskOf(vendor, options);
}

const sent = () => vendor.emulator.requests.at(-1);
const lastContent = () => sent()?.messages.at(-1)?.content ?? "";

describe("a model that fails", () => {
  it.each<[string, EmulatedStep, string]>([
    ["answers 429", { status: 429 }, "vendor"],
    ["answers 500", { status: 500 }, "vendor"],
    ["says nothing", {}, "empty"],
    ["breaks off", { say: "You're bo", trouble: "cut" }, "vendor"],
    ["sends garbage", { say: "You're bo", trouble: "garbage" }, "vendor"],
    ["never finishes", { say: "You're bo", trouble: "no-finish" }, "vendor"],
  ])("%s: the call goes on", async (_name, step, takenOver) => {
    const desk = openDesk([step]);
    const reply = await desk.say("book a cleaning tomorrow at 3");
    expect(reply.text).toMatch(/Tuesday, March 3 at 3 PM/);
    expect(reply.text).not.toContain("You're bo");
    expect(desk.uses).toMatchObject([{ takenOver }]);
    expect((await desk.say("Maya Torres")).text).toMatch(/number ending in 0123/);
    expect((await desk.say("yes")).text).toMatch(/Shall I go ahead and book it/);
    expect((await desk.say("yes")).text).toMatch(/You're booked for a cleaning on Tuesday, March 3 at 3 PM/);
    expect(desk.office.booked).toHaveLength(1);
  });

  it.each(["first", "whole"] as const)("stalls: given up when the %s deadline passes", async (which) => {
    const timers: { milliseconds: number; fire: () => void }[] = [];
    const startTimer: StartTimer = (milliseconds, fire) => {
      timers.push({ milliseconds, fire });
      return () => undefined;
    };
    const stalled = vendor.emulator.stalled();
    const desk = openDesk([{ say: "Well. Hm", trouble: "stall" }], { startTimer });
    const reply = desk.say("book a cleaning tomorrow at 3");
    await stalled;
    const { firstSignMilliseconds, turnMilliseconds } = MODEL_LIMITS;
    const wanted = which === "first" ? firstSignMilliseconds : turnMilliseconds;
    timers.find(({ milliseconds }) => milliseconds === wanted)?.fire();
    expect((await reply).text).toMatch(/Tuesday, March 3 at 3 PM/);
    expect(desk.uses).toMatchObject([{ takenOver: "timeout" }]);
  });

  it("after an act: the act is told, not done again", async () => {
    const desk = openDesk([{ calls: [AVAILABILITY] }, { calls: [BOOK] }, { status: 500 }]);
    const reply = await desk.say("yes, book it");
    expect(reply.text).toBe(
      "You're booked for a cleaning on Tuesday, March 3 at 3 PM. Is there anything else I can help with?",
    );
    vendor.emulator.plays([{ status: 500 }]);
    expect((await desk.say("no, that's all")).text).toMatch(/Goodbye/);
    expect(desk.office.booked).toHaveLength(1);
  });

  it("after it held a time: the built-in receptionist goes on with that time", async () => {
    const desk = openDesk([
      { calls: [AVAILABILITY] },
      { calls: [HOLD] },
      { say: "3 PM tomorrow it is. May I have your full name?" },
      { status: 503 },
    ]);
    await desk.say("a cleaning tomorrow at 3");
    expect((await desk.say("Maya Torres")).text).toMatch(/Thank you, Maya.*number ending in 0123/);
    await desk.say("yes");
    expect((await desk.say("yes")).text).toMatch(/You're booked for a cleaning on Tuesday, March 3 at 3 PM/);
    expect(desk.office.booked).toHaveLength(1);
  });

  it("after it offered times: the caller can pick one", async () => {
    const desk = openDesk([
      { calls: [AVAILABILITY] },
      { say: "I have 10 AM or 3 PM tomorrow." },
      { status: 503 },
    ]);
    await desk.say("a cleaning tomorrow");
    expect((await desk.say("the second one")).text).toMatch(/3 PM, lovely/);
  });

  it("again and again: it is not asked any more in this conversation", async () => {
    const desk = openDesk([{ status: 500 }]);
    const before = vendor.emulator.requests.length;
    for (let turn = 0; turn < 6; turn += 1)
      expect((await desk.say("what are your hours?")).text).toMatch(/9 AM/);
    expect(vendor.emulator.requests.length - before).toBe(MODEL_LIMITS.failuresPerConversation);
    expect(desk.uses).toHaveLength(MODEL_LIMITS.failuresPerConversation);
  });

  it("a tool that throws counts as one that was not reached", async () => {
    const desk = openDesk([{ calls: [AVAILABILITY] }, { say: "One moment, please." }], {
      callTool: () => Promise.reject(new Error("network")),
    });
    expect((await desk.say("tomorrow?")).toolCalls).toMatchObject([
      { answer: { ok: false, error: "network" } },
    ]);
    expect(lastContent()).toMatch(/could not be reached/);
  });
});

describe("what a conversation may cost", () => {
  const step: EmulatedStep = { say: "How can I help?", usage: { prompt: 1000, completion: 100 } };

  it("is counted in tokens and money", async () => {
    const desk = openDesk([step]);
    await desk.say("hm");
    expect(desk.uses).toEqual([
      { model: "emulated-1", inputTokens: 1000, outputTokens: 100, microdollars: 2000, takenOver: null },
    ]);
    expect(desk.brain.state.model).toMatchObject({ turns: 1, inputTokens: 1000, microdollars: 2000 });
  });

  it("is estimated where the vendor does not count", async () => {
    const desk = openDesk([{ say: "How can I help?", usage: null }]);
    await desk.say("hm");
    expect(desk.uses[0]?.inputTokens).toBeGreaterThan(500);
    expect(desk.uses[0]?.outputTokens).toBe(4);
  });

  it.each([
    ["turns", { turnsPerConversation: 2 }],
    ["tokens", { tokensPerConversation: 2000 }],
    ["money", { microdollarsPerConversation: 3000 }],
  ])("ends with its %s: the built-in receptionist goes on", async (_name, limits) => {
    const desk = openDesk([step], { limits });
    const before = vendor.emulator.requests.length;
    for (let turn = 0; turn < 4; turn += 1) await desk.say("what are your hours?");
    expect(vendor.emulator.requests.length - before).toBe(2);
    expect(desk.heard.at(-1)).toMatch(/9 AM/);
  });

  it("a long conversation stays small, and forgets no receipt", () => {
    const memory = newMemory();
    const use = (id: string | null): ToolUse => ({
      tool: "take_message",
      arguments: {},
      answer: { ok: true, result: {}, receipt: id ? { kind: "task", id } : null },
    });
    memory.uses.push(use("first"), ...Array.from({ length: 90 }, () => use(null)));
    for (let turn = 0; turn < 90; turn += 1) {
      memory.messages.push(
        { role: "receptionist", text: `${turn}`, requests: [] },
        { role: "caller", text: `${turn}` },
      );
    }
    trim(memory);
    expect(memory.uses).toHaveLength(40);
    expect(memory.uses[0]).toEqual(use("first"));
    expect(memory.messages.length).toBeLessThanOrEqual(60);
    expect(memory.messages[0]?.role).toBe("caller");
    expect(memory.messages.at(-1)).toEqual({ role: "caller", text: "89" });
  });

  it("an endless reply is cut", async () => {
    const desk = openDesk([{ say: "Please take your time. ".repeat(60) }]);
    expect((await desk.say("hm")).text.length).toBeLessThanOrEqual(MODEL_LIMITS.replyCharacters);
  });
});

describe("which receptionist speaks", () => {
  const office = new FakeOffice();
  const input = {
    prompt: PROMPT,
    facts: officeFacts(),
    callTool: office.callTool,
    now: () => new Date(MONDAY_NINE),
    log: { warn: () => undefined },
  };

  it("the model where one is set up, else the built-in one", async () => {
    vendor.emulator.plays([{ say: "Hello from the model." }]);
    const worded = createReceptionist({ ...input, model: vendor.model });
    expect((await worded.hear("hello")).text).toBe("Hello from the model.");
    const builtIn = createReceptionist({ ...input, model: createModel(null) });
    expect((await builtIn.hear("hello")).text).toMatch(/How can I help/);
  });
});
