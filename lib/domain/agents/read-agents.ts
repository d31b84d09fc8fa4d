import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { offsetOf, type Page, type PageInput } from "@/lib/domain/paging";
import { type Agent, type AgentStatus, agentOf } from "./schema";

const find = (ctx: Context, id: string, { isRemovedToo }: { isRemovedToo: boolean }): Promise<Agent> => {
  authorize(ctx, "agent:read");
  return inTenant(ctx, async ({ trx, business }) => {
    const row = await trx
      .selectFrom("agents")
      .selectAll()
      .where("business_id", "=", business.id)
      .where("id", "=", id)
      .$if(!isRemovedToo, (query) => query.where("removed_at", "is", null))
      .executeTakeFirst();
    if (!row) throw notFound("agent");
    return agentOf(row);
  });
};

/** One receptionist of the business. @throws DomainError `not_found`. */
export const getAgent = async (ctx: Context, id: string): Promise<Agent> =>
  find(ctx, id, { isRemovedToo: false });

/** The receptionist of a call, also one that was removed since: the call goes on. @throws DomainError `not_found`. */
export const getAgentOfCall = async (ctx: Context, id: string): Promise<Agent> =>
  find(ctx, id, { isRemovedToo: true });

/** The receptionists of the business, of the given states or all, newest first. */
export async function listAgents(
  ctx: Context,
  { status, ...page }: PageInput & { status?: readonly AgentStatus[] | undefined },
): Promise<Page<Agent>> {
  authorize(ctx, "agent:read");
  return inTenant(ctx, async ({ trx, business }) => {
    const rows = trx
      .selectFrom("agents")
      .where("business_id", "=", business.id)
      .where("removed_at", "is", null)
      .$if(status !== undefined, (query) => query.where("status", "in", status ?? []));
    const { total } = await rows
      .select((eb) => eb.fn.countAll<number>().as("total"))
      .executeTakeFirstOrThrow();
    const items = await rows
      .selectAll()
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(page.limit)
      .offset(offsetOf(page))
      .execute();
    return { items: items.map(agentOf), total, page: page.page, limit: page.limit };
  });
}

/** The receptionist that answers where no other is named: the oldest active one, else the oldest; null where there is none. */
export async function defaultAgent(ctx: Context): Promise<Agent | null> {
  authorize(ctx, "agent:read");
  return inTenant(ctx, async ({ trx, business }) => {
    const row = await trx
      .selectFrom("agents")
      .selectAll()
      .where("business_id", "=", business.id)
      .where("removed_at", "is", null)
      .orderBy((eb) => eb("status", "=", "active"), "desc")
      .orderBy("created_at")
      .orderBy("id")
      .executeTakeFirst();
    return row ? agentOf(row) : null;
  });
}
