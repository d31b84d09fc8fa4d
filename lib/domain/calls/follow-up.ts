import type { TenantContext } from "@/lib/domain/context";
import { enqueue } from "@/lib/domain/events";
import { callerLeg, isVoiceLeg } from "./call-status";
import type { CallRow } from "./change-call";
import { type CallFacts, callFacts, type LegFacts } from "./facts";
import { enqueueComfort } from "./fall-back";
import { isDialled, takenAt } from "./hand-off-facts";
import type { TelephonyEvent } from "./telephony-event";

const FALLBACK_DELAY_SECONDS = 1;
const TAKES_THE_CALL = "1";

/** What a report asks for. `connect` is the first of a call. */
export type FollowUp =
  | { command: "connect" }
  | { command: "fallback" }
  | { command: "comfort" }
  | { command: "hangup" }
  | { command: "screen" | "join" | "drop"; legId: string };

/** What a report of a person whom we rang, and who is not connected yet, asks for. */
function orderFor(
  facts: CallFacts,
  leg: LegFacts,
  event: TelephonyEvent,
): "screen" | "join" | "drop" | undefined {
  const hasWhisper = facts.handOff?.hasWhisper ?? false;
  if (leg.endedAt || leg.bridgedAt) return undefined;
  // Nobody is to be troubled for a caller who is gone.
  if (callerLeg(facts)?.endedAt || leg.isMachine) return "drop";
  if (event.type === "answered") return hasWhisper ? "screen" : undefined;
  if (event.type === "detection_ended") return hasWhisper ? undefined : "join";
  if (event.type === "keys_gathered") return event.keys === TAKES_THE_CALL ? "join" : "drop";
  return undefined;
}

const legIdOf = (event: TelephonyEvent): string => event.callControlId ?? event.legId ?? event.sessionId;

function ofPeople(facts: CallFacts, event: TelephonyEvent): FollowUp[] {
  const legId = legIdOf(event);
  return Object.entries(facts.legs).flatMap(([id, leg]) => {
    const isConcerned = id === legId || (event.type === "hangup" && facts.legs[legId]?.isCaller);
    if (!isConcerned || !isDialled(facts, leg)) return [];
    const command = orderFor(facts, leg, event);
    return command ? [{ command, legId: leg.controlId ?? id }] : [];
  });
}

/**
 * What a carrier's report asks for: an incoming call is answered, a person who picked up is asked or connected, and
 * where a leg brought nobody while the caller waits, somebody else must take the call.
 */
export function followUps(call: CallRow, event: TelephonyEvent): FollowUp[] {
  const facts = callFacts.parse(call.facts);
  const orders = ofPeople(facts, event);
  if (call.ended_at) return orders;
  if (event.type === "initiated" && event.direction === "incoming") orders.push({ command: "connect" });
  if (event.type === "speak_ended" && facts.connect.apologizedAt) orders.push({ command: "hangup" });
  const leg = facts.legs[legIdOf(event)];
  if (event.type !== "hangup" || !leg || leg.isCaller || takenAt(facts, leg)) return orders;
  if (callerLeg(facts)?.endedAt) return orders;
  return [...orders, { command: isVoiceLeg(leg) ? "fallback" : "comfort" }];
}

function enqueueFollowUp(ctx: TenantContext, call: CallRow, order: FollowUp, occasion: string) {
  if (order.command === "comfort") return enqueueComfort(ctx, call, `unanswered:${occasion}`);
  if (order.command === "connect")
    return enqueue(ctx, {
      kind: "call.connect",
      payload: { callId: call.id },
      dedupeKey: `call.connect:${call.id}`,
    });
  const delaySeconds = order.command === "fallback" ? FALLBACK_DELAY_SECONDS : 0;
  return enqueue(ctx, {
    kind: "call.command",
    payload: { callId: call.id, ...order },
    dedupeKey: ["call.command", call.id, ...Object.values(order)].join(":"),
    runAt: new Date(ctx.clock.now().getTime() + delaySeconds * 1000),
  });
}

/**
 * Whether the carrier is about to ask, so that its answer decides and no job: once somebody picks up whom we rang, and
 * once a leg is over that it put a caller through to.
 */
function asksSoon(event: TelephonyEvent, facts: CallFacts): boolean {
  if (event.provider !== "twilio") return false;
  const leg = facts.legs[legIdOf(event)];
  const isPutThrough = leg !== undefined && !leg.isCaller && !isDialled(facts, leg);
  return event.type === "answered" || (event.type === "hangup" && isPutThrough);
}

/** Has what a report asks for done by jobs, unless the carrier waits for it in our answer, or is about to. */
export async function followUp(ctx: TenantContext, call: CallRow, event: TelephonyEvent): Promise<void> {
  if (event.isAsked || asksSoon(event, callFacts.parse(call.facts))) return;
  for (const order of followUps(call, event)) await enqueueFollowUp(ctx, call, order, legIdOf(event));
}
