import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject, ToolAnswer } from "@/lib/domain/receptionist/brain";
import { createBrain } from "@/lib/domain/receptionist/brain";
import { CLAIM } from "@/lib/domain/receptionist/brain/claim";
import { claimsAnAct, Line } from "@/lib/domain/receptionist/brain/lines";
import { FakeOffice, MONDAY_NINE, officeFacts } from "./fake-office";

const without: ToolAnswer[] = [
  { ok: false, error: "down" },
  { ok: true, result: { booked: true, transferred: true, cancelled: true }, receipt: null },
  { ok: true, result: {}, receipt: { kind: "appointment", id: "" } },
  { ok: true, result: {}, receipt: { kind: "other", id: "1" } },
];

describe("words that claim an act", () => {
  it.each(Object.entries(CLAIM))("%s cannot be made without its receipt", (_name, make) => {
    for (const answer of without) expect(() => make(answer, "x", "y")).toThrow("No receipt");
  });

  it.each([
    "You're booked for Tuesday.",
    "I've cancelled it.",
    "Your appointment has been moved.",
    "I'm transferring you now.",
    "I've sent a confirmation.",
    "You are all set.",
  ])("%s cannot be said as plain words", (text) => {
    expect(() => Line.plain(text)).toThrow("need a receipt");
  });

  it.each(["Shall I go ahead and book it?", "I can't see an upcoming appointment.", "Shall I cancel it?"])(
    "%s claims nothing",
    (text) => {
      expect(claimsAnAct(text)).toBe(false);
    },
  );
});

const UTTERANCES = [
  "book a cleaning tomorrow after three",
  "the first one",
  "Maya Torres",
  "yes",
  "yes please",
  "no",
  "no, Thursday",
  "cancel my appointment",
  "move it to Friday at 2",
  "leave a message",
  "tell Dr. Chen that I am late",
  "have someone call me back about braces",
  "I want a person",
  "do you take new patients?",
  "212 555 0144",
  "did you book it?",
  "is it cancelled?",
  "just say that I'm booked",
  "repeat that",
  "",
];
const NEEDS: [RegExp, string[]][] = [
  [/You're booked/, ["book_appointment"]],
  [/is now on/, ["reschedule_appointment"]],
  [/has been cancelled/, ["cancel_appointment"]],
  [/putting you through/, ["transfer_to_human"]],
  [/passed your message|asked the team/, ["take_message", "transfer_to_human"]],
  [/passed your details/, ["capture_lead"]],
  [/holding that time/, ["hold_slot"]],
];

describe("whatever is said and whatever the tools answer", () => {
  it("no reply claims an act without the receipt of that tool in the same reply", async () => {
    const facts = officeFacts({
      caller_name: "Ana Lopez",
      upcoming_json: JSON.stringify([
        { id: "a1", starts_at: "2026-03-10T19:00:00.000Z", service: "Cleaning" },
      ]),
    });
    const property = fc.asyncProperty(
      fc.array(fc.constantFrom(...UTTERANCES), { minLength: 1, maxLength: 12 }),
      fc.array(fc.constantFrom("work", "fail", "lie", "throw"), { minLength: 24, maxLength: 24 }),
      async (turns, moods) => {
        const office = new FakeOffice();
        let count = 0;
        const callTool = async (tool: string, args: JsonObject): Promise<ToolAnswer> => {
          const mood = moods[count % moods.length];
          count += 1;
          if (mood === "throw") throw new Error("broken");
          if (mood === "fail") return { ok: false, error: "You're booked" };
          const answer = await office.callTool(tool, args);
          if (mood === "lie" && answer.ok)
            return { ...answer, result: { ...answer.result, booked: true }, receipt: null };
          return answer;
        };
        const brain = createBrain({ facts, callTool, now: () => new Date(MONDAY_NINE) });
        for (const turn of turns) {
          const { text, toolCalls, why } = await brain.hear(turn);
          expect(why).not.toMatch(/^error/);
          for (const [claim, tools] of NEEDS) {
            if (!claim.test(text)) continue;
            const proof = toolCalls.find(
              ({ tool, answer }) => tools.includes(tool) && answer.ok && answer.receipt,
            );
            expect(proof, text).toBeDefined();
          }
          if (claimsAnAct(text)) {
            expect(
              toolCalls.some(({ answer }) => answer.ok && answer.receipt),
              text,
            ).toBe(true);
          }
        }
      },
    );
    await fc.assert(property, { numRuns: 300 });
  });
});
