import type { TenantContext } from "@/lib/domain/context";
import { type WallMoment, wallMoment } from "@/lib/domain/week-hours";
import { pickAgent } from "./pick-agent";
import { AGENT_STATUSES, type Agent, agentOf, isStarted } from "./schema";

const STARTED = AGENT_STATUSES.filter(isStarted);
const MOST_AGENTS = 1_000;

/** The receptionists that are started, the oldest first. */
export async function startedAgents({ trx, business }: TenantContext): Promise<Agent[]> {
  const rows = await trx
    .selectFrom("agents")
    .selectAll()
    .where("business_id", "=", business.id)
    .where("status", "in", STARTED)
    .orderBy("created_at")
    .orderBy("id")
    .limit(MOST_AGENTS)
    .execute();
  return rows.map(agentOf);
}

/** What the wall of the business shows now. */
export async function businessMoment({ trx, business, clock }: TenantContext): Promise<WallMoment> {
  const { time_zone } = await trx
    .selectFrom("businesses")
    .select("time_zone")
    .where("id", "=", business.id)
    .executeTakeFirstOrThrow();
  return wallMoment(clock.now(), time_zone);
}

/**
 * Who takes a call that comes now, by `pickAgent`.
 * @param ownId the receptionist of the number called; null where it names none.
 * @returns null where nobody is at work.
 */
export const agentForCall = async (ctx: TenantContext, ownId: string | null): Promise<Agent | null> =>
  pickAgent(await startedAgents(ctx), ownId, await businessMoment(ctx));
