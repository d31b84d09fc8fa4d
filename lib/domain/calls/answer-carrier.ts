import { type Context, inTenant } from "@/lib/domain/context";
import { apologize } from "./apologize";
import { isVoiceLeg, legsOf } from "./call-status";
import { callCarrier } from "./carrier";
import { lockCall } from "./change-call";
import { connectCall } from "./connect-call";
import { type FollowUp, followUps } from "./follow-up";
import { outcomeOf } from "./hand-off-facts";
import { loadLiveCall } from "./live-call";
import { runCallCommand } from "./run-call-command";
import type { TelephonyEvent } from "./telephony-event";

function carryOut(ctx: Context, callId: string, order: FollowUp): Promise<void> {
  return order.command === "connect"
    ? connectCall(ctx, { callId })
    : runCallCommand(ctx, { callId, ...order });
}

/**
 * Gives the orders again that a caller waits on: the carrier asks for the second time, as it does when our answer did not
 * reach it. Whoever was connected is not rung again.
 */
async function orderAgain(ctx: Context, callId: string): Promise<void> {
  const call = await loadLiveCall(ctx, callId);
  if (!call) return;
  const { connect, handOff, voice } = call.facts;
  if (connect.apologizedAt) return apologize(ctx, call);
  if (handOff) {
    const index = handOff.attempts.length - 1;
    const last = handOff.attempts[index];
    if (!last || (last.via ?? handOff.via) !== "transfer") return;
    const outcome = outcomeOf(call.facts, last);
    if (outcome === "pending")
      await callCarrier(ctx, call, { command: "transfer", to: last.number, attempt: index });
    // Who waits for our answer has nobody on the line, though the receptionist's end may be told later.
    else if (outcome !== "taken") await apologize(ctx, call);
    return;
  }
  const isUnrung = !voice.startedAt && !legsOf(call.facts).some(isVoiceLeg);
  if (connect.sipAddress && connect.voiceAcceptedAt && isUnrung)
    await callCarrier(ctx, call, { command: "transfer", to: connect.sipAddress });
}

/**
 * Does at once what a carrier's reports ask for, where it holds a leg until it is told what becomes of it: the orders go
 * through the ports of the context, into the answer that is still open.
 * @param input.hasAnswer whether an order for that leg has been given.
 * @throws VendorError, retryable, when another order did not get through.
 */
export async function answerCarrier(
  ctx: Context,
  input: { callId: string; events: readonly TelephonyEvent[]; hasAnswer: () => boolean },
): Promise<void> {
  const { callId, events, hasAnswer } = input;
  for (const event of events) {
    if (hasAnswer()) return;
    const call = await inTenant(ctx, (ctx) => lockCall(ctx, callId));
    for (const order of followUps(call, event)) await carryOut(ctx, callId, order);
  }
  const isAboutPerson = events.some(({ type }) => type === "detection_ended" || type === "keys_gathered");
  if (!hasAnswer() && !isAboutPerson) await orderAgain(ctx, callId);
}
