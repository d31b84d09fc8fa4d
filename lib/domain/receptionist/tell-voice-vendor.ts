import { enqueueSync } from "@/lib/domain/agents";
import type { Context, TenantContext } from "@/lib/domain/context";
import { withDeadline } from "@/lib/domain/deadline";
import { VendorError } from "@/lib/domain/ports";
import { syncAgent } from "./sync-agent";

/** How long whoever saves a receptionist waits for the voice vendor; after that, the job tells it. */
const PATIENCE_MILLISECONDS = 3_000;
/** So that the job does not begin while the vendor is being told. */
const JOB_AFTER_SECONDS = 10;

/** Has the job wait, in the transaction of a change after which `tellVoiceVendor` is called. */
export const leaveToJob = (ctx: TenantContext, agentId: string): Promise<void> =>
  enqueueSync(ctx, agentId, new Date(ctx.clock.now().getTime() + JOB_AFTER_SECONDS * 1000));

/**
 * Tells the voice vendor of a receptionist at once, after the commit of its change: for whoever is to have the vendor's word
 * in the answer. What does not come in time, or fails, is the job's, which was written with the change.
 */
export async function tellVoiceVendor(ctx: Context, agentId: string): Promise<void> {
  try {
    await withDeadline("retell", syncAgent(ctx, { agentId }), PATIENCE_MILLISECONDS);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    ctx.log.warn({ agentId, error: error.message }, "the voice vendor could not be told yet");
  }
}
