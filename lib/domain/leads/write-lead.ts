import { type Contact, findOrCreateContact, normalisePhone } from "@/lib/domain/contacts";
import type { TenantContext } from "@/lib/domain/context";
import { announce, recordEvent } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { toLead } from "./lead-row";
import type { Lead, LeadSource, LeadStatus, ScoreReason, Temperature, Urgency } from "./schema";
import { type LeadScore, scoreLead } from "./score";

const DAY_MILLISECONDS = 86_400_000;

/** What a lead says, checked, its phone in E.164. */
export interface LeadWords {
  name: string;
  phone: string | null;
  email: string | null;
  company: string;
  reason: string;
  serviceInterest: string;
  notes: string;
  source: LeadSource;
}

/** What a person decided about a lead; what is undefined follows from the score. */
export interface LeadJudgement {
  status?: LeadStatus | undefined;
  temperature?: Temperature | undefined;
  urgency?: Urgency | undefined;
}

/** The contact behind a lead that can be reached; null for one that left neither phone nor e-mail. */
const contactOf = async (ctx: TenantContext, words: LeadWords): Promise<Contact | null> =>
  words.phone === null && words.email === null ? null : findOrCreateContact(ctx, words);

interface EarlierLead {
  id: string | null;
  createdAt: Date;
  scoreReasons: readonly ScoreReason[];
}

/** Whether the business had met a contact before a lead of theirs came. */
async function isReturning(ctx: TenantContext, contactId: string, lead: EarlierLead): Promise<boolean> {
  const since = new Date(lead.createdAt.getTime() - DAY_MILLISECONDS);
  const found = await ctx.trx
    .selectFrom("contacts")
    .leftJoin("leads", (join) =>
      join
        .onRef("leads.contact_id", "=", "contacts.id")
        .on("leads.business_id", "=", ctx.business.id)
        .on("leads.id", "is distinct from", lead.id)
        .on("leads.created_at", "<=", lead.createdAt),
    )
    .select("contacts.id")
    .where("contacts.business_id", "=", ctx.business.id)
    .where("contacts.id", "=", contactId)
    .where((any) => any.or([any("contacts.created_at", "<", since), any("leads.id", "is not", null)]))
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Reads the score anew from what a lead says; points from criteria go on counting. */
async function scoreOf(
  ctx: TenantContext,
  words: LeadWords,
  contactId: string | null,
  lead: EarlierLead,
): Promise<LeadScore> {
  const facts = {
    ...words,
    isPhonePossible: words.phone !== null && (normalisePhone(words.phone)?.isPossible ?? false),
    isReturning: contactId !== null && (await isReturning(ctx, contactId, lead)),
  };
  return scoreLead(facts, lead.scoreReasons);
}

/** Writes a new lead with its contact, score and event into the caller's transaction. */
export async function insertLead(
  ctx: TenantContext,
  words: LeadWords,
  judgement: LeadJudgement,
  conversationId: string | null,
): Promise<Lead> {
  const contact = await contactOf(ctx, words);
  const now = ctx.clock.now();
  const unwritten = { id: null, createdAt: now, scoreReasons: [] };
  const scored = await scoreOf(ctx, words, contact?.id ?? null, unwritten);
  const row = await ctx.trx
    .insertInto("leads")
    .values({
      id: newId(now),
      business_id: ctx.business.id,
      contact_id: contact?.id ?? null,
      conversation_id: conversationId,
      ...columnsOf(words),
      status: judgement.status ?? "new",
      temperature: judgement.temperature ?? scored.temperature,
      urgency: judgement.urgency ?? scored.urgency,
      score: scored.score,
      score_reasons: JSON.stringify(scored.reasons),
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const lead = toLead(row);
  await recordEvent(ctx, {
    type: "lead.captured",
    subjectId: lead.id,
    data: {
      leadId: lead.id,
      contactId: lead.contactId,
      conversationId,
      name: lead.name,
      phone: lead.phone,
      email: lead.email,
      source: lead.source,
      score: lead.score,
      temperature: lead.temperature,
    },
  });
  return lead;
}

/**
 * Writes changed words and judgement of a locked lead. Its score follows the words; a temperature or urgency
 * that a person had set to something else than the score said stays.
 */
export async function rewriteLead(
  ctx: TenantContext,
  lead: Lead,
  words: LeadWords,
  judgement: LeadJudgement,
  reasons: readonly ScoreReason[] = lead.scoreReasons,
): Promise<Lead> {
  const isContactNew = words.phone !== lead.phone || words.email !== lead.email;
  const contactId = isContactNew ? ((await contactOf(ctx, words))?.id ?? null) : lead.contactId;
  const before = await scoreOf(ctx, lead, lead.contactId, lead);
  const after = await scoreOf(ctx, words, contactId, { ...lead, scoreReasons: reasons });
  const row = await ctx.trx
    .updateTable("leads")
    .set({
      contact_id: contactId,
      ...columnsOf(words),
      status: judgement.status,
      temperature:
        judgement.temperature ?? (lead.temperature === before.temperature ? after.temperature : undefined),
      urgency: judgement.urgency ?? (lead.urgency === before.urgency ? after.urgency : undefined),
      score: after.score,
      score_reasons: JSON.stringify(after.reasons),
      updated_at: ctx.clock.now(),
    })
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", lead.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  announce(ctx, "lead");
  return toLead(row);
}

const columnsOf = (words: LeadWords) => ({
  name: words.name,
  phone: words.phone,
  email: words.email,
  company: words.company,
  reason: words.reason,
  service_interest: words.serviceInterest,
  notes: words.notes,
  source: words.source,
});
