import type { Line } from "../lines";
import { answeredName, firstName } from "../people";
import { SAY } from "../say";
import { groupedDigits } from "../spoken-numbers";
import type { Step, Turn } from "../turn";

const WHOLE_NUMBER_DIGITS = 10;
const SHORTEST_NUMBER_DIGITS = 7;

const digitCount = (phone: string): number => phone.replace(/\D/g, "").length;

/** The next thing to ask about who the caller is; null when name and number are known. */
export function askWhoTheyAre(turn: Turn, lead: Line[]): Step | null {
  const { caller } = turn.state;
  caller.name ??= turn.facts.callerName || null;
  if (!caller.name) return { lines: [...lead, SAY.askName()], asked: "name", why: "rule:ask-name" };
  if (caller.phone) return null;
  if (turn.facts.callerNumber) {
    const ending = turn.facts.callerNumber.slice(-4);
    return {
      lines: [...lead, SAY.isNumberBest(ending)],
      asked: "phone_confirm",
      why: "rule:confirm-caller-id",
    };
  }
  return { lines: [...lead, SAY.askPhone()], asked: "phone", why: "rule:ask-phone" };
}

/** What an answer about the caller comes to: lines to go on with, a question of its own, or no answer at all. */
export type Taken = { lead: Line[] } | { step: Step } | null;

export function takeName(turn: Turn): Taken {
  const { caller } = turn.state;
  const name = turn.heard.name ?? answeredName(turn.heard.text);
  if (!name) return null;
  caller.name = name;
  if (turn.heard.phone) caller.phone = turn.heard.phone;
  return { lead: [SAY.thanksName(firstName(name))] };
}

export function takePhoneConfirmation(turn: Turn): Taken {
  const { heard, state, facts } = turn;
  if (heard.phone) return takePhone(turn);
  if (heard.isNo || /\b(?:different|another|other) (?:number|one)\b/.test(heard.plain)) {
    if (heard.digits.length >= 3) return takePhone(turn);
    return { step: { lines: [SAY.askPhone()], asked: "phone", why: "rule:ask-phone" } };
  }
  if (!heard.isYes && !/\b(?:this|same|my|that|the) (?:number|one)\b/.test(heard.plain)) {
    const name = heard.name ?? answeredName(heard.text);
    if (!name) return null;
    state.caller.name = name;
    const step = askWhoTheyAre(turn, [SAY.thanksName(firstName(name))]);
    return step && { step };
  }
  state.caller.phone = facts.callerNumber;
  return { lead: [] };
}

/** A number said at once or in groups over several turns, read back before it counts. */
export function takePhone(turn: Turn): Taken {
  const { heard, state, facts } = turn;
  if (!heard.digits) {
    if (facts.callerNumber && /\b(?:this|same|calling from)\b/.test(heard.plain)) {
      state.caller.phone = facts.callerNumber;
      return { lead: [] };
    }
    if (/\b(?:don't|do not|no) (?:have|want|phone|number)\b|rather not/.test(heard.plain)) {
      state.caller.phone = "";
      return { lead: [SAY.noProblem()] };
    }
    if (state.caller.phoneSoFar && digitCount(state.caller.phoneSoFar) >= SHORTEST_NUMBER_DIGITS) {
      return checkNumber(turn);
    }
    return null;
  }
  const isWhole = digitCount(heard.digits) >= WHOLE_NUMBER_DIGITS;
  state.caller.phoneSoFar = isWhole ? heard.digits : state.caller.phoneSoFar + heard.digits;
  if (digitCount(state.caller.phoneSoFar) < WHOLE_NUMBER_DIGITS) {
    return { step: { lines: [SAY.goOn()], asked: "phone", why: "rule:number-in-groups" } };
  }
  return checkNumber(turn);
}

const checkNumber = (turn: Turn): Taken => ({
  step: {
    lines: [SAY.checkPhone(groupedDigits(turn.state.caller.phoneSoFar))],
    asked: "phone_check",
    why: "rule:read-number-back",
  },
});

export function takePhoneCheck(turn: Turn): Taken {
  const { heard, state } = turn;
  if (heard.digits.length >= 3) {
    if (digitCount(heard.digits) < WHOLE_NUMBER_DIGITS) state.caller.phoneSoFar = "";
    return takePhone(turn);
  }
  if (heard.isYes) {
    state.caller.phone = state.caller.phoneSoFar;
    return { lead: [] };
  }
  if (!heard.isNo) return null;
  state.caller.phoneSoFar = "";
  return { step: { lines: [SAY.askPhone()], asked: "phone", why: "rule:number-again" } };
}
