import { z } from "zod";
import type { Context } from "@/lib/domain/context";
import { carrierOf } from "@/lib/domain/integrations";
import { parseInput } from "@/lib/domain/parse";
import { isVoiceLeg, legsOf } from "./call-status";
import { callCarrier } from "./carrier";
import { comfort, fallBack } from "./fall-back";
import { dropLeg, join, screen, startHandOff } from "./hand-off";
import { handOffPlan } from "./hand-off-facts";
import { lookAfterHungUp, noteUnstarted } from "./hung-up";
import { loadLiveCall } from "./live-call";

export const callCommandInput = z.discriminatedUnion("command", [
  z.object({ callId: z.uuid(), command: z.literal("hand_off"), plan: handOffPlan }),
  z.object({ callId: z.uuid(), command: z.literal("screen"), legId: z.string().min(1) }),
  z.object({ callId: z.uuid(), command: z.literal("join"), legId: z.string().min(1) }),
  z.object({ callId: z.uuid(), command: z.literal("drop"), legId: z.string().min(1) }),
  z.object({ callId: z.uuid(), command: z.literal("speak"), text: z.string().min(1).max(3_000) }),
  z.object({ callId: z.uuid(), command: z.literal("hangup") }),
  z.object({ callId: z.uuid(), command: z.literal("fallback") }),
  z.object({ callId: z.uuid(), command: z.literal("comfort") }),
  z.object({ callId: z.uuid(), command: z.literal("hung_up") }),
]);
/**
 * Orders for a call in progress: `hand_off` rings people for the caller, `screen` asks one who picked up, `join` connects
 * and `drop` hangs up on them; `fallback` where the leg to the receptionist failed, `comfort` where nobody answered,
 * `hung_up` where the caller did not wait for that.
 */
export type CallCommandInput = z.infer<typeof callCommandInput>;

/**
 * Job `call.command`: steers a call in progress. An order for a call that is over changes nothing, but that people
 * who are rung for it are hung up on, and a call back is owed to a caller whom nobody took; one that is given twice
 * carries the same command id.
 * @throws VendorError, retryable, when the carrier is out of reach.
 */
export async function runCallCommand(ctx: Context, input: CallCommandInput): Promise<void> {
  const order = parseInput(callCommandInput, input);
  if (order.command === "drop") return dropLeg(ctx, order.callId, order.legId);
  if (order.command === "hung_up") return lookAfterHungUp(ctx, order.callId);
  const call = await loadLiveCall(ctx, order.callId);
  if (!call && order.command === "hand_off" && !order.plan.takeOver)
    return noteUnstarted(ctx, order.callId, order.plan);
  if (!call || !(await carrierOf(ctx, call.provider))) return;
  switch (order.command) {
    case "hand_off":
      await startHandOff(ctx, call, order.plan);
      return;
    case "screen":
      await screen(ctx, call, order.legId);
      return;
    case "join":
      await join(ctx, call, order.legId);
      return;
    case "fallback": {
      const isConnected = legsOf(call.facts).some(
        (leg) => isVoiceLeg(leg) && (leg.answeredAt ?? leg.bridgedAt),
      );
      if (!isConnected && !call.facts.voice.startedAt) await fallBack(ctx, call.id);
      return;
    }
    case "comfort":
      await comfort(ctx, call);
      return;
    default:
      await callCarrier(ctx, call, order);
  }
}
