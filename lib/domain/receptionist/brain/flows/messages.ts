import { CLAIM } from "../claim";
import { hasReceipt, type Line } from "../lines";
import { SAY } from "../say";
import type { Step, Turn } from "../turn";
import type { Why } from "../why";
import { askWhoTheyAre } from "./contact";
import { finishGoal } from "./ending";

/** A request that already holds what is to be passed on: "tell Dr. Lee that I'll be late". */
const HOLDS_MESSAGE =
  /\b(?:tell|let|pass on|message|note|say)\b.{0,40}?\b(?:that|know|to say|saying)\b (?=.{6,})/;
const HOLDS_REASON =
  /\b(?:about|regarding|interested in|for|because|quote|estimate|to (?:discuss|talk about|ask))\b .{3,}/;

async function give(turn: Turn): Promise<Step> {
  const { state } = turn;
  const { caller } = state;
  const who = {
    ...(caller.name ? { name: caller.name } : {}),
    ...(caller.phone ? { phone: caller.phone } : {}),
  };
  const isLead = state.goal === "lead";
  const text = state.message || "Please call back.";
  const answer = isLead
    ? await turn.use("capture_lead", { ...who, reason: text })
    : await turn.use("take_message", { message: text, ...who });
  finishGoal(turn);
  const kind = isLead ? "lead" : "task";
  if (!answer.ok || !answer.receipt || !hasReceipt(answer, [kind])) {
    return {
      lines: [SAY.messageFailed(), SAY.anythingElse()],
      asked: "anything_else",
      why: "rule:message-failed",
    };
  }
  const line = isLead ? CLAIM.detailsTaken(answer) : CLAIM.messageTaken(answer);
  return {
    lines: [line, SAY.anythingElse()],
    asked: "anything_else",
    why: `receipt:${kind}:${answer.receipt.id}`,
  };
}

/** The next step of a message or of taking details: the text, then who it is from, then it is passed on. */
export async function advanceMessage(turn: Turn, lead: Line[]): Promise<Step> {
  const { state } = turn;
  if (!state.message) {
    return state.goal === "lead"
      ? { lines: [...lead, SAY.askReason()], asked: "lead_reason", why: "rule:ask-reason" }
      : { lines: [...lead, SAY.askMessage()], asked: "message_text", why: "rule:ask-message" };
  }
  return askWhoTheyAre(turn, lead) ?? give(turn);
}

export async function startMessage(turn: Turn, goal: "message" | "lead"): Promise<Step> {
  const { state, heard } = turn;
  finishGoal(turn);
  state.goal = goal;
  const holds = goal === "lead" ? HOLDS_REASON : HOLDS_MESSAGE;
  if (holds.test(heard.plain)) state.message = heard.text.slice(0, 1000);
  if (heard.name) state.caller.name = heard.name;
  if (heard.phone) state.caller.phone = heard.phone;
  return advanceMessage(turn, goal === "lead" && state.message ? [SAY.great()] : []);
}

/** Takes the words of a message as they are. */
export async function answerMessageText(turn: Turn): Promise<Step> {
  turn.state.message = turn.heard.text.slice(0, 1000);
  if (turn.heard.name) turn.state.caller.name = turn.heard.name;
  return advanceMessage(turn, [SAY.allRight()]);
}

/** Asks for a person. What the answer proves decides what the caller hears. */
export async function askForPerson(turn: Turn, lead: Line[], reason: string): Promise<Step> {
  const { state, facts } = turn;
  const answer = await turn.use("transfer_to_human", { reason: reason.slice(0, 300) });
  if (answer.ok && answer.receipt && hasReceipt(answer, ["transfer"])) {
    finishGoal(turn);
    return {
      lines: [...lead, CLAIM.transferring(answer)],
      asked: null,
      why: `receipt:transfer:${answer.receipt.id}`,
    };
  }
  if (answer.ok && answer.receipt && hasReceipt(answer, ["task"])) {
    finishGoal(turn);
    const line = CLAIM.callbackNoted(answer);
    const why: Why = `receipt:task:${answer.receipt.id}`;
    if (facts.callerNumber || state.caller.phone) {
      return { lines: [...lead, line, SAY.anythingElse()], asked: "anything_else", why };
    }
    [state.goal, state.message] = ["lead", reason.slice(0, 300)];
    const step = await advanceMessage(turn, [...lead, line]);
    return { ...step, why };
  }
  finishGoal(turn);
  state.message = reason.slice(0, 300);
  return {
    lines: [...lead, SAY.nobodyFree(), SAY.offerMessage()],
    asked: "message_offer",
    why: "rule:nobody-reached",
  };
}
