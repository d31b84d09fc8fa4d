import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holds } from "@/lib/domain/scenarios/judge";
import { simulatedCaller } from "@/lib/domain/scenarios/simulated-caller";
import { scenarioOf } from "./practice";

const ENDS = [{ kind: "ends" as const }];
const GOODBYE = "No, that's all, thank you. Goodbye.";

const ASKED = [
  null,
  "service",
  "when",
  "slot",
  "name",
  "phone",
  "email",
  "book_confirm",
  "message_text",
  "anything_else",
] as const;

describe("the simulated caller", () => {
  it("says the opening, answers what is asked, else the next line, then goodbye, then nothing", () => {
    const caller = simulatedCaller(
      scenarioOf({
        opening: "Hello.",
        lines: ["One more thing.", "And another."],
        answers: { when: "Tomorrow." },
        expectations: ENDS,
      }),
    );
    const heard = (
      ["about_appointment", "name", "when", "service", "email", null, "anything_else", null] as const
    ).map((asked) => caller.next(asked));
    expect(heard).toEqual([
      "Hello.",
      "My name is Maya Torres.",
      "Tomorrow.",
      "One more thing.",
      "No e-mail, thank you.",
      "And another.",
      GOODBYE,
      null,
    ]);
  });

  it("who rang before says the same words again, whatever is asked", () => {
    const caller = simulatedCaller(
      scenarioOf({ opening: "Hi", lines: ["Two", "Three"], isVerbatim: true, expectations: ENDS }),
    );
    expect([caller.next("name"), caller.next("name"), caller.next(null), caller.next("name")]).toEqual([
      "Hi",
      "Two",
      "Three",
      "My name is Maya Torres.",
    ]);
  });

  it("comes to an end, whatever the receptionist asks and however often", () => {
    const lines = fc.array(fc.constantFrom("Well.", "So?"), { maxLength: 5 });
    fc.assert(
      fc.property(
        fc.infiniteStream(fc.constantFrom(...ASKED)),
        lines,
        fc.boolean(),
        (questions, spoken, isVerbatim) => {
          const scenario = scenarioOf({ opening: "Hi", lines: spoken, isVerbatim, expectations: ENDS });
          const caller = simulatedCaller(scenario);
          const said: (string | null)[] = [];
          while (said.at(-1) !== null) said.push(caller.next(questions.next().value ?? null));
          expect(said.at(-2)).toBe(GOODBYE);
          expect(said.length).toBeLessThanOrEqual(spoken.length + ASKED.length * 4 + 3);
        },
      ),
    );
  });
});

describe("a wording", () => {
  it("is found as a phrase in whole words, or as a topic in any wording", () => {
    const reply = "We’re open Monday to Friday, 9 AM to 5 PM. Cleanings cost $120.";
    const phrase = (text: string) => holds(reply, { text, match: "phrase" });
    const topic = (text: string) => holds(reply, { text, match: "topic" });
    expect([phrase("we're OPEN monday"), phrase("Mon"), phrase("5 PM. Cleanings")]).toEqual([
      true,
      false,
      true,
    ]);
    expect([topic("the price of a cleaning"), topic("parking"), topic("the")]).toEqual([true, false, false]);
  });
});
