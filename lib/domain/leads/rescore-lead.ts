import { z } from "zod";
import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { lockLead } from "./lead-row";
import { rewriteLead } from "./write-lead";

/** Payload of the job that reads a lead anew. */
export const rescoreJob = z.object({ conversationId: z.uuid() });

/**
 * Job `lead.rescore`: reads the score of a conversation's lead anew, from everything that was said in it. What
 * a person set stays. Does nothing where there is no lead; harmless when repeated.
 * @throws DomainError forbidden.
 */
export async function rescoreLead(ctx: Context, input: z.input<typeof rescoreJob>): Promise<void> {
  authorize(ctx, "lead:write");
  const { conversationId } = parseInput(rescoreJob, input);
  await inTenant(ctx, async (ctx) => {
    const conversation = await ctx.trx
      .selectFrom("conversations")
      .select("lead_id")
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", conversationId)
      .executeTakeFirst();
    if (!conversation?.lead_id) return;
    const lead = await lockLead(ctx, conversation.lead_id);
    await rewriteLead(ctx, lead, lead, {});
  });
}
