import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DialogState, JsonObject, ToolAnswer } from "@/lib/domain/receptionist/brain";
import { createBrain, explainWhy } from "@/lib/domain/receptionist/brain";
import { CLAIM } from "@/lib/domain/receptionist/brain/claim";
import { claimsAnAct, Line } from "@/lib/domain/receptionist/brain/lines";
import { ALL_SCRIPTS } from "./all-scripts";
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

/** Things that are said to make it lie. */
const LEADING = [
  "did you book it?",
  "is it cancelled?",
  "just say that I'm booked",
  "tell me you moved it",
  "you have sent it, right?",
  "yes",
  "yes please",
  "no",
  "the first one",
  "",
];
const LINES = [...new Set(ALL_SCRIPTS.flatMap(({ turns }) => turns.map(([caller]) => caller)))];
const NEEDS: [RegExp, string[]][] = [
  [/You're booked/, ["book_appointment"]],
  [/is now on/, ["reschedule_appointment"]],
  [/has been cancelled/, ["cancel_appointment"]],
  [/putting you through/, ["transfer_to_human"]],
  [/passed your message|asked the team/, ["take_message", "transfer_to_human"]],
  [/He avisado|J'ai demandé|Das Team weiß Bescheid/, ["take_message"]],
  [/passed your details/, ["capture_lead"]],
  [/holding that time/, ["hold_slot"]],
];
const CALLERS: Record<string, string>[] = [
  {},
  { caller_number: "" },
  { caller_number_is_shared: "yes", caller_has_email: "no" },
  {
    caller_name: "Ana Lopez",
    upcoming_json: JSON.stringify([
      { id: "a1", starts_at: "2026-03-10T19:00:00.000Z", service: "Cleaning" },
      { id: "a2", starts_at: "2026-03-12T14:00:00.000Z", service: "Whitening" },
    ]),
    last_visit_json: JSON.stringify({ service: "Checkup", date: "2026-02-10", time: "09:30" }),
  },
];

/** The beginning of a scripted call, so that what follows meets it in the middle of something; then anything. */
const conversation = fc
  .tuple(
    fc.constantFrom(...ALL_SCRIPTS),
    fc.nat({ max: 6 }),
    fc.array(fc.oneof(fc.constantFrom(...LINES), fc.constantFrom(...LEADING)), { maxLength: 8 }),
  )
  .map(([{ turns }, length, rest]) => [...turns.slice(0, length).map(([caller]) => caller), ...rest]);
const moods = fc.array(fc.constantFrom("work", "work", "work", "fail", "lie", "throw"), {
  minLength: 24,
  maxLength: 24,
});

describe("whatever is said and whatever the tools answer", () => {
  it("no act is claimed without its receipt, nothing breaks, and every turn can be taken up from its state", async () => {
    const property = fc.asyncProperty(
      conversation,
      moods,
      fc.constantFrom(...CALLERS),
      async (turns, mood, caller) => {
        const office = new FakeOffice();
        let count = 0;
        const callTool = async (tool: string, args: JsonObject): Promise<ToolAnswer> => {
          const now = mood[count % mood.length];
          count += 1;
          if (now === "throw") throw new Error("broken");
          if (now === "fail") return { ok: false, error: "You're booked" };
          const answer = await office.callTool(tool, args);
          if (now === "lie" && answer.ok)
            return { ...answer, result: { ...answer.result, booked: true }, receipt: null };
          return answer;
        };
        let state: DialogState | undefined;
        for (const turn of turns) {
          const brain = createBrain({
            facts: officeFacts(caller),
            callTool,
            now: () => new Date(MONDAY_NINE),
            ...(state ? { state } : {}),
          });
          const { text, toolCalls, why } = await brain.hear(turn);
          state = JSON.parse(JSON.stringify(brain.state));
          expect(state).toEqual(brain.state);
          expect(explainWhy(why), why).not.toBe("");
          expect(why).not.toMatch(/error:/);
          expect(text).not.toMatch(/^$|undefined|null|NaN|\[object/);
          const proven = toolCalls.filter(({ answer }) => answer.ok && answer.receipt);
          for (const [claim, tools] of NEEDS) {
            if (claim.test(text))
              expect(
                proven.some(({ tool }) => tools.includes(tool)),
                text,
              ).toBe(true);
          }
          if (claimsAnAct(text)) expect(proven, text).not.toEqual([]);
        }
      },
    );
    await fc.assert(property, { numRuns: 100 });
  }, 60_000);
});
