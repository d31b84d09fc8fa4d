import type { Retell } from "retell-sdk";
import type { BrainToolCall, JsonObject } from "../emulation/brain";

type Analysis = NonNullable<Retell.PhoneCallResponse["call_analysis"]>;

const LONGEST_QUOTE = 200;
const MOST_QUESTIONS = 3;

const textIn = (object: JsonObject, key: string): string => {
  const value = object[key];
  return typeof value === "string" ? value.trim() : "";
};
const quoted = (text: string): string => `“${text.slice(0, LONGEST_QUOTE).replace(/[.\s]+$/, "")}”`;
const resultOf = ({ answer }: BrainToolCall): JsonObject => (answer.ok ? answer.result : {});

/** " for Tuesday, March 3 at 3:00 PM" where the tool said when. */
const moment = (call: BrainToolCall, word: string): string => {
  const local = textIn(resultOf(call), "local");
  return local ? ` ${word} ${local}` : "";
};

/** What came of a tool that left a receipt, as the rest of a sentence about the caller. */
const DEEDS: Record<string, (call: BrainToolCall) => string> = {
  book_appointment: (call) => {
    const service = textIn(resultOf(call), "service") || textIn(call.arguments, "service");
    return `booked ${service ? `an appointment (${service})` : "an appointment"}${moment(call, "for")}`;
  },
  reschedule_appointment: (call) => `moved their appointment${moment(call, "to")}`,
  cancel_appointment: (call) => `cancelled their appointment${moment(call, "on")}`,
  capture_lead: (call) => {
    const reason = textIn(call.arguments, "reason");
    return `left their details${reason ? `: ${quoted(reason)}` : ""}`;
  },
  take_message: (call) => `left a message: ${quoted(textIn(call.arguments, "message"))}`,
  transfer_to_human: (call) =>
    call.answer.ok && call.answer.receipt?.kind === "transfer"
      ? "asked for a person and was put through"
      : "asked for a person, and nobody was free",
};

const sentence = (text: string): string => `${text}${/[.!?]$/.test(text) ? "" : "."}`;
const inOrder = (parts: readonly string[]): string =>
  parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}` : (parts[0] ?? "");

/** Two or three sentences as a colleague would leave them: what came of the call, what was asked, what stayed open. */
function summaryOf(callerTexts: readonly string[], toolCalls: readonly BrainToolCall[]): string {
  if (callerTexts.every((text) => text.trim() === "")) return "The caller said nothing.";
  const done = toolCalls.filter(({ answer }) => answer.ok && answer.receipt !== null);
  const name = toolCalls.map((call) => textIn(call.arguments, "name")).findLast((text) => text !== "");
  const deeds = done.flatMap((call) => DEEDS[call.tool]?.(call) ?? []);
  const questions = toolCalls.filter(({ tool, answer }) => tool === "answer_question" && answer.ok);
  const asked = (isFound: boolean): string[] =>
    questions
      .filter((call) => (resultOf(call).found === true) === isFound)
      .map((call) => quoted(textIn(call.arguments, "question")))
      .slice(0, MOST_QUESTIONS);
  const [answered, open] = [asked(true), asked(false)];
  const first = callerTexts.find((text) => text.trim().split(/\s+/).length > 2) ?? callerTexts[0] ?? "";
  const about =
    deeds.length === 0 && questions.length === 0 ? [`The caller said ${quoted(first.trim())}`] : [];
  return [
    ...(deeds.length > 0 ? [`${name ?? "The caller"} ${inOrder([...new Set(deeds)])}`] : about),
    ...(answered.length > 0
      ? [`${deeds.length > 0 ? "They also" : "The caller"} asked ${inOrder(answered)}`]
      : []),
    ...(open.length > 0 ? [`There was no answer to ${inOrder(open)}`] : []),
    ...(deeds.length === 0 && about.length > 0 ? ["Nothing was booked or taken down"] : []),
    ...(toolCalls.some(({ answer }) => !answer.ok) ? ["Something the receptionist tried did not work"] : []),
  ]
    .map(sentence)
    .join(" ");
}

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
  return {
    call_summary: summaryOf(callerTexts, toolCalls),
    call_successful: done.length > 0 || (toolCalls.length > 0 && !hasFailure),
    user_sentiment: sentimentOf(callerTexts),
    in_voicemail: false,
    custom_analysis_data: {},
  };
}
