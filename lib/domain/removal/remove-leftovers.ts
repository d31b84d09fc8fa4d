import type { z } from "zod";
import { asSystem, type Context } from "@/lib/domain/context";
import type { billingLeft, filesLeft, voiceAgentLeft } from "@/lib/domain/leftovers";
import { type VendorAgent, VendorError } from "@/lib/domain/ports";

/** Those of a receptionist at the voice vendor that no row names. @throws VendorError, retryable, while it is being told. */
async function unknownAgents(ctx: Context, reference: string): Promise<VendorAgent[]> {
  const found = await ctx.ports.voice.findAgents(reference);
  const row = await asSystem(ctx, "what a receptionist is at the voice vendor", ({ trx }) =>
    trx
      .selectFrom("agents")
      .select(["voice_vendor_agent_id as agentId", "sync_leased_until as leasedUntil", "removed_at"])
      .where("id", "=", reference)
      .executeTakeFirst(),
  );
  if (!row) return found;
  if (row.leasedUntil && row.leasedUntil > ctx.clock.now())
    throw new VendorError("retell", "Retell is being told of this receptionist.", { isRetryable: true });
  // Where the row names none yet, the next telling takes over what is there.
  const isOpen = row.agentId === null && row.removed_at === null;
  return isOpen ? [] : found.filter(({ agentId }) => agentId !== row.agentId);
}

/** Job `voice.remove_agent`: removes agents at the voice vendor. Harmless when repeated. @throws VendorError. */
export async function removeVoiceAgent(ctx: Context, left: z.output<typeof voiceAgentLeft>): Promise<void> {
  const agents = "reference" in left ? await unknownAgents(ctx, left.reference) : [left];
  for (const agent of agents) await ctx.ports.voice.removeAgent(agent);
}

/** Job `file.remove`: removes files from the storage. Harmless when repeated. */
export async function removeFiles({ ports }: Context, { paths }: z.output<typeof filesLeft>): Promise<void> {
  for (const path of paths) await ports.files.remove(path);
}

/**
 * Job `billing.end`: ends all that could still be paid for at the payment vendor, at once, and removes the customer.
 * Harmless when repeated. @throws VendorError.
 */
export const endBilling = ({ ports }: Context, left: z.output<typeof billingLeft>): Promise<void> =>
  ports.payments.removeCustomer(left);
