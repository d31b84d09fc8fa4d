import { type CallDetail, type TurnReason, turnReason } from "@/lib/domain/calls";
import { sourceText } from "@/lib/ui/source-words";
import { doneText } from "@/lib/ui/tool-words";
import { FixAnswer } from "./fix-answer";

const MOST_CHARACTERS = 500;

/** The reasons in sentences; where none is recorded, that is said. */
function reasonText({ source, relevance, toolCalls, explanation }: TurnReason, isOpening: boolean): string {
  const sentences: string[] = [];
  if (source) {
    const match = relevance === null ? "" : ` (${Math.round(relevance * 100)}% match)`;
    sentences.push(`From ${sourceText(source)}${match}.`);
  }
  if (explanation) sentences.push(explanation);
  else {
    const done = toolCalls
      .filter(({ tool, error }) => !(tool === "answer_question" && source && error === null))
      .map((toolCall) => `${doneText(toolCall)}${toolCall.receipt ? ", with proof" : ""}.`);
    sentences.push(...new Set(done));
  }
  if (sentences.length > 0) return sentences.join(" ");
  return isOpening ? "The greeting of your receptionist." : "Said by the voice model; no source recorded.";
}

/** Below what the receptionist said: why, and a way to put it right. */
export function TurnNote({
  call,
  turn,
  canFix,
}: {
  call: CallDetail;
  turn: CallDetail["turns"][number];
  canFix: boolean;
}) {
  const reason = turnReason(call, turn.position);
  return (
    <>
      Why: {reasonText(reason, turn.position === 0)}
      {canFix && reason.question ? (
        <>
          {" "}
          <FixAnswer
            callId={call.id}
            question={reason.question.slice(0, MOST_CHARACTERS)}
            said={turn.content}
            isFromFacts={reason.source === null && (turn.why ?? "").includes("fact:")}
          />
        </>
      ) : null}
    </>
  );
}
