import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { announce } from "@/lib/domain/events";
import { getTask } from "./read-tasks";
import type { Task } from "./schema";

async function setStatus(ctx: Context, id: string, status: "open" | "done"): Promise<Task> {
  authorize(ctx, "task:write");
  return inTenant(ctx, async (ctx) => {
    const task = await getTask(ctx, id);
    if (task.status === status) return task;
    const isDone = status === "done";
    await ctx.trx
      .updateTable("tasks")
      .set({
        status,
        done_at: isDone ? ctx.clock.now() : null,
        done_by: isDone && ctx.actor.kind === "user" ? ctx.actor.userId : null,
      })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .execute();
    await audit(ctx, isDone ? "task.complete" : "task.reopen", id);
    announce(ctx, "task");
    return getTask(ctx, id);
  });
}

/** Marks a task as done; a done one stays as it is. @throws DomainError `not_found`. */
export const completeTask = (ctx: Context, id: string): Promise<Task> => setStatus(ctx, id, "done");

/** Takes `completeTask` back. @throws DomainError `not_found`. */
export const reopenTask = (ctx: Context, id: string): Promise<Task> => setStatus(ctx, id, "open");
