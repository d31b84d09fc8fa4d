import { answeredEmail } from "../email-address";
import type { Line } from "../lines";
import { SAY } from "../say";
import type { Step, Turn } from "../turn";
import type { Taken } from "./contact";

/** Asked for this often, then the booking goes on without. */
const MOST_TRIES = 2;
const DECLINES =
  /\b(?:don't|do not|haven't|no) (?:have|got|want|need|use)?\s*(?:one|an|any|to|it|e-?mail)?\b|\brather not\b|\bskip\b|\bnot necessary\b|\bno (?:need|thanks?)\b|\bwithout\b/;

/** Asks where the confirmation may go, once; null where that is known or was declined. */
export function askEmail(turn: Turn, lead: Line[]): Step | null {
  const { caller } = turn.state;
  if (caller.email !== null || turn.facts.callerHasEmail) return null;
  return { lines: [...lead, SAY.askEmail()], asked: "email", why: "rule:ask-email" };
}

function goWithout(turn: Turn): Taken {
  turn.state.caller.email = "";
  return { lead: [SAY.withoutEmail()] };
}

function askOnceMore(turn: Turn): Taken {
  const { caller } = turn.state;
  caller.emailTries += 1;
  if (caller.emailTries >= MOST_TRIES) return goWithout(turn);
  return { step: { lines: [SAY.askEmailAgain()], asked: "email", why: "rule:email-again" } };
}

/** An address, read back before it counts; a caller who gives none, or none that is understood, goes on without. */
export function takeEmail(turn: Turn): Taken {
  const { heard, state } = turn;
  const address = answeredEmail(heard.text) ?? heard.email;
  if (address) {
    state.caller.emailSoFar = address;
    return {
      step: { lines: [SAY.checkEmail(address)], asked: "email_check", why: "rule:read-email-back" },
    };
  }
  if (heard.isNo || DECLINES.test(heard.plain)) return goWithout(turn);
  // A bare yes agrees to give one: the next answer holds it.
  if (heard.isYes && heard.text.split(" ").length <= 3) {
    return { step: { lines: [SAY.goOnEmail()], asked: "email", why: "rule:email-agreed" } };
  }
  return askOnceMore(turn);
}

export function takeEmailCheck(turn: Turn): Taken {
  const { heard, state } = turn;
  if (heard.email ?? answeredEmail(heard.text)) return takeEmail(turn);
  if (heard.isYes) {
    state.caller.email = state.caller.emailSoFar;
    return { lead: [] };
  }
  return heard.isNo ? askOnceMore(turn) : null;
}
