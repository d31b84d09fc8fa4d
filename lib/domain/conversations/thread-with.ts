import type { TenantContext } from "@/lib/domain/context";
import type { Channel } from "./schema";
import { startConversation } from "./start-conversation";

/**
 * The open thread with a contact on a channel, made where there is none; in the caller's transaction.
 * @param leadId a lead that the thread is to be about: one about another lead is left alone.
 * @returns its id.
 */
export async function threadWith(
  ctx: TenantContext,
  {
    channel,
    contactId,
    agentId,
    leadId,
  }: { channel: Channel; contactId: string; agentId: string | null; leadId: string | null },
): Promise<string> {
  const open = await ctx.trx
    .selectFrom("conversations")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("contact_id", "=", contactId)
    .where("channel", "=", channel)
    .where("status", "!=", "closed")
    .$if(leadId !== null, (threads) =>
      threads.where((any) => any.or([any("lead_id", "is", null), any("lead_id", "=", leadId)])),
    )
    .orderBy("created_at", "desc")
    .executeTakeFirst();
  const id = open?.id ?? (await startConversation(ctx, { channel, contactId, agentId })).id;
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
