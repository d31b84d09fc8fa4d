import { z } from "zod";
import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { parseInput } from "@/lib/domain/parse";
import { openingRules, SNOOZES, snoozedUntil } from "./opening-times";
import { getTask } from "./read-tasks";
import type { Task } from "./schema";

export const snoozeTaskInput = z.object({ id: z.uuid(), for: z.enum(SNOOZES) });
export type SnoozeTaskInput = z.infer<typeof snoozeTaskInput>;

/**
 * Puts an open task off: it is due later. @throws DomainError forbidden, validation_failed, `not_found`, `conflict`
 * for one that is done.
 */
export async function snoozeTask(ctx: Context, input: SnoozeTaskInput): Promise<Task> {
  authorize(ctx, "task:write");
  const { id, for: snooze } = parseInput(snoozeTaskInput, input);
  return inTenant(ctx, async (ctx) => {
    const { status } = await getTask(ctx, id);
    if (status === "done") {
      throw new DomainError("conflict", "This task is done. Reopen it to put it off.", { subject: "task" });
    }
    const dueAt = snoozedUntil(ctx.clock.now(), snooze, await openingRules(ctx));
    await ctx.trx
      .updateTable("tasks")
      .set({ due_at: dueAt })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .execute();
    await audit(ctx, "task.snooze", id, { dueAt: dueAt.toISOString() });
    announce(ctx, "task");
    return getTask(ctx, id);
  });
}
