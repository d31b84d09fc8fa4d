import { describe, expect, it } from "vitest";
import { type CallDetail, turnReason } from "@/lib/domain/calls";
import { at } from "./call-story";

type Turn = CallDetail["turns"][number];
type ToolCall = CallDetail["toolCalls"][number];

const turns = (...spoken: [sender: Turn["sender"], content: string, why?: string][]): Turn[] =>
  spoken.map(([sender, content, why], position) => ({
    position,
    sender,
    content,
    why: why ?? null,
    sentAt: at(position),
    offsetSeconds: null,
    endOffsetSeconds: null,
  }));

const used = (tool: string, turnsBefore: number | null, more: Partial<ToolCall> = {}): ToolCall => ({
  id: `${tool}-${turnsBefore}`,
  tool,
  arguments: {},
  result: {},
  receipt: null,
  error: null,
  durationMilliseconds: 3,
  turnsBefore,
  createdAt: at(0),
  ...more,
});

const found = used("answer_question", 2, {
  arguments: { question: "Do you take new patients?" },
  result: {
    found: true,
    answer: "Yes.",
    source: { kind: "faq", id: "f1", question: "New patients?", isVerified: true },
    relevance: 0.87,
  },
});

const SPOKEN = turns(
  ["agent", "Harbor Dental, how can I help?"],
  ["customer", "Hi! Do you take new patients?"],
  ["agent", "One moment."],
  ["agent", "Yes."],
  ["customer", "Book me in."],
  ["agent", "When?"],
);

describe("why something was said", () => {
  it("is the answer that was looked up since the caller spoke, for each turn until they speak again", () => {
    const call = { turns: SPOKEN, toolCalls: [found, used("check_availability", 5)] };
    const fromFaq = {
      question: "Do you take new patients?",
      source: { kind: "faq", question: "New patients?", isVerified: true },
      relevance: 0.87,
      toolCalls: [found],
      explanation: "",
    };
    expect(turnReason(call, 2)).toEqual(fromFaq);
    expect(turnReason(call, 3)).toEqual(fromFaq);
    expect(turnReason(call, 5)).toMatchObject({
      question: "Book me in.",
      source: null,
      toolCalls: [{ tool: "check_availability" }],
    });
  });

  it("is not known where nothing was looked up and the agent gave no reason", () => {
    expect(turnReason({ turns: SPOKEN, toolCalls: [] }, 3)).toEqual({
      question: "Hi! Do you take new patients?",
      source: null,
      relevance: null,
      toolCalls: [],
      explanation: "",
    });
    expect(turnReason({ turns: SPOKEN, toolCalls: [used("capture_lead", null)] }, 0)).toMatchObject({
      question: null,
      toolCalls: [],
    });
  });

  it("is what the agent's own record says, beside the source that proves it", () => {
    const told = turns(
      ["agent", "Hello.", "rule:greeting"],
      ["customer", "New patients? And book me in."],
      ["agent", "Yes. When?", "faq:f1; rule:ask-when"],
    );
    expect(turnReason({ turns: told, toolCalls: [] }, 0).explanation).toBe("It greeted the caller.");
    expect(turnReason({ turns: told, toolCalls: [found] }, 2)).toMatchObject({
      source: { kind: "faq" },
      explanation: "It needs to know the day and time.",
    });
    expect(turnReason({ turns: told, toolCalls: [] }, 2).explanation).toBe(
      "From an answer you wrote. It needs to know the day and time.",
    );
  });

  it("takes no word of a tool's answer that has another shape", () => {
    const odd = used("answer_question", 2, { arguments: null, result: { source: { kind: "oracle" } } });
    expect(turnReason({ turns: SPOKEN, toolCalls: [odd] }, 3)).toMatchObject({
      question: "Hi! Do you take new patients?",
      source: null,
      toolCalls: [{ tool: "answer_question" }],
    });
  });
});
