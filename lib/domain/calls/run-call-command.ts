import { z } from "zod";
import { type Context, inTenant } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { isVoiceLeg, legsOf } from "./call-status";
import { callCarrier } from "./carrier";
import { comfort, fallBack, oweCallback } from "./fall-back";
import { loadLiveCall } from "./live-call";

export const callCommandInput = z.discriminatedUnion("command", [
  z.object({ callId: z.uuid(), command: z.literal("transfer"), to: z.string().min(1) }),
  z.object({ callId: z.uuid(), command: z.literal("speak"), text: z.string().min(1).max(3_000) }),
  z.object({ callId: z.uuid(), command: z.literal("hangup") }),
  z.object({ callId: z.uuid(), command: z.literal("fallback") }),
  z.object({ callId: z.uuid(), command: z.literal("comfort") }),
]);
/** Orders for a call in progress: `fallback` where the leg to the receptionist failed, `comfort` where a person did not answer. */
export type CallCommandInput = z.infer<typeof callCommandInput>;

/**
 * Job `call.command`: steers a call in progress. An order for a call that is over changes nothing; one that is
 * given twice carries the same command id.
 * @throws VendorError, retryable, when the carrier is out of reach.
 */
export async function runCallCommand(ctx: Context, input: CallCommandInput): Promise<void> {
  const order = parseInput(callCommandInput, input);
  const call = await loadLiveCall(ctx, order.callId);
  if (!call || !ctx.ports.telephony.isConfigured) return;
  switch (order.command) {
    case "transfer":
      if (call.facts.connect.transferAcceptedAt) return;
      if (!(await callCarrier(ctx, call, { ...order, step: "transferAcceptedAt" })))
        await inTenant(ctx, (ctx) => oweCallback(ctx, call, "not_put_through"));
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
