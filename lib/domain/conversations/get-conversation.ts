import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { type ConversationDetail, conversationOf, messageOf } from "./schema";

/** A conversation with everything that was said in it, in order. @throws DomainError `not_found`. */
export async function getConversation(ctx: Context, id: string): Promise<ConversationDetail> {
  authorize(ctx, "call:read");
  return inTenant(ctx, async ({ trx, business }) => {
    const row = await trx
      .selectFrom("conversations")
      .selectAll()
      .where("business_id", "=", business.id)
      .where("id", "=", id)
      .executeTakeFirst();
    if (!row) throw notFound("conversation");
    const messages = await trx
      .selectFrom("messages")
      .selectAll()
      .where("business_id", "=", business.id)
      .where("conversation_id", "=", id)
      .orderBy("position")
      .execute();
    return { ...conversationOf(row), messages: messages.map(messageOf) };
  });
}
