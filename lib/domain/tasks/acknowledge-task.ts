import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { announce } from "@/lib/domain/events";
import { getTask } from "./read-tasks";
import type { Task } from "./schema";

/**
 * Says that the caller takes a task on, so that it is not escalated. The first who says so stays on record; a task
 * that is done stays as it is.
 * @throws DomainError `not_found`.
 */
export async function acknowledgeTask(ctx: Context, id: string): Promise<Task> {
  authorize(ctx, "task:write");
  return inTenant(ctx, async (ctx) => {
    const task = await getTask(ctx, id);
    const taken = await ctx.trx
      .updateTable("tasks")
      .set({
        acknowledged_at: ctx.clock.now(),
        acknowledged_by: ctx.actor.kind === "user" ? ctx.actor.userId : null,
      })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", task.id)
      .where("status", "=", "open")
      .where("acknowledged_at", "is", null)
      .returning("id")
      .executeTakeFirst();
    if (!taken) return getTask(ctx, id);
    await audit(ctx, "task.acknowledge", id);
    announce(ctx, "task");
    return getTask(ctx, id);
  });
}
