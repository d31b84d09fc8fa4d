import { CLAIM } from "../claim";
import { hasReceipt } from "../lines";
import { SAY } from "../say";
import { asNoun, localDay, spokenMoment } from "../speech";
import type { Step, Turn } from "../turn";
import type { KnownAppointment } from "../types";
import { absorb, alternativesIn, askMove, offerInstead } from "./booking";
import { finishGoal, offerMessage, wishAsMessage } from "./ending";
import { proofArguments, proveWho, takeProof } from "./identity";
import { findAndOffer } from "./slots";
import { changeSaid, isSpokenOf, wishOf } from "./which-and-when";

/** What of this caller is still to come. */
export function ownAppointments(turn: Turn): KnownAppointment[] {
  const { found, booked, cancelled } = turn.state;
  const known = new Map([...turn.facts.upcoming, ...found].map((row) => [row.id, row]));
  for (const row of booked) known.set(row.id, row);
  return [...known.values()]
    .filter((row) => !cancelled.includes(row.id) && Date.parse(row.startsAt) > turn.facts.now.getTime())
    .sort((a, b) => a.startsAt.localeCompare(b.startsAt));
}

const nounOf = (row: KnownAppointment): string => (row.service ? asNoun(row.service) : "appointment");
const momentOf = (turn: Turn, row: KnownAppointment): string =>
  spokenMoment(row.startsAt, turn.facts.timeZone);

/** The appointments that fit what was said of them: the service, or the day. */
function meant(turn: Turn, rows: KnownAppointment[]): KnownAppointment[] {
  const { heard, facts } = turn;
  const names = heard.services.map((service) => service.name);
  const byService = rows.filter((row) => row.service !== null && names.includes(row.service));
  if (byService.length === 1) return byService;
  const onDay = (day: string | null | undefined): KnownAppointment[] =>
    rows.filter((row) => localDay(row.startsAt, facts.timeZone) === day);
  const said = changeSaid(turn);
  const spokenOf = rows.filter((row) => isSpokenOf(said, localDay(row.startsAt, facts.timeZone)));
  if (spokenOf.length === 1) return spokenOf;
  const byDay = onDay(heard.when?.date);
  if (byDay.length === 1) return byDay;
  const isProving = turn.state.asked === "proof_name" || turn.state.asked === "proof_detail";
  const byProof = isProving ? onDay(turn.state.proof.date) : [];
  if (byProof.length === 1) return byProof;
  if (/\b(?:first|next|earlier)\b/.test(heard.plain)) return rows.slice(0, 1);
  if (/\b(?:second|last|later)\b/.test(heard.plain)) return rows.slice(-1);
  return rows;
}

/** Nothing is known to be the caller's: says so, and asks for what proves an appointment theirs. */
function askWhose(turn: Turn): Promise<Step> {
  takeProof(turn, false);
  const { callerNumber, isNumberShared } = turn.facts;
  const isUnknown = callerNumber !== "" && !isNumberShared;
  return proveWho(turn, [isUnknown ? SAY.noAppointment() : SAY.checkWho()], afterProof);
}

/** Goes on with what the appointment was looked up for. */
export async function afterProof(turn: Turn): Promise<Step> {
  if (turn.state.goal !== "find") return pickAppointment(turn);
  const step = await tellAppointment(turn);
  finishGoal(turn);
  return { ...step, lines: [...step.lines, SAY.moveOrCancel()], asked: "about_appointment" };
}

/** Another appointment of the caller than the one in hand, where they name it: "not Friday's, the Tuesday one". */
export function otherMeant(turn: Turn): boolean {
  const said = changeSaid(turn);
  const { change } = turn.state;
  if (!said.which?.date || !change) return false;
  const meantRows = ownAppointments(turn).filter((row) =>
    isSpokenOf(said, localDay(row.startsAt, turn.facts.timeZone)),
  );
  return meantRows.length > 0 && meantRows.every(({ id }) => id !== change.id);
}

/** Opens a change with what the utterance says: which appointment, and the new time. */
export async function startChange(turn: Turn, goal: "reschedule" | "cancel"): Promise<Step> {
  const { state } = turn;
  if (goal === "reschedule" && turn.facts.isMessageOnly) return wishAsMessage(turn);
  finishGoal(turn);
  state.goal = goal;
  return pickAppointment(turn);
}

/** Finds the appointment that is meant, or asks which one. */
export async function pickAppointment(turn: Turn): Promise<Step> {
  const { state } = turn;
  const rows = ownAppointments(turn);
  const goal = state.goal === "cancel" ? "cancel" : "reschedule";
  if (rows.length === 0) return askWhose(turn);
  const [row, ...others] = meant(turn, rows);
  if (!row || others.length > 0) {
    const options = rows.slice(0, 3).map((one) => `your ${nounOf(one)} on ${momentOf(turn, one)}`);
    return {
      lines: [SAY.whichAppointment(options)],
      asked: "which_appointment",
      why: "rule:which-appointment",
    };
  }
  state.change = row;
  if (goal === "cancel") {
    return {
      lines: [SAY.askCancel(nounOf(row), momentOf(turn, row))],
      asked: "cancel_confirm",
      why: "rule:ask-cancel",
    };
  }
  state.request.service = row.service;
  state.request.isServiceSettled = true;
  const oldDay = localDay(row.startsAt, turn.facts.timeZone);
  const said = changeSaid(turn);
  const isProof = turn.state.asked === "proof_name" || turn.state.asked === "proof_detail";
  const isOldDay = said.wish?.date === oldDay && !said.wish.exact;
  const isNewTime = said.wish !== null && !isOldDay && !isProof;
  if (isNewTime) absorb(wishOf(turn, said));
  if (state.request.when && !state.request.when.date) state.request.when.date = oldDay;
  if (isNewTime || state.request.when) {
    return findAndOffer(turn, [SAY.yourAppointment(nounOf(row), momentOf(turn, row))], askMove);
  }
  return {
    lines: [SAY.askNewTime(nounOf(row), momentOf(turn, row))],
    asked: "when",
    why: "rule:ask-new-time",
  };
}

/** The caller's wish for the new time. */
export async function answerNewTime(turn: Turn): Promise<Step | null> {
  if (otherMeant(turn)) return pickAppointment(turn);
  return absorb(turn) ? findAndOffer(turn, [], askMove) : null;
}

export async function cancelIt(turn: Turn): Promise<Step> {
  const { state } = turn;
  const row = state.change;
  if (!row) return pickAppointment(turn);
  const answer = await turn.use("cancel_appointment", {
    appointment_id: row.id,
    ...proofArguments(turn, row),
  });
  if (!answer.ok || !hasReceipt(answer, ["appointment"])) {
    return offerMessage(
      turn,
      `Would like to cancel the appointment on ${momentOf(turn, row)}.`,
      [SAY.changeFailed()],
      "rule:change-failed",
    );
  }
  state.cancelled.push(row.id);
  finishGoal(turn);
  return {
    lines: [CLAIM.cancelled(answer, nounOf(row), momentOf(turn, row)), SAY.anythingElse()],
    asked: "anything_else",
    why: `receipt:appointment:${row.id}`,
  };
}

export async function moveIt(turn: Turn): Promise<Step> {
  const { state } = turn;
  const { change: row } = state;
  const slot = state.request.chosen;
  if (!row || !slot) return pickAppointment(turn);
  const answer = await turn.use("reschedule_appointment", {
    appointment_id: row.id,
    starts_at: slot.startsAt,
    ...proofArguments(turn, row),
  });
  const alternatives = alternativesIn(answer);
  if (alternatives) return offerInstead(turn, alternatives);
  if (!answer.ok || !hasReceipt(answer, ["appointment"])) {
    return offerMessage(
      turn,
      `Would like to move the appointment on ${momentOf(turn, row)}.`,
      [SAY.changeFailed()],
      "rule:change-failed",
    );
  }
  const moved = { ...row, startsAt: slot.startsAt };
  state.booked = [...state.booked.filter((other) => other.id !== row.id), moved];
  finishGoal(turn);
  return {
    lines: [CLAIM.moved(answer, nounOf(row), momentOf(turn, moved)), SAY.anythingElse()],
    asked: "anything_else",
    why: `receipt:appointment:${row.id}`,
  };
}

/** When the caller's appointments are; who they are is asked first where that is not known. */
export async function tellAppointment(turn: Turn): Promise<Step> {
  const rows = ownAppointments(turn);
  if (rows.length === 0) {
    finishGoal(turn);
    turn.state.goal = "find";
    return askWhose(turn);
  }
  return {
    lines: rows.slice(0, 2).map((row) => SAY.yourAppointment(nounOf(row), momentOf(turn, row))),
    asked: null,
    why: "fact:appointments",
  };
}
