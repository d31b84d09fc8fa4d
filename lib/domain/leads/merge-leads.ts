import { z } from "zod";
import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { invalid, notFound } from "@/lib/domain/errors";
import { parseInput } from "@/lib/domain/parse";
import { closeFollowUp } from "@/lib/domain/tasks";
import { keepFollowUp } from "./lead-follow-up";
import { lockLead, toLead } from "./lead-row";
import type { Lead } from "./schema";
import { mergedWords } from "./words";
import { type LeadWords, rewriteLead } from "./write-lead";

const mergeInput = z.object({ into: z.uuid(), from: z.uuid() });
const MOVED = ["conversations", "appointments", "tasks", "mails"] as const;
const ids = z.array(z.string());
const told = z.object({
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  company: z.string(),
  reason: z.string(),
  serviceInterest: z.string(),
  notes: z.string(),
});

/** What undoing a merge needs: what was moved, and what the lead that goes on said before and after. */
const mergeRecord = z.object({
  moved: z.object({ conversations: ids, appointments: ids, tasks: ids, mails: ids.default([]) }),
  before: told,
  after: told,
});
type MergeRecord = z.infer<typeof mergeRecord>;

/** Two leads, locked in one order whoever asks. */
async function lockBoth(ctx: TenantContext, into: string, from: string): Promise<[Lead, Lead]> {
  const locked = new Map<string, Lead>();
  for (const id of [into, from].sort()) locked.set(id, await lockLead(ctx, id));
  const [one, other] = [locked.get(into), locked.get(from)];
  if (!one || !other) throw notFound("lead");
  return [one, other];
}

async function moveAll(ctx: TenantContext, from: string, into: string): Promise<MergeRecord["moved"]> {
  const moved: MergeRecord["moved"] = { conversations: [], appointments: [], tasks: [], mails: [] };
  for (const table of MOVED) {
    const rows = await ctx.trx
      .updateTable(table)
      .set({ lead_id: into })
      .where("business_id", "=", ctx.business.id)
      .where("lead_id", "=", from)
      .returning("id")
      .execute();
    moved[table] = rows.map(({ id }) => id);
  }
  return moved;
}

/**
 * Makes two leads of one person one: `into` goes on with what both said and everything that belongs to either,
 * `from` vanishes until `unmergeLead`. What `into` has, it keeps.
 * @throws DomainError forbidden, validation_failed for a lead and itself, not_found.
 */
export async function mergeLeads(ctx: Context, input: z.input<typeof mergeInput>): Promise<Lead> {
  authorize(ctx, "lead:write");
  const { into, from } = parseInput(mergeInput, input);
  if (into === from) throw invalid("from", "A lead cannot be merged with itself.");
  return inTenant(ctx, async (ctx) => {
    const [kept, gone] = await lockBoth(ctx, into, from);
    const words = mergedWords(kept, gone);
    await closeFollowUp(ctx, gone.id);
    const record: MergeRecord = {
      moved: await moveAll(ctx, gone.id, kept.id),
      before: told.parse(kept),
      after: told.parse(words),
    };
    await ctx.trx
      .updateTable("leads")
      .set({ merged_into_id: kept.id, merge_record: JSON.stringify(record), updated_at: ctx.clock.now() })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", gone.id)
      .execute();
    const merged = await rewriteLead(ctx, kept, words, {});
    await keepFollowUp(ctx, null, merged);
    await audit(ctx, "lead.merge", kept.id, { from: gone.id });
    return merged;
  });
}

/** The words of a lead without what a merge brought; what was changed since stays. */
function wordsBefore(lead: Lead, { before, after }: MergeRecord): LeadWords {
  const kept = <K extends keyof z.infer<typeof told>>(key: K) =>
    lead[key] === after[key] ? before[key] : lead[key];
  return {
    name: kept("name"),
    phone: kept("phone"),
    email: kept("email"),
    company: kept("company"),
    reason: kept("reason"),
    serviceInterest: kept("serviceInterest"),
    notes: kept("notes"),
    source: lead.source,
  };
}

async function moveBack(ctx: TenantContext, record: MergeRecord, into: string, from: string): Promise<void> {
  for (const table of MOVED) {
    if (record.moved[table].length === 0) continue;
    await ctx.trx
      .updateTable(table)
      .set({ lead_id: from })
      .where("business_id", "=", ctx.business.id)
      .where("lead_id", "=", into)
      .where("id", "in", record.moved[table])
      .execute();
  }
}

/**
 * Takes `mergeLeads` back: the lead that vanished is there again, with what was its own.
 * @param id of the lead that vanished.
 * @throws DomainError forbidden, not_found for one that is not merged, or into one that is merged itself.
 */
export async function unmergeLead(ctx: Context, id: string): Promise<Lead> {
  authorize(ctx, "lead:write");
  const from = parseInput(z.uuid(), id);
  return inTenant(ctx, async (ctx) => {
    const merged = () =>
      ctx.trx
        .selectFrom("leads")
        .selectAll()
        .where("business_id", "=", ctx.business.id)
        .where("id", "=", from);
    const into = (await merged().executeTakeFirst())?.merged_into_id;
    if (!into) throw notFound("lead");
    const kept = await lockLead(ctx, into);
    const row = await merged().where("merged_into_id", "=", into).forUpdate().executeTakeFirst();
    if (!row) throw notFound("lead");
    const record = mergeRecord.parse(row.merge_record);
    const restored = await ctx.trx
      .updateTable("leads")
      .set({ merged_into_id: null, merge_record: null })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", from)
      .returningAll()
      .executeTakeFirstOrThrow();
    await closeFollowUp(ctx, kept.id);
    await moveBack(ctx, record, kept.id, from);
    const [one, other] = [await rewriteLead(ctx, kept, wordsBefore(kept, record), {}), toLead(restored)];
    const again = await rewriteLead(ctx, other, other, {});
    for (const lead of [one, again]) await keepFollowUp(ctx, null, lead);
    await audit(ctx, "lead.unmerge", kept.id, { from });
    return again;
  });
}
