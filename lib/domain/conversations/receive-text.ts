import { findOrCreateContact, normalisePhone } from "@/lib/domain/contacts";
import { asSystem, type Context, forBusiness, type TenantContext } from "@/lib/domain/context";
import type { Handled } from "@/lib/domain/inbox";
import { findNumber, type PhoneNumber } from "@/lib/domain/numbers";
import { appendMessage } from "./append-message";
import { startConversation } from "./start-conversation";

/** A text message as a carrier delivers it. */
export interface IncomingText {
  provider: "telnyx" | "twilio";
  providerMessageId: string;
  fromNumber: string | null;
  toNumbers: string[];
  text: string;
  sentAt: Date;
}

async function numberOf(ctx: Context, toNumbers: string[]): Promise<PhoneNumber | null> {
  for (const text of toNumbers) {
    const e164 = normalisePhone(text)?.e164;
    const number = e164 === undefined ? null : await findNumber(ctx, e164);
    if (number) return number;
  }
  return null;
}

async function threadWith(ctx: TenantContext, contactId: string, agentId: string | null): Promise<string> {
  const open = await ctx.trx
    .selectFrom("conversations")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("contact_id", "=", contactId)
    .where("channel", "=", "sms")
    .where("status", "!=", "closed")
    .orderBy("created_at", "desc")
    .executeTakeFirst();
  return open?.id ?? (await startConversation(ctx, { channel: "sms", contactId, agentId })).id;
}

/** Takes in a text message: the sender becomes a contact, their open thread gets the message, once. */
export function receiveText(ctx: Context, input: IncomingText): Promise<Handled> {
  return asSystem(ctx, "incoming text message", async (system) => {
    const number = await numberOf(system, input.toNumbers);
    const from = input.fromNumber === null ? undefined : normalisePhone(input.fromNumber)?.e164;
    if (!number || from === undefined) return { status: "unmatched" };
    const scoped = forBusiness(system, number.businessId);
    const handled = { status: "handled", businessId: number.businessId } as const;
    if (input.text === "") return handled;
    const contact = await findOrCreateContact(scoped, { phone: from });
    await appendMessage(scoped, {
      conversationId: await threadWith(scoped, contact.id, number.agentId),
      sender: "customer",
      content: input.text,
      sentAt: input.sentAt,
      providerMessageId: input.providerMessageId,
      metadata: { provider: input.provider },
    });
    return handled;
  });
}
