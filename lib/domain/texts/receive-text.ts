import { getBusiness } from "@/lib/domain/businesses";
import { findOrCreateContact, normalisePhone } from "@/lib/domain/contacts";
import { asSystem, type Context, forBusiness, type TenantContext } from "@/lib/domain/context";
import { appendMessage, threadWith } from "@/lib/domain/conversations";
import type { Handled } from "@/lib/domain/inbox";
import { captureLead } from "@/lib/domain/leads";
import { findNumber, type PhoneNumber } from "@/lib/domain/numbers";
import { keywordOf, keywordReply } from "./keywords";
import { isOptedOut, optIn, optOut } from "./opt-outs";
import { queueText } from "./queue-text";

/** A text message as a carrier delivers it. */
export interface IncomingText {
  provider: "telnyx" | "twilio";
  providerMessageId: string;
  fromNumber: string | null;
  toNumbers: string[];
  text: string;
  sentAt: Date;
  /** The carrier answers keywords for us, and did. */
  isAnsweredByVendor?: boolean;
}

async function numberOf(ctx: Context, toNumbers: string[]): Promise<PhoneNumber | null> {
  for (const text of toNumbers) {
    const e164 = normalisePhone(text)?.e164;
    const number = e164 === undefined ? null : await findNumber(ctx, e164);
    if (number) return number;
  }
  return null;
}

async function isKnown({ trx, business }: TenantContext, providerMessageId: string): Promise<boolean> {
  const known = await trx
    .selectFrom("messages")
    .select("id")
    .where("business_id", "=", business.id)
    .where("provider_message_id", "=", providerMessageId)
    .executeTakeFirst();
  return known !== undefined;
}

/** The answer that a keyword is owed; null for none: what changes nothing is not confirmed again. */
async function answerTo(ctx: TenantContext, phone: string, text: string): Promise<string | null> {
  const keyword = keywordOf(text);
  if (!keyword) return null;
  if (keyword.kind === "stop" && !(await optOut(ctx, phone, keyword.word))) return null;
  if (keyword.kind === "start" && !(await optIn(ctx, phone))) return null;
  const business = await getBusiness(ctx);
  return keywordReply(keyword.kind, business.name, business.phone ?? business.email ?? "");
}

/** Somebody who is no customer yet becomes a lead with their first text. */
async function captureStranger(
  ctx: TenantContext,
  contactId: string,
  lead: { phone: string; text: string; conversationId: string },
): Promise<void> {
  for (const table of ["leads", "appointments"] as const) {
    const known = await ctx.trx
      .selectFrom(table)
      .select("id")
      .where("business_id", "=", ctx.business.id)
      .where("contact_id", "=", contactId)
      .executeTakeFirst();
    if (known) return;
  }
  await captureLead(ctx, {
    source: "sms",
    phone: lead.phone,
    reason: lead.text.slice(0, 500),
    conversationId: lead.conversationId,
  });
}

/**
 * Takes in a text message: the sender becomes a contact, and a lead where they are new, and their open thread gets the
 * message, once. STOP, START and HELP are obeyed and answered as carriers ask.
 */
export function receiveText(ctx: Context, input: IncomingText): Promise<Handled> {
  return asSystem(ctx, "incoming text message", async (system) => {
    const number = await numberOf(system, input.toNumbers);
    const phone = input.fromNumber === null ? undefined : normalisePhone(input.fromNumber)?.e164;
    if (!number || phone === undefined) return { status: "unmatched" };
    const scoped = forBusiness(system, number.businessId);
    const handled = { status: "handled", businessId: number.businessId } as const;
    if (input.text.trim() === "") return handled;
    const contact = await findOrCreateContact(scoped, { phone });
    if (await isKnown(scoped, input.providerMessageId)) return handled;
    const conversationId = await threadWith(scoped, {
      channel: "sms",
      contactId: contact.id,
      agentId: number.agentId,
      leadId: null,
    });
    const wasOptedOut = await isOptedOut(scoped, phone);
    const keyword = keywordOf(input.text);
    const isWord = keyword !== null && (keyword.kind !== "start" || wasOptedOut);
    await appendMessage(scoped, {
      conversationId,
      sender: "customer",
      content: input.text,
      sentAt: input.sentAt,
      providerMessageId: input.providerMessageId,
      metadata: { provider: input.provider, ...(isWord ? { keyword: keyword.word } : {}) },
      text: { phone, ownNumber: number.e164, deliveryStatus: "delivered" },
    });
    if (!isWord) {
      await captureStranger(scoped, contact.id, { phone, text: input.text, conversationId });
      return handled;
    }
    const answer = await answerTo(scoped, phone, input.text);
    if (answer !== null && !input.isAnsweredByVendor) {
      await queueText(scoped, {
        conversationId,
        sender: "system",
        phone,
        ownNumber: number.e164,
        content: answer,
        isKeywordReply: true,
      });
    }
    return handled;
  });
}
