import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { getTask } from "./read-tasks";
import type { Task } from "./schema";

/**
 * Who was followed up has been contacted. Taken back, the lead is new again, where nothing has changed since.
 */
async function moveLead(ctx: TenantContext, leadId: string, task: Task, isDone: boolean): Promise<void> {
  if (task.kind !== "follow_up") return;
  const now = ctx.clock.now();
  const moved = await ctx.trx
    .updateTable("leads")
    .set({ status: isDone ? "contacted" : "new", updated_at: now })
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", leadId)
    .where("status", "=", isDone ? "new" : "contacted")
    .$if(!isDone, (query) => query.where("updated_at", "=", task.doneAt))
    .returning("id")
    .executeTakeFirst();
  if (!moved) return;
  await audit(ctx, "lead.update", leadId, { status: isDone ? "contacted" : "new" });
  announce(ctx, "lead");
}

const NEWER = {
  follow_up: "This lead has a newer follow-up already.",
  answer: "They have written again since, and that waits for an answer already.",
} as const;

/** A lead has one open follow-up, a thread one open answer: a later one takes the place of one that is to be reopened. */
async function refuseSecond(ctx: TenantContext, task: Task): Promise<void> {
  if (task.kind !== "follow_up" && task.kind !== "answer") return;
  const [column, id] =
    task.kind === "follow_up"
      ? (["lead_id", task.leadId] as const)
      : (["conversation_id", task.conversationId] as const);
  if (id === null) return;
  const open = await ctx.trx
    .selectFrom("tasks")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where(column, "=", id)
    .where("kind", "=", task.kind)
    .where("status", "=", "open")
    .executeTakeFirst();
  if (open) throw new DomainError("conflict", NEWER[task.kind], { subject: "task" });
}

async function setStatus(ctx: Context, id: string, status: "open" | "done"): Promise<Task> {
  authorize(ctx, "task:write");
  return inTenant(ctx, async (ctx) => {
    const task = await getTask(ctx, id);
    if (task.status === status) return task;
    const isDone = status === "done";
    if (!isDone) await refuseSecond(ctx, task);
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
    if (task.leadId !== null) await moveLead(ctx, task.leadId, task, isDone);
    await audit(ctx, isDone ? "task.complete" : "task.reopen", id);
    announce(ctx, "task");
    return getTask(ctx, id);
  });
}

/** Marks a task as done; a done one stays as it is. Who was followed up counts as contacted. @throws DomainError `not_found`. */
export const completeTask = (ctx: Context, id: string): Promise<Task> => setStatus(ctx, id, "done");

/** Takes `completeTask` back. @throws DomainError `not_found`, `conflict` where a newer one waits. */
export const reopenTask = (ctx: Context, id: string): Promise<Task> => setStatus(ctx, id, "open");
