import { findOrCreateContact, phoneNumber } from "@/lib/domain/contacts";
import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { threadWith } from "@/lib/domain/conversations";
import { getLead } from "@/lib/domain/leads";
import { takeMessageOfPlan } from "@/lib/domain/limits";
import { parseInput } from "@/lib/domain/parse";
import { closeAnswers } from "@/lib/domain/tasks";
import { loadText } from "./list-texts";
import { queueText } from "./queue-text";
import { type SendTextInput, sendTextInput, type TextMessage } from "./schema";
import { hindranceTo, ownNumber, textRefusal } from "./standing";

/**
 * Writes a text message to a customer, in their thread; a job sends it after the commit. A person who writes has
 * answered what waited for an answer; an API key has not. A number that is never dialled is taken: the job that sends
 * says what became of it.
 * @param input the phone, or a lead that has one.
 * @param isAnswer false for what is no answer to anything, such as a reminder.
 * @throws DomainError forbidden, not_found for the lead, validation_failed for no phone or one that is opted out,
 * unavailable without a number of the business or a carrier, quota_exceeded where the plan's messages are all sent.
 */
export async function sendText(
  ctx: Context,
  input: SendTextInput,
  { isAnswer = true }: { isAnswer?: boolean } = {},
): Promise<TextMessage> {
  authorize(ctx, "call:write");
  const given = parseInput(sendTextInput, input);
  return inTenant(ctx, async (ctx) => {
    const lead = given.leadId ? await getLead(ctx, given.leadId) : null;
    const text = given.phone || lead?.phone;
    if (!text) throw textRefusal("no_phone", "phone");
    const { e164: phone } = phoneNumber(text);
    const from = await ownNumber(ctx);
    const hindrance = await hindranceTo(ctx, phone, from);
    if (hindrance !== null || !from) throw textRefusal(hindrance ?? "no_number", "phone");
    await takeMessageOfPlan(ctx);
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
