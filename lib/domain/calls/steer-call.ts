import { z } from "zod";
import { handOffNumbers, listAgents } from "@/lib/domain/agents";
import { normalisePhone } from "@/lib/domain/contacts";
import { audit, authorize, type Context, can, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError, invalid } from "@/lib/domain/errors";
import { enqueue } from "@/lib/domain/events";
import { carrierOf } from "@/lib/domain/integrations";
import { dialCountries, dialRefusal } from "@/lib/domain/numbers";
import { parseInput } from "@/lib/domain/parse";
import { filledText } from "@/lib/domain/text";
import { takenOverAt } from "./call-status";
import { type CallRow, lockCall } from "./change-call";
import { type CallFacts, callFacts } from "./facts";
import { type HandOffPlan, nextStep } from "./hand-off-facts";

export const endCallInput = z.object({ callId: z.uuid() });
export type EndCallInput = z.infer<typeof endCallInput>;

/** `to`: the telephone of the person who takes over, as people write it. */
export const takeOverCallInput = z.object({ callId: z.uuid(), to: filledText(50) });
export type TakeOverCallInput = z.infer<typeof takeOverCallInput>;

/** A call in progress that the carrier takes orders for, locked. */
async function steerable(ctx: TenantContext, callId: string): Promise<CallRow> {
  const call = await lockCall(ctx, callId);
  if (call.ended_at) throw new DomainError("conflict", "The call has already ended.");
  if (!call.provider_call_id || !(await carrierOf(ctx, call.provider)))
    throw new DomainError("unavailable", "This call is not on a line that can be steered from here.");
  return call;
}

/**
 * Hangs up on a call in progress. Harmless when repeated.
 * @throws DomainError forbidden, not_found, conflict (it has ended), unavailable (no carrier takes orders for it).
 */
export async function endCall(ctx: Context, input: EndCallInput): Promise<void> {
  authorize(ctx, "call:write");
  const { callId } = parseInput(endCallInput, input);
  await inTenant(ctx, async (ctx) => {
    await steerable(ctx, callId);
    await enqueue(ctx, {
      kind: "call.command",
      payload: { callId, command: "hangup" },
      dedupeKey: `call.command:${callId}:hangup:asked`,
    });
    await audit(ctx, "call.end", callId);
  });
}

/** Which take-over of a call the next one is. @throws DomainError conflict: somebody took it, or is about to. */
function nextTakeOver(facts: CallFacts): number {
  if (takenOverAt(facts)) throw new DomainError("conflict", "Somebody of the team has taken the call.");
  const last = facts.handOff?.takeOver ?? 0;
  if (last > 0 && nextStep(facts).step !== "give_up")
    throw new DomainError("conflict", "The call is being put through. Try again if nobody answers there.");
  return last + 1;
}

const MOST_AGENTS = 100;

/** Whoever may not set whom callers are put through to takes a call over to nobody else. @throws DomainError validation_failed. */
async function checkIsSet(ctx: TenantContext, e164: string): Promise<void> {
  if (can(ctx, "agent:write")) return;
  const { items } = await listAgents(ctx, { page: 1, limit: MOST_AGENTS });
  const set = new Set(items.flatMap((agent) => [...handOffNumbers(agent)]));
  if (set.has(e164)) return;
  const allowed = set.size > 0 ? `Enter one of them: ${[...set].join(", ")}.` : "There is none yet.";
  throw invalid(
    "to",
    `Your role takes calls over to the numbers of the hand-off rules only. ${allowed} A manager can add yours there.`,
  );
}

/**
 * Takes a call in progress away from the receptionist: the carrier puts the caller through to a telephone, after a
 * hand-off that brought nobody, too, and instead of one under way. Where nobody answers there, what follows is what
 * follows any transfer, and it can be taken over again. Harmless when repeated.
 * @throws DomainError forbidden, not_found, validation_failed (no telephone of a person, the
 * receptionist's own, or for a member one that is not set up), conflict
 * (it has ended, somebody took it, or another take-over is under way), unavailable (no carrier takes orders for it).
 */
export async function takeOverCall(ctx: Context, input: TakeOverCallInput): Promise<void> {
  authorize(ctx, "call:write");
  const { callId, to } = parseInput(takeOverCallInput, input);
  const phone = normalisePhone(to);
  if (!phone) throw invalid("to", "Enter a phone number such as (415) 555-0132.");
  await inTenant(ctx, async (ctx) => {
    const call = await steerable(ctx, callId);
    const refusal = dialRefusal(phone.e164, await dialCountries(ctx));
    if (refusal) throw invalid("to", refusal);
    await checkIsSet(ctx, phone.e164);
    const own = await ctx.trx
      .selectFrom("numbers")
      .select("id")
      .where("business_id", "=", ctx.business.id)
      .where("e164", "=", phone.e164)
      .where("status", "=", "active")
      .executeTakeFirst();
    if (own) throw invalid("to", "The receptionist answers this number. Enter the number of a person.");
    const takeOver = nextTakeOver(callFacts.parse(call.facts));
    const plan: HandOffPlan = {
      cause: "taken_over",
      // Who takes over knows whose call it is.
      via: "transfer",
      reason: "",
      urgency: "high",
      hasWhisper: false,
      numbers: [phone.e164],
      takeOver,
    };
    await enqueue(ctx, {
      kind: "call.command",
      payload: { callId, command: "hand_off", plan },
      dedupeKey: `hand_off:${callId}:take_over:${takeOver}`,
    });
    await audit(ctx, "call.take_over", callId, { to: phone.e164 });
  });
}
