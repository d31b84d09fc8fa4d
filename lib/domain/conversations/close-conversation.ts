import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { recordEvent } from "@/lib/domain/events";
import { parseInput } from "@/lib/domain/parse";
import {
  type CloseConversationInput,
  type Conversation,
  closeConversationInput,
  conversationOf,
} from "./schema";

/** Ends a conversation, once; a closed one stays as it is. @throws DomainError `not_found`. */
export async function closeConversation(ctx: Context, input: CloseConversationInput): Promise<Conversation> {
  authorize(ctx, "call:write");
  const given = parseInput(closeConversationInput, input);
  return inTenant(ctx, async (ctx) => {
    const row = await ctx.trx
      .selectFrom("conversations")
      .selectAll()
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", given.id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw notFound("conversation");
    if (row.status === "closed") return conversationOf(row);
    const now = ctx.clock.now();
    const closed = await ctx.trx
      .updateTable("conversations")
      .set({
        status: "closed",
        closed_at: now,
        updated_at: now,
        summary: given.summary ?? row.summary,
        outcome: given.outcome ?? row.outcome,
      })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", given.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    if (closed.channel !== "voice") {
      await recordEvent(ctx, {
        type: "conversation.closed",
        subjectId: closed.id,
        data: { conversationId: closed.id, channel: closed.channel },
      });
    }
    return conversationOf(closed);
  });
}
