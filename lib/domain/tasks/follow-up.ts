import type { TenantContext } from "@/lib/domain/context";
import { announce } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { followUpDueAt, openingRules } from "./opening-times";
import type { Urgency } from "./schema";

/** What a follow-up is about. */
export interface FollowUp {
  leadId: string;
  title: string;
  body: string;
  contactId: string | null;
  conversationId: string | null;
  urgency: Urgency;
  assignedUserId: string | null;
  /** It should be done within the hour. */
  isPressing: boolean;
}

/**
 * Asks somebody to get back to a lead, in the caller's transaction; a lead that has an open follow-up keeps it.
 * Part of another act: whoever may write leads may.
 */
export async function openFollowUp(ctx: TenantContext, { isPressing, ...about }: FollowUp): Promise<void> {
  const now = ctx.clock.now();
  const dueAt = followUpDueAt(now, isPressing, await openingRules(ctx));
  await ctx.trx
    .insertInto("tasks")
    .values({
      id: newId(now),
      business_id: ctx.business.id,
      kind: "follow_up",
      title: about.title,
      body: about.body,
      contact_id: about.contactId,
      conversation_id: about.conversationId,
      lead_id: about.leadId,
      assigned_user_id: about.assignedUserId,
      urgency: about.urgency,
      due_at: dueAt,
      created_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["business_id", "lead_id"])
        .where("kind", "=", "follow_up")
        .where("status", "=", "open")
        .doNothing(),
    )
    .execute();
  announce(ctx, "task");
}

const openOnes = (ctx: TenantContext, leadId: string) =>
  ctx.trx
    .updateTable("tasks")
    .where("business_id", "=", ctx.business.id)
    .where("lead_id", "=", leadId)
    .where("kind", "=", "follow_up")
    .where("status", "=", "open");

/** Takes the open follow-up of a lead off the list: somebody got back to them, or it is no longer needed. */
export async function closeFollowUp(ctx: TenantContext, leadId: string): Promise<void> {
  const doneBy = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  await openOnes(ctx, leadId).set({ status: "done", done_at: ctx.clock.now(), done_by: doneBy }).execute();
  announce(ctx, "task");
}

/** Hands the open follow-up of a lead to whom the lead is assigned. */
export async function assignFollowUp(
  ctx: TenantContext,
  leadId: string,
  userId: string | null,
): Promise<void> {
  await openOnes(ctx, leadId).set({ assigned_user_id: userId }).execute();
  announce(ctx, "task");
}
