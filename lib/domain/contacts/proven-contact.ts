import type { TenantContext } from "@/lib/domain/context";
import { findContactByPhone, getContact } from "./get-contact";
import type { Contact } from "./schema";

/** What a conversation shows of who is in it. */
export interface ConversationEnd {
  channel: string;
  /** The number that calls, as the carrier gave it; null when withheld. */
  callerNumber: string | null;
  contactId: string | null;
}

/** Channels whose platform vouches for the sender. A visitor of a website or the sender of a mail can be anyone. */
const VOUCHED_CHANNELS: ReadonlySet<string> = new Set(["sms", "whatsapp", "messenger"]);

/** The contact on the line, as far as the number or the platform proves it. @throws DomainError forbidden. */
export async function provenContact(
  ctx: TenantContext,
  { channel, callerNumber, contactId }: ConversationEnd,
): Promise<Contact | null> {
  if (channel === "voice") return callerNumber ? findContactByPhone(ctx, callerNumber) : null;
  return VOUCHED_CHANNELS.has(channel) && contactId !== null ? getContact(ctx, contactId) : null;
}

/**
 * Whether what is said may go into a contact, or into what belongs to it. People and systems know whom they mean;
 * the receptionist hears claims, and knows only the contact that its conversation proves.
 * @throws DomainError forbidden.
 */
export async function isVouchedFor(ctx: TenantContext, contactId: string): Promise<boolean> {
  if (ctx.actor.kind !== "receptionist") return true;
  const row = await ctx.trx
    .selectFrom("conversations")
    .leftJoin("calls", "calls.conversation_id", "conversations.id")
    .select(["conversations.channel", "conversations.contact_id", "calls.from_number"])
    .where("conversations.business_id", "=", ctx.business.id)
    .where("conversations.id", "=", ctx.actor.conversationId)
    .executeTakeFirst();
  if (!row) return false;
  const end = { channel: row.channel, callerNumber: row.from_number, contactId: row.contact_id };
  return (await provenContact(ctx, end))?.id === contactId;
}
