import type { TenantContext } from "@/lib/domain/context";
import { getLead, type Lead } from "@/lib/domain/leads";
import { appUrl } from "@/lib/env";
import { alertOwner } from "./alert-owner";
import { alertUrgencyOf } from "./call-mail";
import { composeMail } from "./compose";
import { type EventJob, type OwnerNotice, reasonFooter } from "./recipient";

/** The text that an event is about, with what waits for an answer in its thread; undefined for every other message. */
const textThatWaits = ({ trx, business }: TenantContext, messageId: string) =>
  trx
    .selectFrom("messages")
    .innerJoin("conversations", (join) =>
      join
        .onRef("conversations.id", "=", "messages.conversation_id")
        .onRef("conversations.business_id", "=", "messages.business_id"),
    )
    .innerJoin("tasks", (join) =>
      join
        .onRef("tasks.conversation_id", "=", "conversations.id")
        .onRef("tasks.business_id", "=", "conversations.business_id"),
    )
    .innerJoin("contacts", (join) =>
      join
        .onRef("contacts.id", "=", "tasks.contact_id")
        .onRef("contacts.business_id", "=", "tasks.business_id"),
    )
    .select([
      "tasks.id as task_id",
      "tasks.body",
      "tasks.contact_id",
      "contacts.name",
      "messages.phone",
      "conversations.lead_id",
    ])
    .where("messages.business_id", "=", business.id)
    .where("messages.id", "=", messageId)
    .where("conversations.channel", "=", "sms")
    .where("tasks.kind", "=", "answer")
    .where("tasks.status", "=", "open")
    .executeTakeFirst();

/** What the mail says of whoever wrote where they may become a customer. */
const leadFacts = (lead: Lead | null): [string, string][] =>
  lead?.status === "new" ? [["New lead", `${lead.score} of 100, ${lead.temperature}`]] : [];

/**
 * The one mail about texts that wait for an answer: the first of a thread is told, what follows is not until somebody
 * has answered. It tells of the lead that a stranger's text makes, too.
 */
export async function queueTextMail(ctx: TenantContext, notice: OwnerNotice, job: EventJob): Promise<void> {
  const text = await textThatWaits(ctx, job.subjectId);
  if (!text) return;
  const lead = text.lead_id === null ? null : await getLead(ctx, text.lead_id);
  const who = text.name || text.phone || "somebody";
  const heading = `Text message from ${who}`;
  await alertOwner(ctx, notice, lead ? alertUrgencyOf(lead) : "medium", {
    dedupeKey: `owner:answer:${text.task_id}`,
    kind: "new_text",
    subject: heading,
    ...composeMail({
      heading,
      turns: [{ speaker: who, text: text.body }],
      facts: [
        ...(text.name && text.phone ? [["From", text.phone] satisfies [string, string]] : []),
        ...leadFacts(lead),
      ],
      link: { label: "Answer", url: `${appUrl()}/contacts/${text.contact_id}?write=text` },
      footer: reasonFooter(notice.business),
    }),
  });
}

/** Whether what happened in a conversation is told by the mail about its texts. */
export async function isToldByTextMail(
  { trx, business }: TenantContext,
  notice: OwnerNotice,
  conversationId: string | null,
): Promise<boolean> {
  if (conversationId === null || !notice.business.notificationSettings.newText) return false;
  const thread = await trx
    .selectFrom("conversations")
    .select("id")
    .where("business_id", "=", business.id)
    .where("id", "=", conversationId)
    .where("channel", "=", "sms")
    .executeTakeFirst();
  return thread !== undefined;
}
