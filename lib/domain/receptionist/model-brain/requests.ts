import { z } from "zod";
import type { ModelToolRequest, ModelToolSpec } from "@/lib/domain/ports";
import type { JsonObject, ToolAnswer, ToolUse } from "../brain/types";
import { toolParameters } from "../prompt";
import { isToolName, TOOLS } from "../tools";
import { type Known, startIn } from "./known";
import { momentOf } from "./moments";

const END_CALL = "end_call";
const LONGEST_ANSWER = 6_000;
const NEEDS_LISTED_START = new Set(["hold_slot", "book_appointment", "reschedule_appointment"]);
/** What was asked for may have been done all the same; a repetition tells, and does nothing twice. */
const UNREACHED =
  "The tool could not be reached, so it is not known whether it was done. Call it once more with the same arguments, and do not say that it was done or that it was not.";
const objectSchema = z.record(z.string(), z.json());

/** What the model is told it can do: the receptionist's tools, and hanging up. */
export const MODEL_TOOLS: readonly ModelToolSpec[] = [
  ...Object.values(TOOLS).map((tool) => ({
    name: tool.name,
    description: tool.description,
    parameters: toolParameters(tool),
  })),
  {
    name: END_CALL,
    description: "Hang up after both sides have said goodbye. Say goodbye in the same answer.",
    parameters: { type: "object", properties: {}, additionalProperties: false },
  },
];

export interface AnsweredRequest {
  /** What the model is told. */
  answer: string;
  /** The tool that ran; null where none did. */
  use: ToolUse | null;
  isGoodbye: boolean;
}

const refused = (error: string): AnsweredRequest => ({
  answer: JSON.stringify({ error }),
  use: null,
  isGoodbye: false,
});

/** A start may only be held, booked or moved to when it was listed as free or held in this conversation. */
function isListed(args: JsonObject, known: Known): boolean {
  const start = startIn(args, known.facts.timeZone);
  if (!start) return false;
  const { date, minute } = momentOf(start, known.facts.timeZone);
  return known.free.some((moment) => moment.date === date && moment.minute === minute);
}

/**
 * Does what the model asked for, if it is one of the tools with arguments that fit; else tells it what is wrong.
 * The conversation that a tool works for is never the model's choice.
 */
export async function answerRequest(
  request: ModelToolRequest,
  known: Known,
  callTool: (tool: string, args: JsonObject) => Promise<ToolAnswer>,
): Promise<AnsweredRequest> {
  const { tool } = request;
  if (tool === END_CALL) return { answer: JSON.stringify({ ended: true }), use: null, isGoodbye: true };
  if (!isToolName(tool)) {
    return refused(`There is no such tool. There are: ${[...Object.keys(TOOLS), END_CALL].join(", ")}.`);
  }
  const given = objectSchema.safeParse(request.arguments);
  if (request.problem || !given.success) return refused("The arguments are no JSON object. Send them again.");
  const prepared = TOOLS[tool].prepare(given.data);
  if ("problem" in prepared) return refused(prepared.problem);
  const args = prepared.ready.arguments;
  if (NEEDS_LISTED_START.has(tool) && !isListed(args, known)) {
    return refused(
      "That start was not listed as free here. Call check_availability and take starts_at from it.",
    );
  }
  const answer = await callTool(tool, args).catch(
    (error: unknown): ToolAnswer => ({
      ok: false,
      error: error instanceof Error ? error.message : String(error),
    }),
  );
  const told = answer.ok ? { result: answer.result, receipt: answer.receipt } : { error: UNREACHED };
  return {
    answer: JSON.stringify(told).slice(0, LONGEST_ANSWER),
    use: { tool, arguments: args, answer },
    isGoodbye: false,
  };
}
