import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { recordEvent } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { parseInput } from "@/lib/domain/parse";
import {
  type Conversation,
  conversationOf,
  type StartConversationInput,
  startConversationInput,
} from "./schema";

/**
 * Opens a thread on a channel. Calls announce themselves by their own events; every other channel records
 * `conversation.created`.
 * @throws DomainError `not_found` for a foreign contact or agent.
 */
export async function startConversation(ctx: Context, input: StartConversationInput): Promise<Conversation> {
  authorize(ctx, "call:write");
  const given = parseInput(startConversationInput, input);
  return inTenant(ctx, async (ctx) => {
    for (const [table, id] of [
      ["contacts", given.contactId],
      ["agents", given.agentId],
    ] as const) {
      if (!id) continue;
      const owned = await ctx.trx
        .selectFrom(table)
        .select("id")
        .where("business_id", "=", ctx.business.id)
        .where("id", "=", id)
        .executeTakeFirst();
      if (!owned) throw notFound(table === "contacts" ? "contact" : "agent");
    }
    const now = ctx.clock.now();
    const row = await ctx.trx
      .insertInto("conversations")
      .values({
        id: newId(now),
        business_id: ctx.business.id,
        channel: given.channel,
        contact_id: given.contactId,
        agent_id: given.agentId,
        created_at: now,
        updated_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    if (given.channel !== "voice") {
      await recordEvent(ctx, {
        type: "conversation.created",
        subjectId: row.id,
        data: { conversationId: row.id, channel: row.channel },
      });
    }
    return conversationOf(row);
  });
}
