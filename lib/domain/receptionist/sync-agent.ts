import { type Agent, agentOf, dropSync, enqueueSync } from "@/lib/domain/agents";
import { asSystem, type Context, inTenant } from "@/lib/domain/context";
import { leaveAgent, leaveUnknownAgents } from "@/lib/domain/leftovers";
import { isLive } from "@/lib/domain/live-calls";
import { type VendorAgent, VendorError } from "@/lib/domain/ports";
import { appUrl } from "@/lib/env";
import { agentRow, type Lease, leaseEnd, takeLease, unclearUntil } from "./sync-lease";
import { voiceAgentSpec } from "./voice-agent";
import { voiceSource } from "./voice-source";

const LOOK_AGAIN_SECONDS = 600;

type SyncResult =
  | ({ status: "synced"; version: number; voiceProblem: string | null } & VendorAgent)
  | { status: "error"; message: string; isUnclear: boolean };

/** Stores how the sync went. An agent that was saved meanwhile stays pending: its own sync follows. */
const storeResult = (ctx: Context, { id, row }: Lease, result: SyncResult) =>
  inTenant(ctx, async (ctx) => {
    const after = await ctx.trx
      .updateTable("agents")
      .set((eb) => ({
        sync_status: eb
          .case()
          .when("updated_at", "=", row.updated_at)
          .then(result.status)
          .else(eb.ref("sync_status"))
          .end(),
        sync_error: result.status === "synced" ? result.voiceProblem : result.message,
        ...leaseEnd(ctx, result.status !== "synced" && result.isUnclear),
        ...(result.status === "synced"
          ? {
              voice_vendor_agent_id: result.agentId,
              voice_vendor_llm_id: result.llmId,
              synced_version: result.version,
            }
          : {}),
      }))
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", row.id)
      .where("sync_lease_id", "=", id)
      .returning("updated_at")
      .executeTakeFirst();
    const isCurrent = after?.updated_at.getTime() === row.updated_at.getTime();
    if (result.status === "synced" && isCurrent) await dropSync(ctx, row.id);
  });

/** What the vendor has of a receptionist, as we know or, after a try whose answer never came, as it says. */
async function atVendor(ctx: Context, { row, mayBeThere }: Lease): Promise<VendorAgent[]> {
  const { voice_vendor_agent_id: agentId, voice_vendor_llm_id: llmId } = row;
  if (agentId && llmId) return [{ agentId, llmId }];
  return mayBeThere ? ctx.ports.voice.findAgents(row.id) : [];
}

/** `isRemoved`: the vendor has it no more. */
const endLease = (ctx: Context, { id, row }: Lease, isRemoved: boolean) =>
  inTenant(ctx, async (ctx) => {
    await ctx.trx
      .updateTable("agents")
      .set({
        ...leaseEnd(ctx),
        ...(isRemoved ? { voice_vendor_agent_id: null, voice_vendor_llm_id: null, sync_begun_at: null } : {}),
      })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", row.id)
      .where("sync_lease_id", "=", id)
      .execute();
    if (isRemoved) await dropSync(ctx, row.id);
  });

/**
 * Has removed what was made at the vendor for nobody: the business is gone by now, or a caller could not wait and gets
 * another.
 * @param saved null where it is unclear whether anything was made.
 */
async function leaveUnused(ctx: Context, { id, row }: Lease, saved: VendorAgent | null): Promise<void> {
  const after = await agentRow(ctx, row.id);
  const isOurs = saved ? after?.voice_vendor_agent_id === saved.agentId : after?.sync_lease_id === id;
  if (isOurs) return;
  // Whoever came in between may still be at it, and then nobody can say yet which of the two is used.
  const isOpen = after?.voice_vendor_agent_id === null;
  await asSystem(ctx, "an agent at the voice vendor is nobody's", (ctx) =>
    saved && !isOpen ? leaveAgent(ctx, saved) : leaveUnknownAgents(ctx, row.id, unclearUntil(ctx)),
  );
  if (saved && isOpen) await inTenant(ctx, (ctx) => enqueueSync(ctx, row.id, unclearUntil(ctx)));
}

async function save(ctx: Context, lease: Lease): Promise<void> {
  const { row } = lease;
  let isCreating = false;
  try {
    const spec = await voiceAgentSpec(ctx, row.id, { appUrl: appUrl() });
    const { libraryId, problem } = await voiceSource(ctx, spec.voiceId);
    const known = await atVendor(ctx, lease);
    const existing = known.length === 1 ? (known[0] ?? null) : null;
    isCreating = existing === null;
    const saved = await ctx.ports.voice.saveAgent({ ...spec, voiceLibraryId: libraryId }, existing);
    await storeResult(ctx, lease, {
      status: "synced",
      version: row.version,
      ...saved,
      voiceProblem: problem ?? saved.voiceProblem,
    });
    await leaveUnused(ctx, lease, saved);
    if (known.length > 1)
      await asSystem(ctx, "several agents at the voice vendor were one receptionist's", (ctx) =>
        leaveUnknownAgents(ctx, row.id, unclearUntil(ctx)),
      );
  } catch (error) {
    if (!(error instanceof VendorError)) {
      await endLease(ctx, lease, false);
      throw error;
    }
    const { message, isRetryable } = error;
    const isUnclear = isCreating && isRetryable;
    await storeResult(ctx, lease, { status: "error", message, isUnclear });
    if (isUnclear) await leaveUnused(ctx, lease, null);
    if (isRetryable) throw error;
  }
}

/** Whether a call goes on that the receptionist took: no vendor's agent is taken away under a live one. */
const isOnTheLine = (ctx: Context, agentId: string): Promise<boolean> =>
  inTenant(ctx, async ({ trx, business, clock }) => {
    const row = await trx
      .selectFrom("calls")
      .innerJoin("conversations", "conversations.id", "calls.conversation_id")
      .select("calls.id")
      .where("calls.business_id", "=", business.id)
      .where(isLive(clock))
      .where("conversations.agent_id", "=", agentId)
      .executeTakeFirst();
    return row !== undefined;
  });

/** Removes at the vendor what was removed here, once its last call is over. */
async function remove(ctx: Context, lease: Lease): Promise<void> {
  let isRemoved = false;
  try {
    if (await isOnTheLine(ctx, lease.row.id)) {
      const later = new Date(ctx.clock.now().getTime() + LOOK_AGAIN_SECONDS * 1000);
      await inTenant(ctx, (ctx) => enqueueSync(ctx, lease.row.id, later));
      return;
    }
    for (const existing of await atVendor(ctx, lease)) await ctx.ports.voice.removeAgent(existing);
    isRemoved = true;
  } finally {
    await endLease(ctx, lease, isRemoved);
  }
}

/**
 * Job `agent.sync`: makes the receptionist known to the voice vendor as it is now, or has it removed there. A voice that it
 * cannot have is left for the usual one, with the reason, so that the phone is answered all the same. One worker at a
 * time; harmless when repeated.
 * @param input.isUrgent a caller waits for it, so nobody else is waited for.
 * @returns the agent afterwards, or null where there is none any more.
 * @throws VendorError when the vendor could not be reached, with the reason stored with the agent, or while another worker
 * is at it.
 */
export async function syncAgent(
  ctx: Context,
  input: { agentId: string; isUrgent?: boolean },
): Promise<Agent | null> {
  if (!ctx.ports.voice.isConfigured) {
    await inTenant(ctx, ({ trx, business }) =>
      trx
        .updateTable("agents")
        .set({ sync_status: "pending", sync_error: "Connect Retell to let the receptionist speak." })
        .where("business_id", "=", business.id)
        .where("id", "=", input.agentId)
        .execute(),
    );
  } else {
    const lease = await takeLease(ctx, input.agentId, input.isUrgent ?? false);
    if (lease) await (lease.row.removed_at ? remove : save)(ctx, lease);
  }
  const after = await agentRow(ctx, input.agentId);
  return after && !after.removed_at ? agentOf(after) : null;
}
