import type { ModelMessage, ModelPort, ModelToolRequest } from "@/lib/domain/ports";
import { Line } from "../brain/lines";
import type { JsonObject, ModelMemory, ToolAnswer, ToolUse } from "../brain/types";
import { refusalOf } from "./gate";
import type { Known } from "./known";
import type { Leaks } from "./leaks";
import type { ModelLimits, StartTimer } from "./limits";
import { countStep, spentLimit } from "./memory";
import { answerRequest, MODEL_TOOLS } from "./requests";
import { SentenceReader } from "./sentences";

export type FailureReason =
  | "timeout"
  | "vendor"
  | "empty"
  | "refused"
  | "rounds"
  | "turns"
  | "tokens"
  | "cost"
  | "failures";

/** The model cannot finish this turn. What was released so far has been said. */
export class ModelFailure extends Error {
  readonly reason: FailureReason;

  constructor(reason: FailureReason, detail: string) {
    super(detail);
    this.name = "ModelFailure";
    this.reason = reason;
  }
}

/** One turn of the model at work. `said`, `uses` and `messages` grow as it goes. */
export interface ModelTurn {
  model: ModelPort;
  limits: ModelLimits;
  startTimer: StartTimer;
  instructions: string;
  leaks: Leaks;
  memory: ModelMemory;
  utterance: string;
  /** What is established, this turn included. */
  known(): Known;
  callTool(tool: string, args: JsonObject): Promise<ToolAnswer>;
  onSentence(sentence: string): void;
  /** The conversation as the model is shown it. */
  messages: ModelMessage[];
  said: string[];
  uses: ToolUse[];
  hasEnded: boolean;
}

/** What a caller said, so that nothing in it can pass for anything else. */
export const fromCaller = (text: string): string => `<caller>${text.replace(/[<>]/g, " ")}</caller>`;

const noticeOf = (reason: string, said: readonly string[]): string => {
  const before =
    said.length > 0 ? ` The caller has already heard: “${said.join(" ")}” Do not repeat it.` : "";
  return `<notice>Your last sentence was not passed to the caller: ${reason}.${before} Use a tool first, or say something that is so.</notice>`;
};

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("given up")), { once: true });
  });

interface StepDone {
  said: string[];
  requests: ModelToolRequest[];
  refusal: string | null;
}

/** One answer of the model. Each sentence is released once the gate has passed it; the first that fails ends it. */
async function takeStep(turn: ModelTurn, deadline: AbortSignal): Promise<StepDone> {
  const { model, limits, memory } = turn;
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, deadline]);
  const reader = new SentenceReader();
  const said: string[] = [];
  const known = turn.known();
  let refusal: string | null = null;
  let received = 0;
  const release = (raw: string): void => {
    const sentence = Line.quote(raw).text;
    const length = [...turn.said, ...said].join(" ").length + sentence.length;
    if (refusal !== null || !/[\p{L}\p{N}]/u.test(sentence) || length > limits.replyCharacters) return;
    refusal = refusalOf({ sentence: raw, utterance: turn.utterance, known, leaks: turn.leaks });
    if (refusal === null) {
      said.push(sentence);
      turn.onSentence(sentence);
    } else stop.abort();
  };
  const cancelTimer = turn.startTimer(limits.firstSignMilliseconds, () => stop.abort());
  const input = {
    instructions: turn.instructions,
    messages: turn.messages,
    tools: [...MODEL_TOOLS],
    maxOutputTokens: limits.outputTokensPerStep,
  };
  const count = (usage: { inputTokens: number; outputTokens: number } | null): void =>
    countStep(
      memory,
      { usage, sentCharacters: JSON.stringify(input).length, receivedCharacters: received },
      model.price,
    );
  try {
    const reply = model.reply(input, {
      onText: (text) => {
        received += text.length;
        reader.push(text).forEach(release);
      },
      onSign: cancelTimer,
      signal,
    });
    const step = await Promise.race([reply, aborted(signal)]);
    reader.end().forEach(release);
    count(step.usage);
    return { said, requests: refusal === null ? step.requests : [], refusal };
  } catch (error) {
    count(null);
    if (refusal !== null) return { said, requests: [], refusal };
    turn.said.push(...said);
    const detail = error instanceof Error ? error.message : String(error);
    throw new ModelFailure(signal.aborted ? "timeout" : "vendor", detail);
  } finally {
    cancelTimer();
  }
}

/** Runs what was asked for, one after the other, and writes both into the conversation. */
async function answerAll(turn: ModelTurn, step: StepDone): Promise<void> {
  const answers: { id: string; tool: string; answer: string }[] = [];
  for (const [index, request] of step.requests.entries()) {
    const { id, tool } = request;
    if (index >= turn.limits.requestsPerStep) {
      answers.push({ id, tool, answer: JSON.stringify({ error: "Too many at once. Nothing was done." }) });
      continue;
    }
    const { answer, use, isGoodbye } = await answerRequest(request, turn.known(), turn.callTool);
    if (use) turn.uses.push(use);
    turn.hasEnded ||= isGoodbye;
    answers.push({ id, tool, answer });
  }
  turn.messages.push(
    { role: "receptionist", text: step.said.join(" "), requests: step.requests },
    { role: "tools", answers },
  );
}

/**
 * Lets the model answer the caller, with tools in between. What passes the gate is in `said`; a sentence that does not
 * is never heard, and the model is told why once.
 * @throws ModelFailure when it cannot finish.
 */
export async function runTurn(turn: ModelTurn): Promise<void> {
  const { limits, memory } = turn;
  const deadline = new AbortController();
  const cancelTimer = turn.startTimer(limits.turnMilliseconds, () => deadline.abort());
  let isWarned = false;
  try {
    for (let round = 0; round <= limits.roundsPerTurn; round += 1) {
      const spent = spentLimit(memory, limits);
      if (spent) throw new ModelFailure(spent, "a limit of the conversation is reached");
      const step = await takeStep(turn, deadline.signal);
      turn.said.push(...step.said);
      if (step.refusal !== null) {
        if (isWarned) throw new ModelFailure("refused", step.refusal);
        isWarned = true;
        if (step.said.length > 0) {
          turn.messages.push({ role: "receptionist", text: step.said.join(" "), requests: [] });
        }
        turn.messages.push({ role: "caller", text: noticeOf(step.refusal, turn.said) });
        continue;
      }
      if (step.requests.length > 0) await answerAll(turn, step);
      if (deadline.signal.aborted) throw new ModelFailure("timeout", "the turn took too long");
      if (step.requests.length > 0 && !turn.hasEnded) continue;
      if (turn.said.length === 0 && !turn.hasEnded) throw new ModelFailure("empty", "the model said nothing");
      return;
    }
    throw new ModelFailure("rounds", "the model kept calling tools");
  } finally {
    cancelTimer();
  }
}
