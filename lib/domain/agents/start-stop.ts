import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { requireRoomFor } from "@/lib/domain/limits";
import { lockAgent, putLive } from "./put-live";
import { type Agent, isStarted } from "./schema";

const setAtWork = (ctx: Context, id: string, wanted: boolean): Promise<Agent> => {
  authorize(ctx, "agent:write");
  return inTenant(ctx, async (ctx) => {
    const before = await lockAgent(ctx, id);
    if (isStarted(before.status) === wanted) return before;
    if (wanted) await requireRoomFor(ctx, "agents");
    const agent = await putLive(ctx, before, { status: wanted ? "active" : "inactive" });
    await audit(ctx, wanted ? "agent.start" : "agent.stop", id);
    return agent;
  });
};

/**
 * Lets a receptionist take calls from now on, in its working hours. One that does already is left as it is.
 * @throws DomainError `forbidden`, `not_found`, `quota_exceeded` where the plan has no more of them.
 */
export const startAgent = async (ctx: Context, id: string): Promise<Agent> => setAtWork(ctx, id, true);

/**
 * Lets a receptionist take no further call: another one that is at work does. Where none is, callers go to the fallback
 * numbers, else hear an apology and are owed a call back. A call that it is in goes on. One that is stopped already is left as it is.
 * @throws DomainError `forbidden`, `not_found`.
 */
export const stopAgent = async (ctx: Context, id: string): Promise<Agent> => setAtWork(ctx, id, false);
