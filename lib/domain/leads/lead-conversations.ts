import { sql } from "kysely";
import type { TenantContext } from "@/lib/domain/context";

const MOST_TURNS = 300;
const MAX_TURN_LENGTH = 2000;

/**
 * What the customer said in the conversations of a lead, in order of time, the last of it where it is much.
 * @param leadId null for one that is not written yet.
 * @param conversationId the one that the lead comes from.
 */
export async function customerTurns(
  ctx: TenantContext,
  leadId: string | null,
  conversationId: string | null,
): Promise<string[]> {
  if (leadId === null && conversationId === null) return [];
  const rows = await ctx.trx
    .selectFrom("messages")
    .innerJoin("conversations", (join) =>
      join
        .onRef("conversations.id", "=", "messages.conversation_id")
        .onRef("conversations.business_id", "=", "messages.business_id"),
    )
    .select(sql<string>`left(messages.content, ${MAX_TURN_LENGTH})`.as("content"))
    .where("messages.business_id", "=", ctx.business.id)
    .where("messages.sender", "=", "customer")
    .where((any) =>
      any.or([any("conversations.lead_id", "=", leadId), any("conversations.id", "=", conversationId)]),
    )
    .orderBy("messages.sent_at", "desc")
    .orderBy("messages.position", "desc")
    .limit(MOST_TURNS)
    .execute();
  return rows.map((row) => row.content).reverse();
}

/** Whether a lead goes on over several conversations. */
export async function hasComeAgain(ctx: TenantContext, leadId: string): Promise<boolean> {
  const rows = await ctx.trx
    .selectFrom("conversations")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("lead_id", "=", leadId)
    .limit(2)
    .execute();
  return rows.length > 1;
}

/** Makes a conversation one of a lead's. */
export async function joinConversation(
  ctx: TenantContext,
  leadId: string,
  conversationId: string,
): Promise<void> {
  await ctx.trx
    .updateTable("conversations")
    .set({ lead_id: leadId })
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", conversationId)
    .execute();
}
