import type { TenantContext } from "@/lib/domain/context";
import { dropWaiting, enqueueLatest } from "@/lib/domain/jobs";

const KIND = "agent.sync" as const;
const about = (agentId: string) => ({ field: "agentId", id: agentId });

/** Has the voice vendor told of a receptionist as it is then. @param runAt now, unless somebody tells the vendor themselves. */
export const enqueueSync = (ctx: TenantContext, agentId: string, runAt?: Date): Promise<void> =>
  enqueueLatest(ctx, KIND, about(agentId), runAt);

/** The vendor knows it: what waits to tell it is not needed any more. */
export const dropSync = (ctx: TenantContext, agentId: string): Promise<void> =>
  dropWaiting(ctx, KIND, about(agentId));
