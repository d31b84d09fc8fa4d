import { firstName } from "../people";
import { SAY } from "../say";
import { emptyRequest } from "../state";
import type { Step, Turn } from "../turn";
import type { Why } from "../why";

/** Clears what was being done; what is known of the caller stays. */
export function finishGoal(turn: Turn): void {
  turn.state.goal = null;
  turn.state.request = emptyRequest();
  turn.state.change = null;
  turn.state.message = null;
}

export function sayGoodbye(turn: Turn, why: Why): Step {
  const name = turn.state.caller.name ?? (turn.facts.callerName || null);
  return { lines: [SAY.goodbye(name && firstName(name))], asked: null, why, hasEnded: true };
}

const WISHES = "Called about a time: ";

/** A wish for a time in a call that reaches no calendar: it is said so, and what was wished for can become a message. */
export function wishAsMessage(turn: Turn): Step {
  const before = turn.state.message?.startsWith(WISHES) ? `${turn.state.message} ` : WISHES;
  const wish = `${before}“${turn.heard.text}”`.slice(0, 1000);
  return offerMessage(turn, wish, [SAY.noCalendar()], "rule:message-only");
}

/** The offer to take a message, where the brain itself is at its end. */
export function offerMessage(turn: Turn, about: string, lines: Step["lines"], why: Why): Step {
  finishGoal(turn);
  turn.state.message = about;
  return { lines: [...lines, SAY.offerMessage()], asked: "message_offer", why };
}
