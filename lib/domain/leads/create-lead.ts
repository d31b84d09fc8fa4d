import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { invalid } from "@/lib/domain/errors";
import { parseInput } from "@/lib/domain/parse";
import { type Lead, type NewLead, newLead } from "./schema";
import { firstWords } from "./words";
import { insertLead } from "./write-lead";

/**
 * Adds a lead by hand or by program; every call makes one.
 * @param input `status`, `temperature` and `urgency` stand as given; left out, they are new and follow from the score.
 * @throws DomainError forbidden, validation_failed when neither name, phone nor e-mail is given.
 */
export async function createLead(ctx: Context, input: NewLead): Promise<Lead> {
  authorize(ctx, "lead:write");
  const { source = "web", status, temperature, urgency, ...given } = parseInput(newLead, input);
  const words = firstWords(given, source);
  if (words.name === "" && words.phone === null && words.email === null) {
    throw invalid("name", "A lead needs a name, a phone number or an e-mail address.");
  }
  return inTenant(ctx, async (ctx) => {
    const lead = await insertLead(ctx, words, { status, temperature, urgency }, null);
    await audit(ctx, "lead.create", lead.id, given);
    return lead;
  });
}
