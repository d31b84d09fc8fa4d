import { enqueueSync } from "@/lib/domain/agents";
import { jobAfterTry, triedAtOnce } from "@/lib/domain/at-once";
import type { Context, TenantContext } from "@/lib/domain/context";
import { syncAgent } from "./sync-agent";

/** Has the job wait, in the transaction of a change after which `tellVoiceVendor` is called. */
export const leaveToJob = (ctx: TenantContext, agentId: string): Promise<void> =>
  enqueueSync(ctx, agentId, jobAfterTry(ctx));

/** Tells the voice vendor of a receptionist at once, after the commit of its change; else the job does. Throws nothing. */
export const tellVoiceVendor = (ctx: Context, agentId: string): Promise<void> =>
  triedAtOnce(ctx, "retell", () => syncAgent(ctx, { agentId }), { agentId });
