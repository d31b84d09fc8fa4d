import { sql } from "kysely";
import { agentForCall, defaultAgent } from "@/lib/domain/agents";
import { findContactByPhone } from "@/lib/domain/contacts";
import { forBusiness, type SystemContext, type TenantContext } from "@/lib/domain/context";
import { startConversation } from "@/lib/domain/conversations";
import { newId } from "@/lib/domain/ids";
import { areMinutesUsedUp } from "@/lib/domain/limits";
import { deriveCall } from "./call-status";
import { type CallIdentity, derivedColumns } from "./change-call";
import { noFacts } from "./facts";
import type { CallProvider } from "./schema";

const NEARBY_SECONDS = 120;

export interface CallKey {
  id: string;
  businessId: string;
}

/** Lets one report at a time decide whether a call is new, per number called. */
export const lockNumber = (ctx: SystemContext, number: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`calls to ${number}`}, 0))`.execute(ctx.trx);

/**
 * The call that a vendor reports without our id, told by who called whom when: a call of the same numbers that
 * overlaps it and that this vendor has not claimed yet.
 */
export async function findUnclaimedCall(
  ctx: SystemContext,
  claim: {
    businessId: string;
    column: "voice_call_id" | "provider_session_id";
    from: string | undefined;
    to: string;
    startsAt: Date;
    endsAt: Date;
  },
): Promise<CallKey | undefined> {
  const before = new Date(claim.startsAt.getTime() - NEARBY_SECONDS * 1000);
  const after = new Date(claim.endsAt.getTime() + NEARBY_SECONDS * 1000);
  const row = await ctx.trx
    .selectFrom("calls")
    .select("id")
    .where("business_id", "=", claim.businessId)
    .where(claim.column, "is", null)
    .where("provider", "<>", "logged")
    .where("to_number", "=", claim.to)
    .where("from_number", claim.from === undefined ? "is" : "=", claim.from ?? null)
    .where("started_at", "<=", after)
    .where((eb) => eb(eb.fn.coalesce("ended_at", "started_at"), ">=", before))
    .orderBy("started_at", "desc")
    .executeTakeFirst();
  return row && { id: row.id, businessId: claim.businessId };
}

async function ownerOf(ctx: TenantContext, number: string | undefined): Promise<string | null> {
  if (number === undefined) return null;
  const row = await ctx.trx
    .selectFrom("numbers")
    .select("agent_id")
    .where("business_id", "=", ctx.business.id)
    .where("e164", "=", number)
    .executeTakeFirst();
  return row?.agent_id ?? null;
}

/** Whose call it is: the one that speaks already, else the one at work, else the one whose fallback numbers ring. */
async function receptionistOf(
  ctx: TenantContext,
  { to, speaker }: { to: string | undefined; speaker: string | undefined },
): Promise<string | null> {
  const speaking =
    speaker === undefined
      ? undefined
      : await ctx.trx
          .selectFrom("agents")
          .select("id")
          .where("business_id", "=", ctx.business.id)
          .where("voice_vendor_agent_id", "=", speaker)
          .executeTakeFirst();
  if (speaking) return speaking.id;
  const ownId = await ownerOf(ctx, to);
  return (await agentForCall(ctx, ownId))?.id ?? ownId ?? (await defaultAgent(ctx))?.id ?? null;
}

/** Writes a call that was not seen before, and its conversation; its facts are added by `changeCall`. */
export async function createCall(
  system: SystemContext,
  input: {
    businessId: string;
    provider: CallProvider;
    from: string | undefined;
    to: string | undefined;
    identity: CallIdentity;
    /** The agent of the voice vendor that has taken the call by itself. */
    speaker?: string | undefined;
  },
): Promise<CallKey> {
  const ctx = forBusiness(system, input.businessId);
  const now = ctx.clock.now();
  const contact = input.from === undefined ? null : await findContactByPhone(ctx, input.from);
  const conversation = await startConversation(
    ctx,
    {
      channel: "voice",
      contactId: contact?.id ?? null,
      agentId: await receptionistOf(ctx, { to: input.to, speaker: input.speaker }),
      // Settled once: a caller who was offered a time is not told in the middle of the call that there are none.
      isMessageOnly: await areMinutesUsedUp(ctx),
    },
    { isUnderWay: input.speaker !== undefined },
  );
  const id = newId(now);
  await ctx.trx
    .insertInto("calls")
    .values({
      ...derivedColumns(deriveCall(noFacts()), noFacts(), now),
      ...input.identity,
      id,
      business_id: input.businessId,
      conversation_id: conversation.id,
      provider: input.provider,
      from_number: input.from ?? null,
      to_number: input.to ?? null,
      created_at: now,
      updated_at: now,
    })
    .execute();
  return { id, businessId: input.businessId };
}
