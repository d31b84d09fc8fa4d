import type { CallFacts, LegFacts } from "./facts";
import { takenAt } from "./hand-off-facts";

export const CALL_STATUSES = [
  "ringing",
  "in_progress",
  "completed",
  "transferred",
  "missed",
  "failed",
] as const;
export type CallStatus = (typeof CALL_STATUSES)[number];

/** What follows from the facts of a call. Instants are ISO 8601 in UTC. */
export interface DerivedCall {
  status: CallStatus;
  startedAt: string | undefined;
  answeredAt: string | undefined;
  bridgedAt: string | undefined;
  transferredAt: string | undefined;
  endedAt: string | undefined;
  failedAt: string | undefined;
  durationSeconds: number | null;
  /** How long the receptionist was on the line; null until the end is known, and where it never was. */
  aiSeconds: number | null;
  disconnectReason: string | undefined;
  fromNumber: string | undefined;
  toNumber: string | undefined;
  providerCallId: string | undefined;
}

const HANDED_OVER = new Set(["call_transfer", "transfer_bridged", "call_take_over"]);
const NEVER_CONNECTED = new Set([
  "dial_busy",
  "dial_failed",
  "dial_no_answer",
  "invalid_destination",
  "telephony_provider_permission_denied",
  "telephony_provider_unavailable",
  "sip_routing_error",
  "registered_call_timeout",
  "concurrency_limit_reached",
  "no_concurrency_fallback",
  "no_valid_payment",
]);

const first = (instants: (string | undefined)[]): string | undefined =>
  instants.filter((instant) => instant !== undefined).sort()[0];

export const legsOf = (facts: CallFacts): LegFacts[] => Object.values(facts.legs);
export const callerLeg = (facts: CallFacts): LegFacts | undefined =>
  legsOf(facts).find((leg) => leg.isCaller);
/** Whether a leg leads to the voice vendor and not to a person. */
export const isVoiceLeg = (leg: LegFacts): boolean => leg.to?.toLowerCase().startsWith("sip") ?? false;

const legsToPeople = (facts: CallFacts): LegFacts[] =>
  legsOf(facts).filter((leg) => !leg.isCaller && leg.to !== undefined && !isVoiceLeg(leg));

/** Whether people were dialled and none of them answered, or may yet. */
export function hasUnansweredPerson(facts: CallFacts): boolean {
  const people = legsToPeople(facts);
  return people.length > 0 && people.every((leg) => leg.endedAt && !takenAt(facts, leg));
}

/** Whether the receptionist is on the line; the carrier may be the first to tell that it is not any more. */
export function isReceptionistThere(facts: CallFacts): boolean {
  const { voice } = facts;
  const legs = legsOf(facts).filter(isVoiceLeg);
  const hasLeft = legs.length > 0 && legs.every((leg) => leg.endedAt !== undefined);
  return voice.startedAt !== undefined && voice.endedAt === undefined && !hasLeft;
}

/** Whether the caller waits on a line without anybody: no person answered, and the receptionist left or never came. */
export const isLeftAlone = (facts: CallFacts): boolean =>
  hasUnansweredPerson(facts) && !isReceptionistThere(facts) && !callerLeg(facts)?.endedAt;

const isFailure = (reason: string | undefined): boolean =>
  reason !== undefined && (reason.startsWith("error_") || NEVER_CONNECTED.has(reason));

/** When a person took the call over, as their leg or the voice vendor says. */
export function takenOverAt(facts: CallFacts): string | undefined {
  const taken = first(legsToPeople(facts).map((leg) => takenAt(facts, leg)));
  if (taken) return taken;
  const { voice } = facts;
  return voice.disconnectReason && HANDED_OVER.has(voice.disconnectReason) ? voice.endedAt : undefined;
}

/**
 * When the call was over: the caller's leg ended. Other legs end it only where the caller's is unknown and all
 * of them did; the voice vendor where it had spoken, handed nobody over, and nobody else was dialled: a caller
 * whose transfer failed is still on the line.
 */
function endedAt(facts: CallFacts, isTransferred: boolean): string | undefined {
  const caller = callerLeg(facts);
  if (caller?.endedAt) return caller.endedAt;
  const ends = legsOf(facts).map((leg) => leg.endedAt);
  if (!caller && ends.length > 0 && ends.every((end) => end !== undefined)) return ends.sort().at(-1);
  const { voice, connect } = facts;
  const hasSpoken = voice.startedAt !== undefined || voice.transcriptRank > 0;
  const isWithVoice = !isTransferred && (!caller || (hasSpoken && legsToPeople(facts).length === 0));
  if (voice.endedAt && isWithVoice) return voice.endedAt;
  return connect.goneAt;
}

/** No call lasts longer, whatever is reported of it. */
const LONGEST_SECONDS = 86_400;

const secondsBetween = (from: string | undefined, to: string | undefined): number | null =>
  from && to
    ? Math.min(LONGEST_SECONDS, Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000)))
    : null;

/**
 * The state of a call from its facts alone: ringing → in_progress → completed · transferred · missed · failed.
 * Pure, so that every order of the same reports ends in the same state.
 */
export function deriveCall(facts: CallFacts): DerivedCall {
  const { voice, connect } = facts;
  const caller = callerLeg(facts);
  const handedOver = takenOverAt(facts);
  const ended = endedAt(facts, handedOver !== undefined);
  const answered = caller?.answeredAt ?? voice.startedAt ?? caller?.bridgedAt;
  const failed = connect.failedAt ?? (isFailure(voice.disconnectReason) ? voice.endedAt : undefined);
  // The voice vendor's own times, where it gave them: a carrier's may be those of whoever has the account there.
  const spokeUntil = ended && (voice.endedAt ?? ended);
  const derived = {
    startedAt:
      caller?.initiatedAt ??
      first([
        ...legsOf(facts).flatMap((leg) => [leg.initiatedAt, leg.answeredAt, leg.bridgedAt, leg.endedAt]),
        voice.startedAt,
        voice.endedAt,
      ]),
    answeredAt: answered,
    bridgedAt: first(legsOf(facts).map((leg) => leg.bridgedAt)),
    transferredAt: handedOver,
    endedAt: ended,
    failedAt: failed,
    durationSeconds: secondsBetween(answered, ended),
    aiSeconds: secondsBetween(voice.startedAt, spokeUntil),
    disconnectReason: voice.disconnectReason ?? caller?.endCause,
    fromNumber: caller?.from ?? voice.from,
    toNumber: caller?.to ?? voice.to,
    providerCallId: caller?.controlId,
  };
  return { ...derived, status: statusOf(derived, connect.failedAt !== undefined) };
}

function statusOf(call: Omit<DerivedCall, "status">, couldNotConnect: boolean): CallStatus {
  if (call.transferredAt) return "transferred";
  if (!call.endedAt) return call.answeredAt ? "in_progress" : "ringing";
  if (couldNotConnect) return "failed";
  if (!call.answeredAt) return "missed";
  return call.failedAt ? "failed" : "completed";
}

/** Only the status of `deriveCall`. */
export const callStatus = (facts: CallFacts): CallStatus => deriveCall(facts).status;
