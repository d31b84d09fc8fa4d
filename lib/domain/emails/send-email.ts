import { getContact } from "@/lib/domain/contacts";
import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { invalid } from "@/lib/domain/errors";
import { getLead } from "@/lib/domain/leads";
import { parseInput } from "@/lib/domain/parse";
import { loadEmail } from "./list-emails";
import { type Email, type SendEmailInput, sendEmailInput } from "./schema";
import { writeEmail } from "./write-email";

/**
 * Writes an e-mail to a customer, in their thread and in the name of the business; a job sends it after the commit.
 * @param input to whom: an address, or a lead or contact that has one. The content is plain text.
 * @throws DomainError forbidden (also as `writeEmail`), not_found for the lead or contact, validation_failed for no address or one that opted
 * out, rate_limited for more than the business may send in a day, quota_exceeded where the plan's messages are all sent.
 */
export async function sendEmail(ctx: Context, input: SendEmailInput): Promise<Email> {
  authorize(ctx, "call:write");
  const given = parseInput(sendEmailInput, input);
  return inTenant(ctx, async (ctx) => {
    const lead = given.leadId ? await getLead(ctx, given.leadId) : null;
    const contact = given.contactId ? await getContact(ctx, given.contactId) : null;
    const to = (given.to ?? contact?.email ?? lead?.email)?.toLowerCase();
    if (!to) throw invalid("to", `This ${contact ? "contact" : "lead"} has no e-mail address.`);
    const { mailId } = await writeEmail(ctx, {
      to,
      contactId: contact?.id ?? (to === lead?.email?.toLowerCase() ? lead.contactId : null),
      leadId: lead?.id ?? null,
      kind: "message",
      subject: given.subject,
      content: given.content,
    });
    await audit(ctx, "email.send", mailId, { to });
    return loadEmail(ctx, mailId);
  });
}
