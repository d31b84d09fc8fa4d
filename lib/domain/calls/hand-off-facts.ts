import { z } from "zod";
import type { CallFacts, LegFacts } from "./facts";

const instant = z.iso.datetime().optional();

/** Whom a caller is to be put through to, as it was settled when it was ordered. */
export const handOffPlan = z.object({
  /** The caller asked for a person, the receptionist could not take the call, or the team took it over. */
  cause: z.enum(["asked_for", "not_taken", "taken_over"]),
  /** `dial`: the caller stays with the receptionist until a person takes the call. `transfer`: the carrier rings them at once. */
  via: z.enum(["dial", "transfer"]),
  reason: z.string(),
  urgency: z.enum(["low", "medium", "high", "critical"]),
  hasWhisper: z.boolean(),
  /** In the order in which they are rung. */
  numbers: z.array(z.string()),
  /** Who was to be rung as well, but may not be dialled, and why. */
  refused: z.array(z.object({ number: z.string(), reason: z.string() })).optional(),
  /** A take-over from the dashboard comes after the hand-off and take-overs before it: 1, 2, … */
  takeOver: z.int().positive().optional(),
});
export type HandOffPlan = z.infer<typeof handOffPlan>;

const attempt = z.object({
  number: z.string(),
  via: handOffPlan.shape.via.optional(),
  /** When the carrier took our order, or refused it. */
  acceptedAt: instant,
  refusedAt: instant,
});

/** A plan and how far it has got. */
export const handOffFacts = handOffPlan.extend({
  attempts: z.array(attempt).default([]),
  /** When the receptionist was told that nobody came. */
  toldAt: instant,
});
export type HandOffFacts = z.infer<typeof handOffFacts>;
export type HandOffAttempt = z.infer<typeof attempt>;

/** How an attempt went, in words for the owner. */
export type Missed =
  | "no answer"
  | "busy"
  | "voicemail"
  | "did not take the call"
  | "could not be reached"
  | typeof CALLER_FIRST;
export type AttemptOutcome = "pending" | "taken" | Missed;

const CALLER_FIRST = "the caller hung up first";

const CAUSES: Record<string, Missed> = {
  user_busy: "busy",
  timeout: "no answer",
  no_answer: "no answer",
  originator_cancel: "no answer",
};

const firstSeenAt = (leg: LegFacts): string =>
  [leg.initiatedAt, leg.answeredAt, leg.bridgedAt, leg.endedAt].filter((at) => at !== undefined).sort()[0] ??
  "";

/** The legs to a number in the order in which they were rung. */
const legsTo = (facts: CallFacts, number: string): LegFacts[] =>
  Object.values(facts.legs)
    .filter((leg) => !leg.isCaller && leg.to === number)
    .toSorted((one, other) => firstSeenAt(one).localeCompare(firstSeenAt(other)));

/** The attempts to reach a number in the order of their legs: one that was refused has none. */
function attemptsTo({ handOff }: CallFacts, number: string): HandOffAttempt[] {
  const all = (handOff?.attempts ?? []).filter((one) => one.number === number);
  return [...all.filter((one) => !one.refusedAt), ...all.filter((one) => one.refusedAt)];
}

/** Whether we dialled this leg ourselves, and connect it once a person on it takes the call. */
export function isDialled(facts: CallFacts, leg: LegFacts): boolean {
  const { handOff } = facts;
  if (!handOff || leg.isCaller || leg.to === undefined) return false;
  const attempts = attemptsTo(facts, leg.to);
  const ofLeg = attempts[legsTo(facts, leg.to).indexOf(leg)] ?? attempts.at(-1);
  if (!ofLeg) return handOff.via === "dial" && handOff.numbers.includes(leg.to);
  return (ofLeg.via ?? handOff.via) === "dial";
}

/**
 * When somebody on this leg took the call over. A leg that we dial is answered before the person has heard whose
 * call it is, and may be answered by a machine: there only the connection counts.
 */
export const takenAt = (facts: CallFacts, leg: LegFacts): string | undefined =>
  isDialled(facts, leg) ? leg.bridgedAt : (leg.answeredAt ?? leg.bridgedAt);

/** What became of an attempt of these facts. */
export function outcomeOf(facts: CallFacts, attempt: HandOffAttempt): AttemptOutcome {
  const { number, refusedAt } = attempt;
  const leg = legsTo(facts, number)[attemptsTo(facts, number).indexOf(attempt)];
  const callerEndedAt = Object.values(facts.legs).find(({ isCaller }) => isCaller)?.endedAt;
  if (leg && takenAt(facts, leg)) return "taken";
  if (refusedAt) return "could not be reached";
  if (!leg?.endedAt) return "pending";
  if (leg.isMachine) return "voicemail";
  if (callerEndedAt && callerEndedAt <= leg.endedAt) return CALLER_FIRST;
  if (leg.answeredAt) return "did not take the call";
  return CAUSES[leg.endCause ?? ""] ?? "could not be reached";
}

export type NextStep =
  /** Somebody took the call, or is being rung. */
  | { step: "wait" }
  /** `index` of an attempt that is to be ordered, anew or again with the same command. */
  | { step: "ring"; number: string; index: number }
  /** Everybody was rung and nobody came. */
  | { step: "give_up" };

/** What is to be done next for a caller who is to be put through. */
export function nextStep(facts: CallFacts): NextStep {
  const { handOff } = facts;
  if (!handOff) return { step: "wait" };
  const { attempts, numbers } = handOff;
  if (attempts.some((one) => outcomeOf(facts, one) === "taken")) return { step: "wait" };
  const last = attempts.at(-1);
  if (last && outcomeOf(facts, last) === "pending") {
    return last.acceptedAt
      ? { step: "wait" }
      : { step: "ring", number: last.number, index: attempts.length - 1 };
  }
  const number = numbers[attempts.length];
  return number === undefined ? { step: "give_up" } : { step: "ring", number, index: attempts.length };
}

/**
 * The facts with whom the caller is to be put through to. The first plan stands; only a take-over takes its place, as
 * long as nobody took the call, and rings after whoever has been rung by then.
 */
export function withPlan(facts: CallFacts, plan: HandOffPlan): CallFacts {
  const { handOff } = facts;
  if (!handOff) return { ...facts, handOff: { ...plan, attempts: [] } };
  const isTaken = handOff.attempts.some((one) => outcomeOf(facts, one) === "taken");
  if (isTaken || (plan.takeOver ?? 0) <= (handOff.takeOver ?? 0)) return facts;
  const attempts = handOff.attempts.map((one) => ({ ...one, via: one.via ?? handOff.via }));
  const { toldAt: _, ...settled } = handOff;
  const numbers = [...attempts.map(({ number }) => number), ...plan.numbers];
  const refused = [...(settled.refused ?? []), ...(plan.refused ?? [])];
  return {
    ...facts,
    handOff: { ...settled, via: plan.via, takeOver: plan.takeOver, numbers, attempts, refused },
  };
}

/** The facts with an attempt begun, or more known of one. */
export function withAttempt(facts: CallFacts, index: number, known: HandOffAttempt): CallFacts {
  const { handOff } = facts;
  if (!handOff) return facts;
  const attempts = [...handOff.attempts];
  attempts[index] = { ...known, ...attempts[index] };
  return { ...facts, handOff: { ...handOff, attempts } };
}

/** Who was rung and how it went, a line each. Whoever is rung still, is for a caller who is gone. */
export const attemptsText = (facts: CallFacts): string =>
  (facts.handOff?.attempts ?? [])
    .map((one) => {
      const outcome = outcomeOf(facts, one);
      return `${one.number}: ${outcome === "pending" ? CALLER_FIRST : outcome}`;
    })
    .join("\n");

/** Who was not rung and why, a line each. */
export const refusedText = (refused: HandOffPlan["refused"] = []): string =>
  refused.length === 0 ? "" : `Not rung:\n${refused.map(({ reason }) => reason).join("\n")}`;
