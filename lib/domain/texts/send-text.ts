import { findOrCreateContact, phoneNumber } from "@/lib/domain/contacts";
import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { threadWith } from "@/lib/domain/conversations";
import { DomainError, invalid } from "@/lib/domain/errors";
import { getLead } from "@/lib/domain/leads";
import { parseInput } from "@/lib/domain/parse";
import { loadText } from "./list-texts";
import { isOptedOut } from "./opt-outs";
import { queueText } from "./queue-text";
import { type SendTextInput, sendTextInput, type TextMessage } from "./schema";

/** The number that the business writes from: its oldest one in use. */
async function ownNumber({
  trx,
  business,
}: TenantContext): Promise<{ e164: string; agentId: string | null }> {
  const row = await trx
    .selectFrom("numbers")
    .select(["e164", "agent_id"])
    .where("business_id", "=", business.id)
    .where("status", "=", "active")
    .where("provider", "=", "telnyx")
    .orderBy("created_at")
    .orderBy("id")
    .executeTakeFirst();
  if (!row) {
    throw new DomainError("unavailable", "This business has no phone number to write from. Add one first.", {
      subject: "number",
    });
  }
  return { e164: row.e164, agentId: row.agent_id };
}

/**
 * Writes a text message to a customer, in their thread; a job sends it after the commit.
 * @param input the phone, or a lead that has one.
 * @throws DomainError forbidden, not_found for the lead, validation_failed for no phone or one that is opted out,
 * unavailable without a number of the business or a carrier.
 */
export async function sendText(ctx: Context, input: SendTextInput): Promise<TextMessage> {
  authorize(ctx, "call:write");
  const given = parseInput(sendTextInput, input);
  if (!ctx.ports.telephony.isConfigured)
    throw new DomainError("unavailable", "Connect Telnyx to send text messages.");
  return inTenant(ctx, async (ctx) => {
    const lead = given.leadId ? await getLead(ctx, given.leadId) : null;
    const text = given.phone || lead?.phone;
    if (!text) throw invalid("phone", "This lead has no phone number.");
    const { e164: phone } = phoneNumber(text);
    if (await isOptedOut(ctx, phone)) {
      throw invalid(
        "phone",
        "Whoever has this number asked for no more texts. They can text START to undo it.",
      );
    }
    const from = await ownNumber(ctx);
    const contact = await findOrCreateContact(ctx, { phone });
    const conversationId = await threadWith(ctx, {
      channel: "sms",
      contactId: contact.id,
      agentId: from.agentId,
      leadId: lead?.id ?? null,
    });
    const id = await queueText(ctx, {
      conversationId,
      sender: "human",
      phone,
      ownNumber: from.e164,
      content: given.content,
    });
    await audit(ctx, "text.send", id, { phone });
    return loadText(ctx, id);
  });
}
