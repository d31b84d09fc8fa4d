import { describe, expect, it } from "vitest";
import type { BrainToolCall } from "@/lib/providers/emulation/brain";
import { analyse } from "@/lib/providers/retell/analysis";

const used = (
  tool: string,
  args: BrainToolCall["arguments"],
  result: BrainToolCall["arguments"],
  kind?: string,
): BrainToolCall => ({
  tool,
  arguments: args,
  answer: { ok: true, result, receipt: kind ? { kind, id: "1" } : null },
});
const question = (text: string, found = true) => used("answer_question", { question: text }, { found });
const booking = used(
  "book_appointment",
  { name: "Maya Torres", service: "Cleaning" },
  { service: "Cleaning", local: "Tuesday, March 3 at 3:00 PM" },
  "appointment",
);

describe("the summary of a call", () => {
  it.each<[string, string[], BrainToolCall[], string]>([
    [
      "a booking and a question",
      ["Do you take new patients?", "Book a cleaning"],
      [question("Do you take new patients?"), booking],
      "Maya Torres booked an appointment (Cleaning) for Tuesday, March 3 at 3:00 PM. They also asked “Do you take new patients?”.",
    ],
    [
      "a message",
      ["tell them I am late"],
      [used("take_message", { message: "I am late.", name: "Ana" }, { taken_down: true }, "task")],
      "Ana left a message: “I am late”.",
    ],
    [
      "a move",
      ["move it"],
      [used("reschedule_appointment", {}, { local: "Friday, March 6 at 9:00 AM" }, "appointment")],
      "The caller moved their appointment to Friday, March 6 at 9:00 AM.",
    ],
    [
      "a transfer that found nobody",
      ["a person please"],
      [used("transfer_to_human", {}, {}, "task")],
      "The caller asked for a person, and nobody was free.",
    ],
    [
      "a question without an answer",
      ["do you fix bicycles"],
      [question("do you fix bicycles", false)],
      "There was no answer to “do you fix bicycles”.",
    ],
    [
      "nothing that came to anything",
      ["just checking the line"],
      [],
      "The caller said “just checking the line”. Nothing was booked or taken down.",
    ],
    ["silence", [], [], "The caller said nothing."],
    [
      "a tool that failed",
      ["book me in"],
      [{ tool: "book_appointment", arguments: {}, answer: { ok: false, error: "down" } }],
      "The caller said “book me in”. Nothing was booked or taken down. Something the receptionist tried did not work.",
    ],
  ])("%s", (_what, texts, calls, summary) => expect(analyse(texts, calls).call_summary).toBe(summary));
});
