import { findOrCreateContact, phoneNumber } from "@/lib/domain/contacts";
import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { threadWith } from "@/lib/domain/conversations";
import { DomainError, invalid } from "@/lib/domain/errors";
import { getLead } from "@/lib/domain/leads";
import { parseInput } from "@/lib/domain/parse";
import { closeAnswers } from "@/lib/domain/tasks";
import { loadText } from "./list-texts";
import { isOptedOut } from "./opt-outs";
import { queueText } from "./queue-text";
import { type SendTextInput, sendTextInput, type TextMessage } from "./schema";
import { isOwnNumber, ownNumber } from "./standing";

const NO_CARRIER =
  "Text messages cannot be sent yet: no phone carrier is connected. Ask whoever runs Frontdesk for you to connect one (Telnyx).";
const NO_NUMBER = "This business has no phone number to write from. Add one first.";

/**
 * Writes a text message to a customer, in their thread; a job sends it after the commit. A person who writes has
 * answered what waited for an answer; an API key has not.
 * @param input the phone, or a lead that has one.
 * @param isAnswer false for what is no answer to anything, such as a reminder.
 * @throws DomainError forbidden, not_found for the lead, validation_failed for no phone or one that is opted out,
 * unavailable without a number of the business or a carrier.
 */
export async function sendText(
  ctx: Context,
  input: SendTextInput,
  { isAnswer = true }: { isAnswer?: boolean } = {},
): Promise<TextMessage> {
  authorize(ctx, "call:write");
  const given = parseInput(sendTextInput, input);
  if (!ctx.ports.telephony.isConfigured) throw new DomainError("unavailable", NO_CARRIER);
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
    if (await isOwnNumber(ctx, phone)) throw invalid("phone", "This is your own number.");
    const from = await ownNumber(ctx);
    if (!from) throw new DomainError("unavailable", NO_NUMBER, { subject: "number" });
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
    if (isAnswer && ctx.actor.kind === "user") await closeAnswers(ctx, contact.id);
    await audit(ctx, "text.send", id, { phone });
    return loadText(ctx, id);
  });
}
