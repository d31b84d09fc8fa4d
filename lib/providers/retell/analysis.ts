import type { Retell } from "retell-sdk";
import type { BrainToolCall } from "../emulation/brain";

type Analysis = NonNullable<Retell.PhoneCallResponse["call_analysis"]>;

const OUTCOMES: Record<string, string> = {
  book_appointment: "An appointment was booked.",
  reschedule_appointment: "An appointment was moved.",
  cancel_appointment: "An appointment was cancelled.",
  capture_lead: "The caller's details were taken down.",
  take_message: "A message was taken.",
  transfer_to_human: "The caller was put through to a person.",
};

const GLAD = /\b(?:thank(?:s| you)|great|perfect|wonderful|lovely|excellent|awesome|appreciate)\b/gi;
const UPSET =
  /\b(?:terrible|awful|ridiculous|angry|upset|useless|worst|unacceptable|complain\w*|frustrat\w*|not happy)\b/gi;

const count = (texts: readonly string[], pattern: RegExp): number =>
  texts.reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0);

function sentimentOf(callerTexts: readonly string[]): Analysis["user_sentiment"] {
  if (callerTexts.length === 0) return "Unknown";
  const balance = count(callerTexts, GLAD) - count(callerTexts, UPSET);
  if (balance === 0) return "Neutral";
  return balance > 0 ? "Positive" : "Negative";
}

/**
 * What is said about a finished call, from what happened in it: outcomes are tools that left a receipt; a
 * call is a success when there is one, or when tools answered and none failed.
 */
export function analyse(callerTexts: readonly string[], toolCalls: readonly BrainToolCall[]): Analysis {
  const done = toolCalls.filter(({ answer }) => answer.ok && answer.receipt !== null);
  const hasFailure = toolCalls.some(({ answer }) => !answer.ok);
  const outcomes = [...new Set(done.flatMap(({ tool }) => OUTCOMES[tool] ?? []))];
  const topic = callerTexts.find((text) => text.trim().split(/\s+/).length > 2) ?? callerTexts[0];
  const opening = topic ? `The caller said: “${topic.trim().slice(0, 200)}”` : "The caller said nothing.";
  const failed = hasFailure ? ["Something the agent tried did not work."] : [];
  const nothing = topic && outcomes.length === 0 ? ["Nothing was booked or taken down."] : [];
  return {
    call_summary: [opening, ...outcomes, ...nothing, ...failed].join(" "),
    call_successful: done.length > 0 || (toolCalls.length > 0 && !hasFailure),
    user_sentiment: sentimentOf(callerTexts),
    in_voicemail: false,
    custom_analysis_data: {},
  };
}
