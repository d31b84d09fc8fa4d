import { z } from "zod";
import { type Context, inTenant } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { createTask } from "@/lib/domain/tasks";
import { isVoiceLeg, legsOf } from "./call-status";
import { callCarrier } from "./carrier";
import { lockCall } from "./change-call";
import { apologize, fallBack } from "./fall-back";
import { type LiveCall, loadLiveCall } from "./live-call";

export const callCommandInput = z.discriminatedUnion("command", [
  z.object({ callId: z.uuid(), command: z.literal("transfer"), to: z.string().min(1) }),
  z.object({ callId: z.uuid(), command: z.literal("speak"), text: z.string().min(1).max(3_000) }),
  z.object({ callId: z.uuid(), command: z.literal("hangup") }),
  z.object({ callId: z.uuid(), command: z.literal("fallback") }),
  z.object({ callId: z.uuid(), command: z.literal("apologize") }),
]);
/** Orders for a call in progress. `fallback` and `apologize` are given where the leg to the receptionist failed. */
export type CallCommandInput = z.infer<typeof callCommandInput>;

/** The carrier would not transfer: somebody has to call back instead. */
const leaveCallback = (ctx: Context, call: LiveCall) =>
  inTenant(ctx, async (ctx) => {
    await lockCall(ctx, call.id);
    const known = await ctx.trx
      .selectFrom("tasks")
      .select("id")
      .where("business_id", "=", ctx.business.id)
      .where("conversation_id", "=", call.conversationId)
      .where("kind", "=", "callback")
      .executeTakeFirst();
    if (known) return;
    await createTask(ctx, {
      kind: "callback",
      title: `Call back ${call.fromNumber ?? "a caller with a withheld number"}`,
      body: "The caller asked for a person, and the call could not be transferred.",
      contactId: call.contactId,
      conversationId: call.conversationId,
      urgency: "high",
    });
  });

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
        await leaveCallback(ctx, call);
      return;
    case "fallback": {
      const isConnected = legsOf(call.facts).some(
        (leg) => isVoiceLeg(leg) && (leg.answeredAt ?? leg.bridgedAt),
      );
      if (!isConnected && !call.facts.voice.startedAt) await fallBack(ctx, call.id);
      return;
    }
    case "apologize":
      await apologize(ctx, call.id);
      return;
    default:
      await callCarrier(ctx, call, order);
  }
}
