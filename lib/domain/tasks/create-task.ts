import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { announce } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { requireOwned } from "@/lib/domain/owned";
import { parseInput } from "@/lib/domain/parse";
import { watchTask } from "./escalation";
import { getTask } from "./read-tasks";
import { type CreateTaskInput, createTaskInput, type Task } from "./schema";

/** Notes down something that needs a person. @throws DomainError `not_found` for a foreign contact or conversation. */
export async function createTask(ctx: Context, input: CreateTaskInput): Promise<Task> {
  authorize(ctx, "task:write");
  const given = parseInput(createTaskInput, input);
  return inTenant(ctx, async (ctx) => {
    await requireOwned(ctx, "contacts", given.contactId);
    await requireOwned(ctx, "conversations", given.conversationId);
    const now = ctx.clock.now();
    const id = newId(now);
    await ctx.trx
      .insertInto("tasks")
      .values({
        id,
        business_id: ctx.business.id,
        kind: given.kind,
        title: given.title,
        body: given.body,
        contact_id: given.contactId,
        conversation_id: given.conversationId,
        urgency: given.urgency,
        created_at: now,
      })
      .execute();
    await watchTask(ctx, { id, kind: given.kind, urgency: given.urgency });
    await audit(ctx, "task.create", id, { kind: given.kind });
    announce(ctx, "task");
    return getTask(ctx, id);
  });
}
