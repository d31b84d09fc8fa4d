import type { Line } from "../lines";
import { answeredName, firstName } from "../people";
import { SAY } from "../say";
import { spelledOut, unusualWords, withSpelled } from "../spelling";
import { groupedDigits } from "../spoken-numbers";
import type { Step, Turn } from "../turn";

const MOST_NAME_TRIES = 3;
const WHOLE_NUMBER_DIGITS = 10;
const SHORTEST_NUMBER_DIGITS = 7;

/** "The last four are 0145", "it ends in 45". */
const CORRECTS_THE_END =
  /\b(?:last (?:two|three|four|digits|part)|end(?:s|ing)?(?: (?:in|with))?|at the end)\b/;

const digitCount = (phone: string): number => phone.replace(/\D/g, "").length;

/** Whom the visit is for: somebody else where the caller said so. */
export const namedPerson = ({ state }: Turn): string =>
  state.request.attendee?.name ?? state.caller.name ?? "";

/** "Mia's" or "your husband's". */
export function whoseName({ state }: Turn): string {
  const { attendee } = state.request;
  return attendee?.name ? `${firstName(attendee.name)}'s` : `your ${attendee?.relation ?? "guest"}'s`;
}

/** The next thing to ask about who the caller is, and whom they call for; null when all is known. */
export function askWhoTheyAre(turn: Turn, lead: Line[]): Step | null {
  const { caller, goal, request } = turn.state;
  caller.name ??= turn.facts.callerName || null;
  const attendee = goal === "book" ? request.attendee : null;
  if (attendee && !attendee.name?.includes(" ") && !(attendee.name && attendee.isNameAsked)) {
    attendee.isNameAsked = true;
    return {
      lines: [...lead, SAY.askNameOf(whoseName(turn))],
      asked: "attendee_name",
      why: "rule:ask-name",
    };
  }
  if (!attendee && !caller.name)
    return { lines: [...lead, SAY.askName()], asked: "name", why: "rule:ask-name" };
  if (caller.phone !== null) return null;
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

/** The words of a name whose spelling is not sure: those that were spelled, else those that are seldom heard. */
export const spelledNames = (name: string, spelled: readonly string[] = []): string[] =>
  (spelled.length > 0 ? spelled : unusualWords(name)).map(spelledOut);

function setName(turn: Turn, name: string): void {
  const { request, caller } = turn.state;
  if (request.attendee) request.attendee.name = name;
  else caller.name = name;
}

/** Goes on with a name, or spells back first what is not sure. */
function withName(turn: Turn, said: string): Taken {
  const { caller } = turn.state;
  const { spelled } = turn.heard;
  const name = spelled.reduce((before, word) => withSpelled(before, word), said);
  setName(turn, name);
  const unsure = spelledNames(name, spelled);
  if (unsure.length === 0 || caller.nameTries >= MOST_NAME_TRIES) {
    return { lead: [SAY.thanksName(firstName(name))] };
  }
  caller.nameTries += 1;
  return { step: { lines: [SAY.checkName(name, unsure)], asked: "name_check", why: "rule:check-name" } };
}

/** A name that was given for the caller or for whom they call, else null. */
const saidName = ({ heard }: Turn): string | null => heard.name ?? answeredName(heard.text);

export function takeName(turn: Turn): Taken {
  const name = saidName(turn);
  if (!name) return null;
  if (turn.heard.phone) turn.state.caller.phone = turn.heard.phone;
  return withName(turn, name);
}

/** The full name of whom the visit is for; a last name alone is put to the first. */
export function takeAttendeeName(turn: Turn): Taken {
  const { attendee } = turn.state.request;
  const said = saidName(turn);
  if (!said || !attendee) return null;
  const isLastName = attendee.name !== null && !said.includes(" ") && said !== attendee.name;
  const name = isLastName ? `${attendee.name} ${said}` : said;
  return withName(turn, name);
}

/** The answer to a name that was spelled back: yes, or the name once more. */
export function takeNameCheck(turn: Turn): Taken {
  const { heard } = turn;
  const [word] = heard.spelled;
  const before = namedPerson(turn);
  const said = saidName(turn);
  if (word) return withName(turn, said?.includes(" ") ? said : before);
  if (heard.isYes) return { lead: [SAY.thanksName(firstName(before))] };
  if (said) return withName(turn, said);
  return heard.isNo
    ? { step: { lines: [SAY.spellName()], asked: "name_check", why: "rule:check-name" } }
    : null;
}

/** A name that is said again after it was taken: "no, it's J-A-S-K". */
export function correctName(turn: Turn): Taken {
  const [word] = turn.heard.spelled;
  const said = saidName(turn);
  if (!said && !word) return null;
  const name = word && !said?.includes(" ") ? namedPerson(turn) : (said ?? "");
  const taken = withName(turn, name);
  if (!taken || "step" in taken) return taken;
  const step = askWhoTheyAre(turn, taken.lead);
  return step ? { step } : taken;
}

export function takePhoneConfirmation(turn: Turn): Taken {
  const { heard, state, facts } = turn;
  if (heard.phone) return takePhone(turn);
  if (heard.spelled.length > 0) return correctName(turn);
  if (heard.isNo || /\b(?:different|another|other) (?:number|one)\b/.test(heard.plain)) {
    if (heard.digits.length >= 3) return takePhone(turn);
    return { step: { lines: [SAY.askPhone()], asked: "phone", why: "rule:ask-phone" } };
  }
  if (!heard.isYes && !/\b(?:this|same|my|that|the) (?:number|one)\b/.test(heard.plain)) {
    return correctName(turn);
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
  if (CORRECTS_THE_END.test(heard.plain) && heard.digits.length < SHORTEST_NUMBER_DIGITS) {
    const { phoneSoFar } = state.caller;
    state.caller.phoneSoFar = phoneSoFar.slice(0, -heard.digits.length) + heard.digits;
    return checkNumber(turn);
  }
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
