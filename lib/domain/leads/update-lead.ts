import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { requireMember } from "@/lib/domain/owned";
import { parseInput } from "@/lib/domain/parse";
import { lockLead } from "./lead-row";
import { type Lead, type LeadPatch, leadPatch } from "./schema";
import { changedWords } from "./words";
import { rewriteLead } from "./write-lead";

/**
 * Changes what is given of a lead; null empties a field. The score is read anew; a temperature or urgency
 * set by hand stays until it is set again.
 * @throws DomainError forbidden, validation_failed, not_found, also for an assignee who is no member of the business.
 */
export async function updateLead(ctx: Context, input: LeadPatch): Promise<Lead> {
  authorize(ctx, "lead:write");
  const { id, status, temperature, urgency, assignedUserId, ...given } = parseInput(leadPatch, input);
  return inTenant(ctx, async (ctx) => {
    const lead = await lockLead(ctx, id);
    const judgement = { status, temperature, urgency, assignedUserId };
    await requireMember(ctx, assignedUserId);
    const changed = await rewriteLead(ctx, lead, changedWords(lead, given), judgement);
    await audit(ctx, "lead.update", id, { ...given, ...judgement });
    return changed;
  });
}
