import type { TenantContext } from "@/lib/domain/context";
import { closeFollowUp, openFollowUp } from "@/lib/domain/tasks";
import type { Lead } from "./schema";

/** Somebody should get back to this lead soon. */
const isPromising = ({ temperature, urgency }: Lead): boolean =>
  temperature === "hot" || urgency === "high" || urgency === "critical";

const isOpen = ({ status }: Lead): boolean => status === "new" || status === "contacted";

/** Whether somebody will see the person behind a lead anyway. */
async function hasAppointmentAhead(ctx: TenantContext, lead: Lead): Promise<boolean> {
  const row = await ctx.trx
    .selectFrom("appointments")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("status", "in", ["pending", "confirmed"])
    .where("starts_at", ">", ctx.clock.now())
    .where((any) =>
      any.or([
        any("lead_id", "=", lead.id),
        any("contact_id", "=", lead.contactId),
        any("conversation_id", "=", lead.conversationId),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

const taskOf = (lead: Lead) => ({
  leadId: lead.id,
  title: `Follow up with ${lead.name || lead.phone || lead.email || "a new lead"}`.slice(0, 300),
  body: lead.reason || lead.serviceInterest,
  contactId: lead.contactId,
  conversationId: lead.conversationId,
  urgency:
    lead.urgency === "critical"
      ? ("critical" as const)
      : lead.temperature === "hot"
        ? ("high" as const)
        : lead.urgency,
  assignedUserId: lead.assignedUserId,
  isPressing: lead.temperature === "hot" || lead.urgency === "critical",
});

/**
 * Keeps the follow-up of a lead in step with it: one that is hot or urgent gets a task, once it is; where
 * somebody got back to it, or has an appointment with it, the task is done.
 * @param before the lead as it was; null for one that is new or came again.
 */
export async function keepFollowUp(ctx: TenantContext, before: Lead | null, lead: Lead): Promise<void> {
  const isWaiting = isOpen(lead) && !(before?.status === "new" && lead.status === "contacted");
  if (!isWaiting || (isPromising(lead) && (await hasAppointmentAhead(ctx, lead)))) {
    if (before) await closeFollowUp(ctx, lead.id);
    return;
  }
  if (!isPromising(lead)) return;
  const wasPromising = before !== null && isOpen(before) && isPromising(before);
  if (!wasPromising) await openFollowUp(ctx, taskOf(lead));
}
