import { sql } from "kysely";
import { isVouchedFor } from "@/lib/domain/contacts";
import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { parseInput } from "@/lib/domain/parse";
import { openLeadOf } from "./find-duplicates";
import { joinConversation } from "./lead-conversations";
import { keepFollowUp } from "./lead-follow-up";
import { lockLead } from "./lead-row";
import { type Lead, type LeadCapture, leadCapture } from "./schema";
import { continuedWords, firstWords } from "./words";
import { contactOf, insertLead, type LeadWords, rewriteLead } from "./write-lead";

/** The lead that a conversation has, locked; captures of one conversation take turns. */
async function leadOfConversation(ctx: TenantContext, conversationId: string): Promise<Lead | null> {
  if (!isId(conversationId)) throw notFound("conversation");
  const turn = `lead ${conversationId}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`.execute(ctx.trx);
  const conversation = await ctx.trx
    .selectFrom("conversations")
    .select("lead_id")
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", conversationId)
    .executeTakeFirst();
  if (!conversation) throw notFound("conversation");
  return conversation.lead_id === null ? null : lockLead(ctx, conversation.lead_id);
}

/**
 * Goes on with the open lead of somebody who comes again; null where there is none, or where nothing but a claim
 * says that it is them. The contact is found first: captures of one contact take turns from there on.
 */
async function joinOpenLead(
  ctx: TenantContext,
  said: LeadWords,
  conversationId: string | null,
): Promise<Lead | null> {
  const contact = await contactOf(ctx, said);
  if (!contact || !(await isVouchedFor(ctx, contact.id))) return null;
  const open = await openLeadOf(ctx, contact.id);
  if (!open) return null;
  const lead = await lockLead(ctx, open);
  if (conversationId !== null) await joinConversation(ctx, lead.id, conversationId);
  const joined = await rewriteLead(ctx, lead, continuedWords(lead, said), {});
  await keepFollowUp(ctx, null, joined);
  return joined;
}

/**
 * Notes that someone may become a customer, on whatever channel. The contact is found or made, the score read
 * from what they said. What the same conversation says later, or the same contact while their lead is open, goes
 * into the lead there is; `lead.captured` is recorded once. The receptionist joins a lead of another conversation only
 * for the contact that its own conversation proves.
 * @throws DomainError forbidden, validation_failed, not_found for the conversation.
 */
export async function captureLead(ctx: Context, input: LeadCapture): Promise<Lead> {
  authorize(ctx, "lead:write");
  const { source, conversationId = null, ...given } = parseInput(leadCapture, input);
  const said = firstWords(given, source);
  return inTenant(ctx, async (ctx) => {
    const earlier = conversationId === null ? null : await leadOfConversation(ctx, conversationId);
    const lead = earlier
      ? await rewriteLead(ctx, earlier, continuedWords(earlier, said), {})
      : ((await joinOpenLead(ctx, said, conversationId)) ??
        (await insertLead(ctx, said, {}, conversationId)));
    await audit(ctx, "lead.capture", lead.id, given);
    return lead;
  });
}
