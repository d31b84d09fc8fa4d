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

const enqueueCommand = (
  ctx: TenantContext,
  call: CallRow,
  order: { command: "fallback" | "hangup" } | { command: "screen" | "join" | "drop"; legId: string },
  delaySeconds = 0,
) =>
  enqueue(ctx, {
    kind: "call.command",
    payload: { callId: call.id, ...order },
    dedupeKey: ["call.command", call.id, ...Object.values(order)].join(":"),
    runAt: new Date(ctx.clock.now().getTime() + delaySeconds * 1000),
  });

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

async function followPeople(ctx: TenantContext, call: CallRow, facts: CallFacts, event: TelephonyEvent) {
  const legId = event.callControlId ?? event.legId ?? event.sessionId;
  const legs = Object.entries(facts.legs).filter(([id, leg]) => {
    const isConcerned = id === legId || (event.type === "hangup" && facts.legs[legId]?.isCaller);
    return isConcerned && isDialled(facts, leg);
  });
  for (const [id, leg] of legs) {
    const command = orderFor(facts, leg, event);
    if (command) await enqueueCommand(ctx, call, { command, legId: leg.controlId ?? id });
  }
}

/**
 * What a carrier's report asks for: an incoming call is answered, a person who picked up is asked or connected, and
 * where a leg brought nobody while the caller waits, somebody else must take the call.
 */
export async function followUp(ctx: TenantContext, call: CallRow, event: TelephonyEvent): Promise<void> {
  const facts = callFacts.parse(call.facts);
  await followPeople(ctx, call, facts, event);
  if (call.ended_at) return;
  if (event.type === "initiated" && event.direction === "incoming") {
    await enqueue(ctx, {
      kind: "call.connect",
      payload: { callId: call.id },
      dedupeKey: `call.connect:${call.id}`,
    });
  }
  if (event.type === "speak_ended" && facts.connect.apologizedAt)
    await enqueueCommand(ctx, call, { command: "hangup" });
  const legId = event.callControlId ?? event.legId ?? event.sessionId;
  const leg = facts.legs[legId];
  if (event.type !== "hangup" || !leg || leg.isCaller || takenAt(facts, leg)) return;
  if (callerLeg(facts)?.endedAt) return;
  if (isVoiceLeg(leg)) await enqueueCommand(ctx, call, { command: "fallback" }, FALLBACK_DELAY_SECONDS);
  else await enqueueComfort(ctx, call, `unanswered:${legId}`);
}
