import type { TenantContext } from "@/lib/domain/context";
import { appendMessage, startConversation } from "@/lib/domain/conversations";
import { enqueue } from "@/lib/domain/events";

/**
 * The open thread with a contact, made where there is none.
 * @param leadId a lead that the thread is to be about: one about another lead is left alone.
 */
export async function threadWith(
  ctx: TenantContext,
  { contactId, agentId, leadId }: { contactId: string; agentId: string | null; leadId: string | null },
): Promise<string> {
  const open = await ctx.trx
    .selectFrom("conversations")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("contact_id", "=", contactId)
    .where("channel", "=", "sms")
    .where("status", "!=", "closed")
    .$if(leadId !== null, (threads) =>
      threads.where((any) => any.or([any("lead_id", "is", null), any("lead_id", "=", leadId)])),
    )
    .orderBy("created_at", "desc")
    .executeTakeFirst();
  const id = open?.id ?? (await startConversation(ctx, { channel: "sms", contactId, agentId })).id;
  if (leadId !== null) {
    await ctx.trx
      .updateTable("conversations")
      .set({ lead_id: leadId })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .execute();
  }
  return id;
}

interface NewText {
  conversationId: string;
  sender: "human" | "system";
  phone: string;
  ownNumber: string;
  content: string;
  /** The answer to a carrier's keyword, which goes out to a number that is opted out, too. */
  isKeywordReply?: boolean;
}

/** Writes a text and the job that sends it into the caller's transaction. @returns its id. */
export async function queueText(ctx: TenantContext, text: NewText): Promise<string> {
  const { id } = await appendMessage(ctx, {
    conversationId: text.conversationId,
    sender: text.sender,
    content: text.content,
    text: { phone: text.phone, ownNumber: text.ownNumber, deliveryStatus: "queued" },
    metadata: text.isKeywordReply ? { isKeywordReply: true } : {},
  });
  await enqueue(ctx, { kind: "text.send", payload: { messageId: id }, dedupeKey: `text.send:${id}` });
  return id;
}
