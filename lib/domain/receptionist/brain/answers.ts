import { answeredEmail } from "./email-address";
import { absorb, advance, answerSlot, book, refuseOffer } from "./flows/booking";
import { afterProof, answerNewTime, cancelIt, moveIt, otherMeant, pickAppointment } from "./flows/changes";
import {
  correctName,
  namedPerson,
  type Taken,
  takeAttendeeName,
  takeName,
  takeNameCheck,
  takePhone,
  takePhoneCheck,
  takePhoneConfirmation,
} from "./flows/contact";
import { takeEmail, takeEmailCheck } from "./flows/email";
import { finishGoal, sayGoodbye } from "./flows/ending";
import { giveUp, proveWho, takeProof } from "./flows/identity";
import { answerLanguageOffer, answerLanguagePhone } from "./flows/languages";
import { advanceMessage, answerMessageText } from "./flows/messages";
import { SAY } from "./say";
import type { Step, Turn } from "./turn";
import type { Asked } from "./types";

/** Goes on with whatever the caller's name and number were wanted for. */
function goOn(turn: Turn, lead: Step["lines"]): Promise<Step> {
  return turn.state.goal === "message" || turn.state.goal === "lead"
    ? advanceMessage(turn, lead)
    : advance(turn, lead);
}

async function afterContact(turn: Turn, taken: Taken): Promise<Step | null> {
  if (!taken) return null;
  return "step" in taken ? taken.step : goOn(turn, taken.lead);
}

/** An address, or a change of mind about the visit; the address is never what a booking waits for. */
async function answerEmail(turn: Turn): Promise<Step | null> {
  const { heard } = turn;
  const isChange = !answeredEmail(heard.text) && (heard.when !== null || heard.services.length === 1);
  return isChange && absorb(turn) ? advance(turn, []) : afterContact(turn, takeEmail(turn));
}

/** A correction while the booking is read back: the new wish replaces the old one. */
async function answerBookConfirm(turn: Turn): Promise<Step | null> {
  const { heard, state } = turn;
  const isCorrected = heard.when !== null || heard.services.length === 1;
  if (isCorrected && !(heard.isYes && repeatsChoice(turn)) && absorb(turn)) return advance(turn, []);
  const isOtherName = heard.name !== null && heard.name !== namedPerson(turn);
  if (heard.spelled.length > 0 || isOtherName) {
    return afterContact(turn, correctName(turn));
  }
  if (heard.phone) {
    state.caller.phone = null;
    return afterContact(turn, takePhone(turn));
  }
  if (heard.isYes) return book(turn);
  if (/\b(?:name|spell(?:ed|ing)?)\b/.test(heard.plain)) {
    state.caller.name = null;
    return { lines: [SAY.askName()], asked: "name", why: "rule:correct-name" };
  }
  if (/\b(?:number|phone)\b/.test(heard.plain)) {
    state.caller.phone = null;
    return { lines: [SAY.askPhone()], asked: "phone", why: "rule:correct-number" };
  }
  return heard.isNo
    ? { lines: [SAY.whatToChange()], asked: "book_confirm", why: "rule:what-to-change" }
    : null;
}

/** "Yes, Tuesday at three" says again what was read back, and changes nothing. */
function repeatsChoice(turn: Turn): boolean {
  const { heard, state } = turn;
  if (!heard.when) return true;
  const before = state.request.when;
  const sameDay = !heard.when.date || heard.when.date === before?.date || !before;
  return sameDay && !heard.when.from && !heard.when.to;
}

async function answerService(turn: Turn): Promise<Step | null> {
  const { heard, state } = turn;
  absorb(turn);
  if (state.request.service) return advance(turn, [SAY.great()]);
  if (heard.services.length > 1) return advance(turn, []);
  if (heard.isQuestion || (heard.text.split(" ").length < 2 && (heard.isYes || heard.isNo))) return null;
  state.request.isServiceSettled = true;
  const isUndecided =
    /\b(?:not sure|don't know|no idea|anything|whatever|general|regular|just (?:a|an))\b/.test(heard.plain);
  if (!isUndecided) state.request.notes = heard.text.slice(0, 200);
  return advance(turn, isUndecided ? [SAY.noProblem()] : [SAY.notAService()]);
}

async function answerWhen(turn: Turn): Promise<Step | null> {
  if (turn.state.goal === "reschedule") return answerNewTime(turn);
  if (absorb(turn)) return advance(turn, []);
  return turn.heard.isNo && turn.state.request.refusals > 0 ? refuseOffer(turn) : null;
}

const KEEPS = /\b(?:leave|keep) (?:it|that|things|everything|my appointment)\b/;

function keepIt(turn: Turn): Step {
  finishGoal(turn);
  return { lines: [SAY.keptIt(), SAY.anythingElse()], asked: "anything_else", why: "rule:kept" };
}

async function answerCancelConfirm(turn: Turn): Promise<Step | null> {
  if (otherMeant(turn)) return pickAppointment(turn);
  if (turn.heard.isYes || /\b(?:cancel it|please cancel)\b/.test(turn.heard.plain)) return cancelIt(turn);
  return turn.heard.isNo || KEEPS.test(turn.heard.plain) ? keepIt(turn) : null;
}

async function answerMoveConfirm(turn: Turn): Promise<Step | null> {
  const { heard, state } = turn;
  if (KEEPS.test(heard.plain)) return keepIt(turn);
  if (otherMeant(turn)) return pickAppointment(turn);
  if (heard.when && !(heard.isYes && repeatsChoice(turn))) return answerNewTime(turn);
  if (heard.isYes) return moveIt(turn);
  if (!heard.isNo) return null;
  state.request.when = null;
  return { lines: [SAY.askOtherTime()], asked: "when", why: "rule:other-time" };
}

async function answerMessageOffer(turn: Turn): Promise<Step | null> {
  const { heard, state } = turn;
  if (heard.isYes) {
    state.goal = "message";
    return advanceMessage(turn, []);
  }
  if (!heard.isNo) return null;
  state.message = null;
  return {
    lines: [SAY.allRight(), SAY.anythingElse()],
    asked: "anything_else",
    why: "rule:message-declined",
  };
}

async function answerAnythingElse(turn: Turn): Promise<Step | null> {
  const isOnlyThanks =
    /^(?:no|nope|nah|not today)?[,. ]*(?:thanks?|thank you|thanks a lot)(?: so much| very much)?[.! ]*$/;
  if (turn.heard.isNo || (isOnlyThanks.test(turn.heard.plain) && turn.heard.plain.startsWith("no"))) {
    return sayGoodbye(turn, "rule:nothing-else");
  }
  const isBare =
    turn.heard.text.split(" ").length <= 3 && !turn.heard.when && turn.heard.services.length === 0;
  return turn.heard.isYes && isBare
    ? { lines: [SAY.whatElse()], asked: "anything_else", why: "rule:what-else" }
    : null;
}

/** The returning caller's answer to "is this about your appointment?". */
async function answerAboutAppointment({ heard }: Turn): Promise<Step | null> {
  const isBare = heard.when === null && heard.services.length === 0 && heard.text.split(" ").length <= 6;
  if (!isBare) return null;
  if (heard.isYes)
    return { lines: [SAY.moveOrCancel()], asked: "about_appointment", why: "rule:about-appointment" };
  return heard.isNo || /\b(?:something|other|else)\b/.test(heard.plain)
    ? { lines: [SAY.howCanIHelp()], asked: "anything_else", why: "rule:something-else" }
    : null;
}

const CANNOT_SAY =
  /\b(?:don't|do not|can't|cannot) (?:know|remember|recall|have|say)|no idea|not sure|forgot\b/;

/** A name, a number or a date that is to prove an appointment theirs; the number of this call where it is meant. */
async function answerProof(turn: Turn, isNameAsked: boolean): Promise<Step | null> {
  const { heard, state, facts } = turn;
  const isThisNumber =
    !isNameAsked && /\b(?:this|same|my) (?:number|one|phone)|calling from\b/.test(heard.plain);
  if (isThisNumber && facts.callerNumber) state.proof.phone = facts.callerNumber;
  else if (!takeProof(turn, isNameAsked))
    return heard.isNo || CANNOT_SAY.test(heard.plain) ? giveUp(turn) : null;
  return proveWho(turn, [], afterProof);
}

/** How each question's answer is read. Null: what was said is no answer to it. */
export const ANSWERS: Record<Asked, (turn: Turn) => Promise<Step | null>> = {
  service: answerService,
  when: answerWhen,
  slot: answerSlot,
  name: (turn) => afterContact(turn, takeName(turn)),
  name_check: (turn) => afterContact(turn, takeNameCheck(turn)),
  attendee_name: (turn) => afterContact(turn, takeAttendeeName(turn)),
  phone_confirm: (turn) => afterContact(turn, takePhoneConfirmation(turn)),
  phone: (turn) => afterContact(turn, takePhone(turn)),
  phone_check: (turn) => afterContact(turn, takePhoneCheck(turn)),
  email: answerEmail,
  email_check: (turn) => afterContact(turn, takeEmailCheck(turn)),
  book_confirm: answerBookConfirm,
  proof_name: (turn) => answerProof(turn, true),
  proof_detail: (turn) => answerProof(turn, false),
  which_appointment: async (turn) =>
    turn.heard.when ||
    turn.heard.services.length > 0 ||
    /\b(?:first|second|last|next)\b/.test(turn.heard.plain)
      ? pickAppointment(turn)
      : null,
  cancel_confirm: answerCancelConfirm,
  move_confirm: answerMoveConfirm,
  message_text: answerMessageText,
  message_offer: answerMessageOffer,
  lead_reason: answerMessageText,
  language_offer: answerLanguageOffer,
  language_phone: answerLanguagePhone,
  about_appointment: answerAboutAppointment,
  anything_else: answerAnythingElse,
};
