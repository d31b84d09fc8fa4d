import type { Carrier } from "@/lib/domain/carriers";
import { type Contact, findOrCreateContact, normalisePhone } from "@/lib/domain/contacts";
import { asSystem, type Context, forBusiness, type TenantContext } from "@/lib/domain/context";
import { appendMessage, threadWith } from "@/lib/domain/conversations";
import type { Handled } from "@/lib/domain/inbox";
import { captureLead } from "@/lib/domain/leads";
import { findNumber, type PhoneNumber } from "@/lib/domain/numbers";
import { openAnswer } from "@/lib/domain/tasks";
import { isShortCode, obeyKeyword } from "./keyword-answers";
import { keywordOf } from "./keywords";
import { type IncomingMedia, noteMedia, wordlessText } from "./media";
import { isOptedOut } from "./opt-outs";
import { queueText } from "./queue-text";
import { isOwnNumber } from "./standing";

/** A text message as a carrier delivers it. */
export interface IncomingText {
  provider: Carrier;
  providerMessageId: string;
  fromNumber: string | null;
  toNumbers: string[];
  text: string;
  media?: IncomingMedia[];
  sentAt: Date;
  /** The carrier answers keywords for us, and did. */
  isAnsweredByVendor?: boolean;
}

async function numberOf(
  ctx: Context,
  { toNumbers, provider }: IncomingText,
  within: readonly string[] | null,
): Promise<PhoneNumber | null> {
  for (const text of toNumbers) {
    const e164 = normalisePhone(text)?.e164;
    const number = e164 === undefined ? null : await findNumber(ctx, e164);
    const isTheirs = within === null || (number?.provider === provider && within.includes(number.businessId));
    if (number && isTheirs) return number;
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

/** What needs a person: the stranger becomes a lead, and the text waits for an answer. */
async function askForAnswer(
  ctx: TenantContext,
  contact: Contact,
  text: { phone: string; content: string; conversationId: string },
): Promise<void> {
  const { phone, content, conversationId } = text;
  await captureStranger(ctx, contact.id, { phone, text: content, conversationId });
  await openAnswer(ctx, {
    conversationId,
    contactId: contact.id,
    title: `Answer the text from ${contact.name || phone}`,
    content,
  });
}

/**
 * Takes in a text message: the sender becomes a contact, and a lead where they are new, their open thread gets the
 * message, once, and somebody is asked to answer. STOP, START and HELP are obeyed and answered as carriers ask.
 * Machines (short codes, our own numbers) and blocked contacts trouble nobody.
 * @param within the businesses that it may be for; null for every one, where the carrier is the installation's.
 */
export function receiveText(
  ctx: Context,
  input: IncomingText,
  within: readonly string[] | null = null,
): Promise<Handled> {
  return asSystem(ctx, "incoming text message", async (system) => {
    const number = await numberOf(system, input, within);
    const phone = input.fromNumber === null ? undefined : normalisePhone(input.fromNumber)?.e164;
    if (!number || phone === undefined) return { status: "unmatched" };
    const scoped = forBusiness(system, number.businessId);
    const handled = { status: "handled", businessId: number.businessId } as const;
    const media = input.media ?? [];
    const content = input.text.trim() === "" && media.length > 0 ? wordlessText(media) : input.text;
    // What a business sends to itself has been kept when it was sent.
    if (content.trim() === "" || (await isOwnNumber(scoped, phone))) return handled;
    const contact = await findOrCreateContact(scoped, { phone });
    if (await isKnown(scoped, input.providerMessageId)) return handled;
    const conversationId = await threadWith(scoped, {
      channel: "sms",
      contactId: contact.id,
      agentId: number.agentId,
      leadId: null,
    });
    const wasOptedOut = await isOptedOut(scoped, phone);
    const word = keywordOf(input.text);
    // YES and the like are ordinary words of whoever never opted out.
    const keyword = word?.kind === "start" && !wasOptedOut ? null : word;
    const { id } = await appendMessage(scoped, {
      conversationId,
      sender: "customer",
      content,
      sentAt: input.sentAt,
      providerMessageId: input.providerMessageId,
      metadata: { provider: input.provider, ...(keyword ? { keyword: keyword.word } : {}) },
      text: { phone, ownNumber: number.e164, deliveryStatus: "delivered" },
    });
    await noteMedia(scoped, id, media);
    if (!keyword) {
      if (!contact.isBlocked && !isShortCode(phone))
        await askForAnswer(scoped, contact, { phone, content, conversationId });
      return handled;
    }
    const answer = await obeyKeyword(scoped, phone, keyword);
    if (answer !== null && !input.isAnsweredByVendor) {
      await queueText(scoped, {
        conversationId,
        sender: "system",
        phone,
        ownNumber: number.e164,
        content: answer,
        keywordReply: keyword.kind,
      });
    }
    return handled;
  });
}
