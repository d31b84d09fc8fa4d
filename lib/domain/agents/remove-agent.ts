import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { announce } from "@/lib/domain/events";
import { unassignNumbers } from "@/lib/domain/numbers";
import { enqueueSync } from "./enqueue-sync";
import { lockAgent } from "./put-live";

/**
 * Removes a receptionist, also the last one: nobody finds it any more, and its numbers are answered by whoever else is at
 * work, else by the fallback. Its drafts, versions and rehearsals go; its calls stay, and one that goes on does so with it.
 * The voice vendor removes it after the commit.
 * @throws DomainError `forbidden`, `not_found`.
 */
export async function removeAgent(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "agent:write");
  await inTenant(ctx, async (ctx) => {
    const { name } = await lockAgent(ctx, id);
    const now = ctx.clock.now();
    const gone = { status: "inactive", started_at: null, removed_at: now, updated_at: now };
    await ctx.trx
      .updateTable("agents")
      .set(gone)
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .execute();
    for (const table of ["agent_versions", "scenario_runs"] as const)
      await ctx.trx
        .deleteFrom(table)
        .where("business_id", "=", ctx.business.id)
        .where("agent_id", "=", id)
        .execute();
    await ctx.trx
      .updateTable("calendars")
      .set({ agent_id: null })
      .where("business_id", "=", ctx.business.id)
      .where("agent_id", "=", id)
      .execute();
    await unassignNumbers(ctx, id);
    await enqueueSync(ctx, id);
    await audit(ctx, "agent.remove", id, { name });
    announce(ctx, "agent");
  });
}
