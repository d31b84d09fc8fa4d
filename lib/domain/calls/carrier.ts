import type { Context } from "@/lib/domain/context";
import { carrierOf } from "@/lib/domain/integrations";
import { type TelephonyPort, VendorError } from "@/lib/domain/ports";
import { callerLeg } from "./call-status";
import { noteStep } from "./change-call";
import { commandId } from "./command-id";
import type { ConnectFacts } from "./facts";
import { type LiveCall, loadLiveCall } from "./live-call";

const RING_SECONDS = 25;

/** An order to the carrier. `step` is the fact that its acceptance is noted as. */
export type CarrierCommand =
  | { command: "answer" }
  | { command: "hangup" }
  | { command: "speak"; text: string; step?: keyof ConnectFacts }
  /** `attempt`: which one of the call it is, as the same number may be rung again. */
  | { command: "transfer"; to: string; attempt?: number; step?: keyof ConnectFacts };

function send(
  telephony: TelephonyPort,
  call: LiveCall,
  providerCallId: string,
  order: CarrierCommand,
): Promise<void> {
  const { id: callId, toNumber } = call;
  switch (order.command) {
    case "answer":
      return telephony.answer(providerCallId, { commandId: commandId(callId, "answer") });
    case "hangup":
      return telephony.hangUp(providerCallId, { commandId: commandId(callId, "hangup") });
    case "speak":
      return telephony.speak(providerCallId, {
        text: order.text,
        commandId: commandId(callId, `speak:${order.text}`),
      });
    case "transfer":
      return telephony.transfer(providerCallId, {
        to: order.to,
        commandId: commandId(
          callId,
          ["transfer", order.to, order.attempt].filter((part) => part !== undefined).join(":"),
        ),
        timeoutSeconds: RING_SECONDS,
        from: toNumber ?? undefined,
      });
  }
}

/**
 * Whether the carrier takes an order; a refusal is logged.
 * @throws VendorError when it is out of reach: the job tries again with the same command id.
 */
export async function isAccepted(
  ctx: Context,
  callId: string,
  command: string,
  order: () => Promise<void>,
): Promise<boolean> {
  try {
    await order();
    return true;
  } catch (error) {
    if (!(error instanceof VendorError) || error.isRetryable) throw error;
    ctx.log.warn({ callId, command, error: error.message }, "a call command was refused");
    return false;
  }
}

/**
 * Gives the carrier an order for a call, outside any transaction, and notes its acceptance.
 * @returns whether it was accepted, which it is not where no carrier is connected; an answer that is refused, because
 * the caller is gone, ends the call.
 * @throws VendorError when the carrier is out of reach: the job tries again with the same command id.
 */
export async function callCarrier(ctx: Context, call: LiveCall, order: CarrierCommand): Promise<boolean> {
  if (!call.providerCallId) return false;
  const isAnswered = call.facts.connect.answerAcceptedAt ?? callerLeg(call.facts)?.answeredAt;
  if (order.command === "answer" && isAnswered) return true;
  const now = () => ctx.clock.now().toISOString();
  const { providerCallId } = call;
  const carrier = await carrierOf(ctx, call.provider);
  if (!carrier) return false;
  if (!(await isAccepted(ctx, call.id, order.command, () => send(carrier, call, providerCallId, order)))) {
    if (order.command !== "answer") return false;
    // A repeated answer is refused, too, where the first one was taken just before we died.
    const current = await loadLiveCall(ctx, call.id);
    if (current && callerLeg(current.facts)?.answeredAt) return true;
    if (current) await noteStep(ctx, call.id, { goneAt: now() });
    return false;
  }
  const step = order.command === "answer" ? "answerAcceptedAt" : "step" in order ? order.step : undefined;
  if (step) await noteStep(ctx, call.id, { [step]: now() });
  return true;
}
