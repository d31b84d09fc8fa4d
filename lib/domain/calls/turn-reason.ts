import { z } from "zod";
import { explainWhy } from "@/lib/domain/receptionist";
import type { CallDetail, ToolCallRecord } from "./schema";

const lookUp = z.object({
  source: z.object({
    kind: z.enum(["faq", "business", "service"]),
    question: z.string().nullish(),
    isVerified: z.boolean().optional(),
  }),
  relevance: z.number(),
});
const asked = z.object({ question: z.string().min(1) });

/** What is known of why the receptionist said something. Everything may be missing: a model keeps no reasons. */
export interface TurnReason {
  /** What the caller had said, in the words that an answer was looked up with; null at the start of a call. */
  question: string | null;
  /** Where the answer came from that was looked up for it. */
  source: { kind: "faq" | "business" | "service"; question: string | null; isVerified: boolean } | null;
  /** 0 to 1: how much of the question that source accounts for. */
  relevance: number | null;
  /** The tools that were used between the caller's words and these. */
  toolCalls: ToolCallRecord[];
  /** The agent's own reasons in sentences; empty where it gave none. */
  explanation: string;
}

/** Why the turn at a position was said, told from the tools before it and the agent's own record. Pure. */
export function turnReason(call: Pick<CallDetail, "turns" | "toolCalls">, position: number): TurnReason {
  const before = call.turns.filter((turn) => turn.position < position && turn.sender === "customer").at(-1);
  const heardAt = before?.position ?? -1;
  const toolCalls = call.toolCalls.filter(
    ({ turnsBefore }) => turnsBefore !== null && turnsBefore > heardAt && turnsBefore <= position,
  );
  const lookUps = toolCalls.filter(({ tool }) => tool === "answer_question");
  const found = lookUps.flatMap(({ result }) => lookUp.safeParse(result).data ?? []).at(-1);
  const question = lookUps.flatMap((used) => asked.safeParse(used.arguments).data ?? []).at(-1)?.question;
  const why = call.turns.find((turn) => turn.position === position)?.why ?? "";
  const others = why.split("; ").filter((code) => !found || !/^(?:faq|fact:business)\b/.test(code));
  return {
    question: question ?? before?.content ?? null,
    source: found
      ? {
          kind: found.source.kind,
          question: found.source.question ?? null,
          isVerified: found.source.isVerified ?? false,
        }
      : null,
    relevance: found?.relevance ?? null,
    toolCalls,
    explanation: explainWhy(others.join("; ")),
  };
}
