import type { CallStatus } from "./call-status";
import type { ToolCallRecord, Turn } from "./schema";

/** What happens in a call at a moment, told from what was last said and done in it. */
export type Activity =
  | { kind: "ringing" }
  /** Answered, and nothing said yet. */
  | { kind: "answering" }
  /** The caller spoke last, and no tool has answered since. */
  | { kind: "thinking" }
  /** The tool that was used since the last words. */
  | { kind: "using_tool"; tool: string }
  /** The receptionist spoke last. `until`: when its words are out, as far as that can be told. */
  | { kind: "speaking"; until: Date }
  | { kind: "listening" }
  | { kind: "with_person" };

export interface WatchedCall {
  status: CallStatus;
  turns: readonly Turn[];
  toolCalls: readonly Pick<ToolCallRecord, "tool" | "turnsBefore">[];
  /** When the last turn was reported. */
  reportedAt: Date;
}

/** How long a turn takes aloud, from its first to its last word. */
const millisecondsOf = ({ offsetSeconds, endOffsetSeconds }: Turn): number =>
  offsetSeconds === null || endOffsetSeconds === null
    ? 0
    : Math.max(0, endOffsetSeconds - offsetSeconds) * 1000;

/** What a call is doing now. Pure. */
export function activityOf({ status, turns, toolCalls, reportedAt }: WatchedCall, now: Date): Activity {
  if (status === "transferred") return { kind: "with_person" };
  if (status === "ringing") return { kind: "ringing" };
  const last = turns.at(-1);
  if (!last) return { kind: "answering" };
  const tool = toolCalls
    .filter(({ turnsBefore }) => turnsBefore !== null && turnsBefore > last.position)
    .at(-1);
  if (tool) return { kind: "using_tool", tool: tool.tool };
  if (last.sender === "human") return { kind: "with_person" };
  if (last.sender === "customer") return { kind: "thinking" };
  const until = new Date(reportedAt.getTime() + millisecondsOf(last));
  return until > now ? { kind: "speaking", until } : { kind: "listening" };
}
