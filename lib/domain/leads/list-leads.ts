import { sql } from "kysely";
import type { z } from "zod";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { countOf, countUpTo, hasOneOf, placesFound, placesOf, readPage } from "@/lib/domain/lists";
import type { Page } from "@/lib/domain/paging";
import { parseInput } from "@/lib/domain/parse";
import { escapeLike } from "@/lib/domain/search";
import { leadRows, toLead } from "./lead-row";
import { type Lead, leadQuery } from "./schema";

type Query = z.output<typeof leadQuery>;

const ids = (ctx: TenantContext, { status, source, temperature, sort }: Query) =>
  leadRows(ctx)
    .select("id")
    .where(hasOneOf("status", status))
    .where(hasOneOf("source", source))
    .where(hasOneOf("temperature", temperature))
    .orderBy(sort === "score" ? "score" : "created_at", "desc")
    .orderBy("id", "desc");

/** The leads of one contact are few: they are read and counted as they are. */
function ofContact(ctx: TenantContext, query: Query, contactId: string) {
  let leads = ids(ctx, query).where("contact_id", "=", contactId);
  if (query.search) {
    const pattern = `%${escapeLike(query.search)}%`;
    leads = leads.where((any) =>
      any.or((["name", "phone", "email", "company"] as const).map((column) => any(column, "ilike", pattern))),
    );
  }
  const total = countUpTo(query, leads);
  return { places: placesOf(query, leads, total), total };
}

function pageOf(ctx: TenantContext, query: Query) {
  if (query.contactId) return ofContact(ctx, query, query.contactId);
  const { status, source, temperature, search, sort } = query;
  const words = { status, source, temperature };
  if (search) {
    const order = sort === "score" ? sql`score desc, id desc` : sql`created_at desc, id desc`;
    return placesFound(query, { list: "leads", term: search, words, order });
  }
  const total = countOf(ctx, "leads", words);
  return { places: placesOf(query, ids(ctx, query), total), total };
}

/**
 * The leads of the caller's business, newest first, or those with the best score first.
 * @param input `search` is part of a name, phone, e-mail or company.
 * @throws DomainError forbidden, validation_failed.
 */
export async function listLeads(ctx: Context, input: z.input<typeof leadQuery>): Promise<Page<Lead>> {
  authorize(ctx, "lead:read");
  const query = parseInput(leadQuery, input);
  return inTenant(ctx, (ctx) => {
    const { places, total } = pageOf(ctx, query);
    const rows = ctx.trx
      .selectFrom(places.as("place"))
      .innerJoin("leads", "leads.id", "place.id")
      .selectAll("leads")
      .select("place.total")
      .where("leads.business_id", "=", ctx.business.id)
      .orderBy(query.sort === "score" ? "leads.score" : "leads.created_at", "desc")
      .orderBy("leads.id", "desc");
    return readPage(ctx, query, { rows, total }, toLead);
  });
}
