import type { ReactNode } from "react";
import type { CallDetail } from "@/lib/domain/calls";
import { callerText } from "@/lib/ui/call-words";
import { formatOffset, formatTime } from "@/lib/ui/format";
import { deedOf } from "@/lib/ui/tool-words";
import type { TranscriptItem } from "@/lib/ui/transcript";

type SpokenCall = Pick<
  CallDetail,
  "callerName" | "direction" | "fromNumber" | "toNumber" | "turns" | "toolCalls" | "isLogged"
>;

/**
 * What was said and done in a call, in order. `timeZone`: IANA, of the business. `noteOf`: what stands below a turn.
 */
export function transcriptOf(
  call: SpokenCall,
  timeZone: string,
  noteOf?: (turn: SpokenCall["turns"][number]) => ReactNode,
): TranscriptItem[] {
  const caller = callerText(call);
  const turns = call.turns.map((turn) => {
    const isCaller = turn.sender === "customer";
    const names = {
      customer: caller,
      agent: call.isLogged ? "Agent" : "Receptionist",
      human: "Your team",
      system: call.isLogged ? "Notes" : "Announcement",
    };
    const item: TranscriptItem = {
      kind: "turn",
      key: `turn-${turn.position}`,
      speaker: isCaller ? "caller" : "desk",
      name: names[turn.sender],
      time:
        turn.offsetSeconds === null ? formatTime(turn.sentAt, timeZone) : formatOffset(turn.offsetSeconds),
      text: turn.content,
      note: noteOf?.(turn),
    };
    return { turnsBefore: turn.position, item };
  });
  const deeds = call.toolCalls.map((toolCall) => {
    const item: TranscriptItem = {
      kind: "deed",
      key: toolCall.id,
      deed: deedOf(toolCall, timeZone),
    };
    const byTime = call.turns.filter(({ sentAt }) => sentAt <= toolCall.createdAt).length;
    return { turnsBefore: toolCall.turnsBefore ?? byTime, item };
  });
  return [...deeds, ...turns]
    .sort((one, other) => one.turnsBefore - other.turnsBefore)
    .map(({ item }) => item);
}

/** The ids of the rows that a call left behind, by kind, each once. */
export function receiptsOf(call: CallDetail, kind: string): string[] {
  const ids = call.toolCalls.flatMap(({ receipt }) => (receipt?.kind === kind ? [receipt.id] : []));
  return [...new Set(ids)];
}
