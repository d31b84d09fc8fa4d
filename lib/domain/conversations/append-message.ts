import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { DomainError, notFound } from "@/lib/domain/errors";
import { recordEvent } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { parseInput } from "@/lib/domain/parse";
import { type AppendMessageInput, appendMessageInput, type Message, messageOf } from "./schema";

/**
 * Adds a message at the end of a conversation and records `message.received` or `message.sent`. A message
 * whose channel id is known is returned as it is.
 * @throws DomainError `not_found`, `conflict` when the conversation is closed.
 */
export async function appendMessage(ctx: Context, input: AppendMessageInput): Promise<Message> {
  authorize(ctx, "call:write");
  const given = parseInput(appendMessageInput, input);
  return inTenant(ctx, async (ctx) => {
    const conversation = await ctx.trx
      .selectFrom("conversations")
      .select(["id", "status"])
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", given.conversationId)
      .forUpdate()
      .executeTakeFirst();
    if (!conversation) throw notFound("conversation");
    const messages = ctx.trx
      .selectFrom("messages")
      .where("business_id", "=", ctx.business.id)
      .where("conversation_id", "=", conversation.id);
    if (given.providerMessageId !== undefined) {
      const known = await messages
        .selectAll()
        .where("provider_message_id", "=", given.providerMessageId)
        .executeTakeFirst();
      if (known) return messageOf(known);
    }
    if (conversation.status === "closed")
      throw new DomainError("conflict", "This conversation is closed.", { subject: "conversation" });
    const last = await messages.select((eb) => eb.fn.max("position").as("position")).executeTakeFirst();
    const now = ctx.clock.now();
    const row = await ctx.trx
      .insertInto("messages")
      .values({
        id: newId(now),
        business_id: ctx.business.id,
        conversation_id: conversation.id,
        position: (last?.position ?? -1) + 1,
        sender: given.sender,
        content: given.content.replaceAll("\u0000", ""),
        sent_at: given.sentAt ?? now,
        provider_message_id: given.providerMessageId ?? null,
        metadata: JSON.stringify(given.metadata),
        phone: given.text?.phone ?? null,
        own_number: given.text?.ownNumber ?? null,
        delivery_status: given.text?.deliveryStatus ?? null,
        mail_id: given.mailId ?? null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await ctx.trx
      .updateTable("conversations")
      .set({ updated_at: now })
      .where("id", "=", conversation.id)
      .execute();
    if (given.sender !== "system") {
      await recordEvent(ctx, {
        type: given.sender === "customer" ? "message.received" : "message.sent",
        subjectId: row.id,
        data: { messageId: row.id, conversationId: conversation.id, sender: given.sender },
      });
    }
    return messageOf(row);
  });
}
