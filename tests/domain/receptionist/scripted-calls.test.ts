import { describe, expect, it } from "vitest";
import { createBrain, explainWhy } from "@/lib/domain/receptionist/brain";
import { ALL_SCRIPTS } from "./all-scripts";
import { brainOf, FakeOffice, MONDAY_NINE, officeFacts } from "./fake-office";

describe("a scripted call", () => {
  it.each(ALL_SCRIPTS)("$name", async ({ facts, opening, office: prepare, turns, after }) => {
    const office = new FakeOffice();
    prepare?.(office);
    const brain = brainOf(office, facts);
    const first = await brain.open();
    expect(first.text).toContain("Harbor Dental");
    if (opening) expect(first.text).toMatch(opening);
    for (const [caller, expected, ends] of turns) {
      const reply = await brain.hear(caller);
      expect(reply.text, caller).toMatch(expected);
      expect(reply.hasEnded, caller).toBe(ends === "ends");
      expect(reply.why, caller).not.toMatch(/^error/);
      expect(explainWhy(reply.why), reply.why).not.toBe("");
      expect(reply.text).not.toMatch(/undefined|null|NaN|\[object|[*_#`]/);
    }
    after?.(office);
  });
});

describe("a conversation that is put aside", () => {
  it("goes on from its state, which is plain JSON", async () => {
    const office = new FakeOffice();
    let state = brainOf(office).state;
    const say = async (text: string) => {
      const stored = JSON.parse(JSON.stringify(state));
      const now = () => new Date(MONDAY_NINE);
      const brain = createBrain({ facts: officeFacts(), callTool: office.callTool, now, state: stored });
      const reply = await brain.hear(text);
      state = brain.state;
      return reply.text;
    };
    await say("book a cleaning tomorrow at 3");
    await say("Maya Torres");
    await say("yes");
    expect(await say("yes")).toMatch(/You're booked/);
  });

  it("does not talk on after it has ended", async () => {
    const brain = brainOf(new FakeOffice());
    await brain.hear("bye");
    expect(await brain.hear("book a cleaning tomorrow at 3")).toMatchObject({
      hasEnded: true,
      toolCalls: [],
    });
  });
});

describe("tools that fail", () => {
  it.each([
    "check_availability",
    "hold_slot",
    "book_appointment",
    "take_message",
    "answer_question",
    "transfer_to_human",
  ])("%s down: the caller hears no lie and no crash", async (tool) => {
    const office = new FakeOffice();
    office.failing.add(tool);
    const brain = brainOf(office);
    const turns = [
      "do you take new patients",
      "book a cleaning tomorrow at 3",
      "Maya Torres",
      "yes",
      "yes",
      "leave a message",
      "hello there friend",
      "get me a person",
    ];
    for (const turn of turns) {
      const reply = await brain.hear(turn);
      expect(reply.why).not.toMatch(/^error/);
      if (reply.toolCalls.some((call) => call.tool === tool && !call.answer.ok)) {
        expect(reply.text).not.toMatch(/You're booked|passed|putting you through|I've asked/);
      }
    }
  });

  it("thrown errors count as failures", async () => {
    const callTool = async () => {
      throw new Error("network");
    };
    const brain = createBrain({ facts: officeFacts(), callTool, now: () => new Date(MONDAY_NINE) });
    const reply = await brain.hear("book a cleaning tomorrow at 3");
    expect(reply.text).toMatch(/can't get through/);
    expect(reply.toolCalls[0]?.answer).toEqual({ ok: false, error: "network" });
  });
});
