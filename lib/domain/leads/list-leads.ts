import { sql } from "kysely";
import type { z } from "zod";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { offsetOf, type Page } from "@/lib/domain/paging";
import { parseInput } from "@/lib/domain/parse";
import { escapeLike } from "@/lib/domain/search";
import { leadRows, toLead } from "./lead-row";
import { type Lead, leadQuery } from "./schema";

type Filters = Omit<z.output<typeof leadQuery>, "page" | "limit" | "sort">;

function matching(ctx: TenantContext, { status, source, temperature, contactId, search }: Filters) {
  let query = leadRows(ctx);
  if (status?.length) query = query.where("status", "in", status);
  if (source?.length) query = query.where("source", "in", source);
  if (temperature?.length) query = query.where("temperature", "in", temperature);
  if (contactId) query = query.where("contact_id", "=", contactId);
  if (!search) return query;
  const pattern = `%${escapeLike(search)}%`;
  return query.where((any) =>
    any.or((["name", "phone", "email", "company"] as const).map((column) => any(column, "ilike", pattern))),
  );
}

/**
 * The leads of the caller's business, newest first, or those with the best score first.
 * @param input `search` is part of a name, phone, e-mail or company.
 * @throws DomainError forbidden, validation_failed.
 */
export async function listLeads(ctx: Context, input: z.input<typeof leadQuery>): Promise<Page<Lead>> {
  authorize(ctx, "lead:read");
  const { page, limit, sort, ...filters } = parseInput(leadQuery, input);
  return inTenant(ctx, async (ctx) => {
    const counted = () => matching(ctx, filters).select(sql<number>`count(*)`.as("total"));
    // One statement: the list is asked for often, and a second round trip costs more than the count.
    const rows = await matching(ctx, filters)
      .selectAll()
      .select(counted().as("total"))
      .orderBy(sort === "score" ? "score" : "created_at", "desc")
      .orderBy("id", "desc")
      .limit(limit)
      .offset(offsetOf({ page, limit }))
      .execute();
    const items = rows.map(toLead);
    // A page beyond the last has no row to carry the count.
    const { total } = rows[0] ?? (page === 1 ? { total: 0 } : await counted().executeTakeFirstOrThrow());
    return { items, total: total ?? 0, page, limit };
  });
}
