import { type Contact, findOrCreateContact, normalisePhone } from "@/lib/domain/contacts";
import type { TenantContext } from "@/lib/domain/context";
import { announce, recordEvent } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { assignFollowUp } from "@/lib/domain/tasks";
import { customerTurns, hasComeAgain, joinConversation } from "./lead-conversations";
import { keepFollowUp } from "./lead-follow-up";
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

/** What a person decided about a lead; undefined leaves it as it is, null lets it follow from the score again. */
export interface LeadJudgement {
  status?: LeadStatus | undefined;
  temperature?: Temperature | null | undefined;
  urgency?: Urgency | null | undefined;
  /** null: nobody's. */
  assignedUserId?: string | null | undefined;
}

/** The contact behind a lead that can be reached; null for one that left neither phone nor e-mail. */
export const contactOf = async (ctx: TenantContext, words: LeadWords): Promise<Contact | null> =>
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
  conversationId: string | null,
): Promise<LeadScore> {
  const facts = {
    ...words,
    isPhonePossible: words.phone !== null && (normalisePhone(words.phone)?.isPossible ?? false),
    isReturning:
      (lead.id !== null && (await hasComeAgain(ctx, lead.id))) ||
      (contactId !== null && (await isReturning(ctx, contactId, lead))),
    turns: await customerTurns(ctx, lead.id, conversationId),
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
  const scored = await scoreOf(ctx, words, contact?.id ?? null, unwritten, conversationId);
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
      is_temperature_set: Boolean(judgement.temperature),
      is_urgency_set: Boolean(judgement.urgency),
      score: scored.score,
      score_reasons: JSON.stringify(scored.reasons),
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const lead = toLead(row);
  if (conversationId !== null) await joinConversation(ctx, lead.id, conversationId);
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
  await keepFollowUp(ctx, null, lead);
  return lead;
}

/** What stands after a person may have decided: their word, or what the score says. */
function settled<W>(current: W, isSet: boolean, decided: W | null | undefined, scored: W) {
  if (decided === null) return { value: scored, isSet: false };
  if (decided !== undefined) return { value: decided, isSet: true };
  return { value: isSet ? current : scored, isSet };
}

/**
 * Writes changed words and judgement of a locked lead. Its score follows the words and what was said in its
 * conversations; a temperature or urgency that a person set stays.
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
  const scored = await scoreOf(
    ctx,
    words,
    contactId,
    { ...lead, scoreReasons: reasons },
    lead.conversationId,
  );
  const temperature = settled(
    lead.temperature,
    lead.isTemperatureSet,
    judgement.temperature,
    scored.temperature,
  );
  const urgency = settled(lead.urgency, lead.isUrgencySet, judgement.urgency, scored.urgency);
  const row = await ctx.trx
    .updateTable("leads")
    .set({
      contact_id: contactId,
      ...columnsOf(words),
      status: judgement.status,
      assigned_user_id: judgement.assignedUserId,
      temperature: temperature.value,
      is_temperature_set: temperature.isSet,
      urgency: urgency.value,
      is_urgency_set: urgency.isSet,
      score: scored.score,
      score_reasons: JSON.stringify(scored.reasons),
      updated_at: ctx.clock.now(),
    })
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", lead.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  announce(ctx, "lead");
  const changed = toLead(row);
  if (changed.assignedUserId !== lead.assignedUserId) {
    await assignFollowUp(ctx, lead.id, changed.assignedUserId);
  }
  await keepFollowUp(ctx, lead, changed);
  return changed;
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
