import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { enqueue } from "@/lib/domain/events";
import { parseInput } from "@/lib/domain/parse";
import { type Agent, agentColumns, agentOf, type UpdateAgentInput, updateAgentInput } from "./schema";

/** Changes what is given and leaves the rest. The voice vendor is told after the commit. @throws DomainError `not_found`. */
export async function updateAgent(ctx: Context, input: UpdateAgentInput): Promise<Agent> {
  authorize(ctx, "agent:write");
  const { id, ...patch } = parseInput(updateAgentInput, input);
  return inTenant(ctx, async (ctx) => {
    const now = ctx.clock.now();
    const row = await ctx.trx
      .updateTable("agents")
      .set({ ...agentColumns(patch), sync_status: "pending", updated_at: now })
      .$if(patch.status === "active", (query) =>
        query.set((eb) => ({ started_at: eb.fn.coalesce("started_at", eb.val(now)) })),
      )
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .returningAll()
      .executeTakeFirst();
    if (!row) throw notFound("agent");
    await enqueue(ctx, { kind: "agent.sync", payload: { agentId: id } });
    await audit(ctx, "agent.update", id, patch);
    return agentOf(row);
  });
}
