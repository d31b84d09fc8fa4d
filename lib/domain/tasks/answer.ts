import { sql } from "kysely";
import type { TenantContext } from "@/lib/domain/context";
import { announce } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { followUpDueAt, openingRules } from "./opening-times";

const MOST_CHARACTERS = 2_000;

/** A customer's message that nobody has answered yet. */
export interface Unanswered {
  conversationId: string;
  contactId: string;
  title: string;
  content: string;
}

/**
 * Asks somebody to answer a customer, in the caller's transaction: due within the hour while the business is open. A
 * thread that waits already gets the message added to its task. Part of another act.
 */
export async function openAnswer(ctx: TenantContext, about: Unanswered): Promise<void> {
  const now = ctx.clock.now();
  const dueAt = followUpDueAt(now, true, await openingRules(ctx));
  await ctx.trx
    .insertInto("tasks")
    .values({
      id: newId(now),
      business_id: ctx.business.id,
      kind: "answer",
      title: about.title.slice(0, 300),
      body: about.content.slice(0, MOST_CHARACTERS),
      contact_id: about.contactId,
      conversation_id: about.conversationId,
      urgency: "medium",
      due_at: dueAt,
      created_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["business_id", "conversation_id"])
        .where("kind", "=", "answer")
        .where("status", "=", "open")
        .doUpdateSet({
          body: sql`right(tasks.body || chr(10) || excluded.body, ${MOST_CHARACTERS})`,
        }),
    )
    .execute();
  announce(ctx, "task");
}

/** Takes what waits for an answer to a contact off the list, in any of their threads: somebody has answered. */
export async function closeAnswers(ctx: TenantContext, contactId: string): Promise<void> {
  const closed = await ctx.trx
    .updateTable("tasks")
    .set({
      status: "done",
      done_at: ctx.clock.now(),
      done_by: ctx.actor.kind === "user" ? ctx.actor.userId : null,
    })
    .where("business_id", "=", ctx.business.id)
    .where("contact_id", "=", contactId)
    .where("kind", "=", "answer")
    .where("status", "=", "open")
    .returning("id")
    .execute();
  if (closed.length > 0) announce(ctx, "task");
}
