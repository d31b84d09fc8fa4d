import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { lockLead } from "./lead-row";
import { type Lead, type LeadPatch, leadPatch } from "./schema";
import { changedWords } from "./words";
import { rewriteLead } from "./write-lead";

/**
 * Changes what is given of a lead; null empties a field. The score is read anew; a temperature or urgency
 * set by hand stays until it is set again.
 * @throws DomainError forbidden, validation_failed, not_found.
 */
export async function updateLead(ctx: Context, input: LeadPatch): Promise<Lead> {
  authorize(ctx, "lead:write");
  const { id, status, temperature, urgency, ...given } = parseInput(leadPatch, input);
  return inTenant(ctx, async (ctx) => {
    const lead = await lockLead(ctx, id);
    const changed = await rewriteLead(ctx, lead, changedWords(lead, given), { status, temperature, urgency });
    await audit(ctx, "lead.update", id, { ...given, status, temperature, urgency });
    return changed;
  });
}
