import { sql } from "kysely";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { loadLead, toLead } from "./lead-row";
import type { Lead } from "./schema";

const MOST_DUPLICATES = 5;
const OPEN = ["new", "contacted", "qualified"] as const;

/** The open lead of a contact that came last, if any. */
export async function openLeadOf(ctx: TenantContext, contactId: string): Promise<string | null> {
  const row = await ctx.trx
    .selectFrom("leads")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("contact_id", "=", contactId)
    .where("merged_into_id", "is", null)
    .where("status", "in", [...OPEN])
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

/**
 * Leads that may be the same person as a lead's: of the same contact, or of the same name; newest first, at most
 * five.
 * @throws DomainError forbidden, not_found.
 */
export async function findDuplicateLeads(ctx: Context, id: string): Promise<Lead[]> {
  authorize(ctx, "lead:read");
  return inTenant(ctx, async (ctx) => {
    const lead = await loadLead(ctx, id);
    const name = lead.name.toLowerCase();
    const rows = await ctx.trx
      .selectFrom("leads")
      .selectAll()
      .where("business_id", "=", ctx.business.id)
      .where("id", "!=", lead.id)
      .where("merged_into_id", "is", null)
      .where((any) =>
        any.or([
          any("contact_id", "=", lead.contactId),
          ...(name === "" ? [] : [any(sql`lower(name)`, "=", name)]),
        ]),
      )
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(MOST_DUPLICATES)
      .execute();
    return rows.map(toLead);
  });
}
