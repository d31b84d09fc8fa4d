import { type Context, inTenant } from "@/lib/domain/context";
import { oweCallback, owedFor, settleCallback } from "./apologize";
import { takenOverAt } from "./call-status";
import { changeCall, lockCall } from "./change-call";
import { type HandOffPlan, withPlan } from "./hand-off-facts";
import { loadEndedCall } from "./live-call";

/**
 * Looks after a caller who hung up while people were rung: the owner gets one task to call back, and it is settled
 * where a late report says that a person had taken the call. Harmless when repeated.
 */
export const lookAfterHungUp = (ctx: Context, callId: string): Promise<void> =>
  inTenant(ctx, async (ctx) => {
    await lockCall(ctx, callId);
    const call = await loadEndedCall(ctx, callId);
    if (!call?.facts.handOff) return;
    if (takenOverAt(call.facts)) await settleCallback(ctx, call, owedFor(call));
    else await oweCallback(ctx, call, owedFor(call), { hasHungUp: true });
  });

/** Notes whom a caller was to be put through to who hung up before anybody was rung: a call back is owed as well. */
export const noteUnstarted = (ctx: Context, callId: string, plan: HandOffPlan): Promise<void> =>
  inTenant(ctx, async (ctx) => {
    if (!(await loadEndedCall(ctx, callId))) return;
    await changeCall(ctx, callId, (facts) => withPlan(facts, plan));
  });
