import { z } from "zod";
import type { Line } from "../lines";
import { answeredName } from "../people";
import { SAY } from "../say";
import { noProof } from "../state";
import type { Step, Turn } from "../turn";
import type { JsonObject, KnownAppointment, When } from "../types";
import type { Why } from "../why";
import { absorb } from "./booking";
import { offerMessage } from "./ending";
import { changeSaid, wishOf } from "./which-and-when";

const WHOLE_NUMBER_DIGITS = 10;
const MOST_TRIES = 2;

const foundSchema = z.object({
  appointments: z
    .array(z.object({ appointment_id: z.string(), starts_at: z.string(), service: z.string().nullish() }))
    .min(1),
});

/** What the caller said to prove an appointment theirs, as arguments of the tools that ask for it. */
export function proofArguments(turn: Turn, row: KnownAppointment): JsonObject {
  const { found, booked, proof } = turn.state;
  const isProvenHere = booked.some(({ id }) => id === row.id) || !found.some(({ id }) => id === row.id);
  if (isProvenHere) return {};
  return {
    name: proof.name ?? undefined,
    phone: proof.phone ?? undefined,
    appointment_date: proof.date ?? undefined,
  };
}

/**
 * The day that is said of the appointment. Where it is to be moved, the wished day is kept apart; one day alone is the
 * new one unless it answers the question for the old one.
 */
function provingWhen(turn: Turn): When | null {
  const { heard, state } = turn;
  if (state.goal !== "reschedule") return heard.when;
  const said = changeSaid(turn);
  const isAnswer = state.asked === "proof_name" || state.asked === "proof_detail";
  if (isAnswer && !said.which) return heard.when;
  if (said.wish) absorb(wishOf(turn, said));
  return said.which;
}

/** Takes a name, a number or a date of what was said to prove an appointment. @returns whether there was any. */
export function takeProof(turn: Turn, isNameAsked: boolean): boolean {
  const { heard, state } = turn;
  const { proof, caller } = state;
  const name = heard.name ?? (isNameAsked ? answeredName(heard.text) : null);
  const when = provingWhen(turn);
  const date = when?.untilDate ? null : (when?.date ?? null);
  if (name) proof.name = name;
  if (heard.phone) proof.phone = heard.phone;
  else if (date) proof.date = date;
  else if (!isNameAsked && state.asked === "proof_detail" && heard.digits.length >= 3) {
    caller.phoneSoFar += heard.digits;
    if (caller.phoneSoFar.length >= WHOLE_NUMBER_DIGITS) {
      [proof.phone, caller.phoneSoFar] = [caller.phoneSoFar, ""];
    }
    return true;
  }
  return Boolean(name ?? heard.phone ?? date);
}

/** What is still needed before an appointment is looked up, asked for one by one; then the look-up. */
export async function proveWho(
  turn: Turn,
  lead: Line[],
  onFound: (turn: Turn) => Promise<Step>,
): Promise<Step> {
  const { state } = turn;
  const { proof } = state;
  if (!proof.name) {
    return { lines: [...lead, SAY.askProofName()], asked: "proof_name", why: "rule:ask-proof" };
  }
  if (!proof.phone && !proof.date) {
    const ask = state.caller.phoneSoFar ? SAY.goOn() : SAY.askProofDetail();
    return { lines: [...lead, ask], asked: "proof_detail", why: "rule:ask-proof" };
  }
  const said = {
    name: proof.name,
    phone: proof.phone ?? undefined,
    appointment_date: proof.date ?? undefined,
  };
  const answer = await turn.use("find_appointments", said);
  const found = foundSchema.safeParse(answer.ok ? answer.result : null);
  if (found.success) {
    state.found = found.data.appointments.map((row) => ({
      id: row.appointment_id,
      startsAt: row.starts_at,
      service: row.service ?? null,
    }));
    return onFound(turn);
  }
  if (!answer.ok) return giveUp(turn, SAY.toolTrouble(), "rule:tool-failed");
  proof.tries += 1;
  if (proof.tries >= MOST_TRIES) return giveUp(turn);
  [proof.phone, proof.date] = [null, null];
  return {
    lines: [SAY.cannotMatch(), SAY.askProofAgain()],
    asked: "proof_detail",
    why: "rule:not-proven",
  };
}

/** The end of the look-up: staff may have it written down, with what the caller said. */
export function giveUp(turn: Turn, line = SAY.cannotMatch(), why: Why = "rule:not-proven"): Step {
  const { goal, proof } = turn.state;
  const wish = goal === "cancel" ? "cancel" : goal === "reschedule" ? "move" : "know about";
  const under = proof.name ? ` Said it is under ${proof.name}${proof.date ? `, on ${proof.date}` : ""}.` : "";
  turn.state.proof = noProof();
  return offerMessage(turn, `Would like to ${wish} an appointment.${under} Not matched.`, [line], why);
}
