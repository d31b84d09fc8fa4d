import { z } from "zod";
import type { CallFacts, LegFacts } from "./facts";

const instant = z.iso.datetime().optional();

/** Whom a caller is to be put through to, as it was settled when it was ordered. */
export const handOffPlan = z.object({
  /** The caller asked for a person, or the receptionist could not take the call. */
  cause: z.enum(["asked_for", "not_taken"]),
  /** `dial`: the caller stays with the receptionist until a person takes the call. `transfer`: the carrier rings them at once. */
  via: z.enum(["dial", "transfer"]),
  reason: z.string(),
  urgency: z.enum(["low", "medium", "high", "critical"]),
  hasWhisper: z.boolean(),
  /** In the order in which they are rung. */
  numbers: z.array(z.string()),
});
export type HandOffPlan = z.infer<typeof handOffPlan>;

const attempt = z.object({
  number: z.string(),
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

/** Whether we dialled this leg ourselves, and connect it once a person on it takes the call. */
export const isDialled = ({ handOff }: CallFacts, leg: LegFacts): boolean =>
  handOff?.via === "dial" && !leg.isCaller && leg.to !== undefined && handOff.numbers.includes(leg.to);

/**
 * When somebody on this leg took the call over. A leg that we dial is answered before the person has heard whose
 * call it is, and may be answered by a machine: there only the connection counts.
 */
export const takenAt = (facts: CallFacts, leg: LegFacts): string | undefined =>
  isDialled(facts, leg) ? leg.bridgedAt : (leg.answeredAt ?? leg.bridgedAt);

const legTo = (facts: CallFacts, number: string): LegFacts | undefined =>
  Object.values(facts.legs).find((leg) => !leg.isCaller && leg.to === number);

/** What became of an attempt. */
export function outcomeOf(facts: CallFacts, { number, refusedAt }: HandOffAttempt): AttemptOutcome {
  const leg = legTo(facts, number);
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
