import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { enqueue } from "@/lib/domain/events";
import { apologize, oweCallback } from "./apologize";
import { hasUnansweredPerson, isLeftAlone } from "./call-status";
import { callCarrier } from "./carrier";
import type { CallRow } from "./change-call";
import { advanceHandOff, startHandOff } from "./hand-off";
import { type LiveCall, loadLiveCall } from "./live-call";

const COMFORT_AFTER_SECONDS = 1;

/**
 * Has `comfort` look after a caller in a moment: a report of the leg's answer or the caller's end may be late.
 * @param occasion a leg that brought nobody, or that the receptionist left.
 */
export const enqueueComfort = (ctx: TenantContext, call: CallRow, occasion: string) =>
  enqueue(ctx, {
    kind: "call.command",
    payload: { callId: call.id, command: "comfort" },
    dedupeKey: `call.command:${call.id}:comfort:${occasion}`,
    runAt: new Date(ctx.clock.now().getTime() + COMFORT_AFTER_SECONDS * 1000),
  });

/**
 * A person was rung and did not answer: the next one is; after the last, with the receptionist still on the line the
 * owner gets a task to call back; a caller who is alone on the line gets an apology, too. Harmless when repeated.
 * @throws VendorError, retryable, when the carrier does not take a command.
 */
export async function comfort(ctx: Context, call: LiveCall): Promise<void> {
  if (call.facts.connect.apologizedAt) return;
  if (call.facts.handOff) await advanceHandOff(ctx, call.id);
  else if (isLeftAlone(call.facts)) await apologize(ctx, call);
  else if (hasUnansweredPerson(call.facts))
    await inTenant(ctx, (ctx) => oweCallback(ctx, call, "not_put_through"));
}

/**
 * The receptionist cannot take the call: a person does, at the first of the fallback numbers that answers, else an
 * apology. Harmless when repeated.
 * @throws VendorError, retryable, when the carrier does not take a command.
 */
export async function fallBack(ctx: Context, callId: string): Promise<void> {
  const call = await loadLiveCall(ctx, callId);
  if (!call || call.facts.connect.apologizedAt) return;
  if (call.facts.handOff) return advanceHandOff(ctx, callId);
  if (call.fallbackNumbers.length === 0) return apologize(ctx, call);
  if (!(await callCarrier(ctx, call, { command: "answer" }))) return;
  await startHandOff(ctx, call, {
    cause: "not_taken",
    // The caller is alone: they are to hear it ring, and a mailbox of the business is better than nobody.
    via: "transfer",
    reason: "",
    urgency: "high",
    hasWhisper: false,
    numbers: call.fallbackNumbers,
  });
}
