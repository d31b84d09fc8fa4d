import { getBusiness } from "@/lib/domain/businesses";
import { getCall } from "@/lib/domain/calls";
import { deedOf } from "@/lib/ui/tool-words";
import type { TranscriptItem } from "@/lib/ui/transcript";
import type { PageContext } from "@/lib/wiring";
import { callIdOf, type Line } from "./open-lines";

/** What the phone shows of a call. */
export interface LineView {
  id: string;
  state: "ringing" | "connected" | "ended";
  isAnswering: boolean;
  items: TranscriptItem[];
  callId: string | null;
}

const NAMES = { caller: "You", agent: "Receptionist", person: "Your team" };

/** A line as the phone shows it: what was said, and each tool as soon as it has run. */
export async function lineView(ctx: PageContext, line: Line): Promise<LineView> {
  const { timeZone } = await getBusiness(ctx);
  const callId = await callIdOf(ctx, line);
  const spoken = [...line.call.transcript];
  const items: TranscriptItem[] = [];
  let heardTools = 0;
  for (const [index, entry] of spoken.entries()) {
    for (const [position, { tool, arguments: args, answer }] of entry.toolCalls.entries()) {
      heardTools += 1;
      const deed = deedOf(
        {
          tool,
          arguments: args,
          result: answer.ok ? answer.result : null,
          receipt: answer.ok ? answer.receipt : null,
          error: answer.ok ? null : answer.error,
        },
        timeZone,
      );
      items.push({ kind: "deed", key: `deed-${index}-${position}`, deed });
    }
    items.push({
      kind: "turn",
      key: `turn-${index}`,
      speaker: entry.role === "caller" ? "caller" : "desk",
      name: NAMES[entry.role],
      time: null,
      text: entry.text,
    });
  }
  if (callId && line.unanswered > 0) {
    const { toolCalls } = await getCall(ctx, callId);
    for (const toolCall of toolCalls.slice(heardTools)) {
      items.push({ kind: "deed", key: toolCall.id, deed: deedOf(toolCall, timeZone) });
    }
  }
  return {
    id: line.id,
    state: line.call.hasEnded ? "ended" : line.isConnected ? "connected" : "ringing",
    isAnswering: line.unanswered > 0 && !line.call.hasEnded,
    items,
    callId,
  };
}
