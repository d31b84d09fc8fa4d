import type { z } from "zod";
import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { criteriaReasons } from "./criteria";
import { lockLead } from "./lead-row";
import { type Lead, leadCriteria } from "./schema";
import { rewriteLead } from "./write-lead";

const QUALIFIED_FROM = 50;

/**
 * Scores a lead with the answers to a salesperson's questions and says whether it qualifies (50 points).
 * New answers replace earlier ones to the same question; a converted or lost lead keeps its status.
 * @throws DomainError forbidden, validation_failed, not_found.
 */
export async function qualifyLead(ctx: Context, input: z.input<typeof leadCriteria>): Promise<Lead> {
  authorize(ctx, "lead:write");
  const { id, ...criteria } = parseInput(leadCriteria, input);
  return inTenant(ctx, async (ctx) => {
    const lead = await lockLead(ctx, id);
    const answers = criteriaReasons(criteria);
    const answered = new Set(answers.map((reason) => reason.signal));
    const kept = lead.scoreReasons.filter((reason) => !answered.has(reason.signal));
    const scored = await rewriteLead(ctx, lead, lead, {}, [...kept, ...answers]);
    const isSettled = lead.status === "converted" || lead.status === "lost";
    const status = scored.score >= QUALIFIED_FROM ? "qualified" : "unqualified";
    await audit(ctx, "lead.qualify", id, criteria);
    return isSettled ? scored : rewriteLead(ctx, scored, scored, { status });
  });
}
