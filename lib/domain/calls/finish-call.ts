import { releaseHolds } from "@/lib/domain/appointments";
import { findContactByPhone, findOrCreateContact } from "@/lib/domain/contacts";
import type { TenantContext } from "@/lib/domain/context";
import type { CallRow } from "./change-call";
import type { CallFacts } from "./facts";
import { outcomeOf } from "./outcome";

/** The contact that this very call made, by its lead or booking: there is no history that a false name could spoil. */
async function newContactOf(ctx: TenantContext, call: CallRow): Promise<string | null> {
  const { conversation_id: id, started_at: startedAt } = call;
  if (!startedAt) return null;
  const contact = await ctx.trx
    .selectFrom("contacts")
    .select("contacts.id")
    .where("contacts.business_id", "=", ctx.business.id)
    .where("contacts.created_at", ">=", startedAt)
    .where("contacts.id", "in", (eb) =>
      eb
        .selectFrom("leads")
        .innerJoin("conversations", "conversations.lead_id", "leads.id")
        .select("leads.contact_id")
        .where("conversations.business_id", "=", ctx.business.id)
        .where("conversations.id", "=", id)
        .union(
          eb
            .selectFrom("appointments")
            .select("appointments.contact_id")
            .where("appointments.business_id", "=", ctx.business.id)
            .where("appointments.conversation_id", "=", id),
        ),
    )
    .orderBy("contacts.created_at")
    .executeTakeFirst();
  return contact?.id ?? null;
}

/**
 * Who called: the contact of their own number, made where they spoke; where it is withheld, whom this call made known.
 * A lead or booking under the details of somebody known says only whom the caller claims to be: it keeps its link to
 * the conversation, and the claimed person's history stays clear of it.
 */
async function contactIdOf(ctx: TenantContext, call: CallRow, facts: CallFacts): Promise<string | null> {
  if (!call.from_number) return newContactOf(ctx, call);
  const contact =
    facts.voice.customerTurns > 0
      ? await findOrCreateContact(ctx, { phone: call.from_number })
      : await findContactByPhone(ctx, call.from_number);
  return contact?.id ?? null;
}

/**
 * What follows from the end of a call: the caller becomes a contact, the outcome is read from the receipts,
 * slots held for the caller are free again, the conversation is closed. May run again when more is known.
 */
export async function finishCall(ctx: TenantContext, call: CallRow, facts: CallFacts): Promise<void> {
  const conversation = await ctx.trx
    .selectFrom("conversations")
    .select(["contact_id"])
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", call.conversation_id)
    .executeTakeFirstOrThrow();
  const receipts = await ctx.trx
    .selectFrom("tool_calls")
    .select(["tool", "receipt_kind"])
    .where("business_id", "=", ctx.business.id)
    .where("conversation_id", "=", call.conversation_id)
    .where("receipt_id", "is not", null)
    .execute();
  await releaseHolds(ctx, { conversationId: call.conversation_id });
  const isTransferred = call.transferred_at !== null;
  await ctx.trx
    .updateTable("conversations")
    .set({
      status: "closed",
      closed_at: call.ended_at,
      contact_id: conversation.contact_id ?? (await contactIdOf(ctx, call, facts)),
      outcome: outcomeOf(
        receipts.map(({ tool, receipt_kind }) => ({ tool, kind: receipt_kind ?? "" })),
        isTransferred,
        facts.voice.customerTurns,
      ),
      updated_at: ctx.clock.now(),
    })
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", call.conversation_id)
    .execute();
}
