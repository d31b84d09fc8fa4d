import { sql } from "kysely";
import type { z } from "zod";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { countOf, placesFound, placesOf, readPage } from "@/lib/domain/lists";
import type { Page } from "@/lib/domain/paging";
import { parseInput } from "@/lib/domain/parse";
import { toContact } from "./contact-row";
import { type Contact, contactQuery } from "./schema";

function pageOf(ctx: TenantContext, query: z.output<typeof contactQuery>) {
  if (query.search) {
    const order = sql`created_at desc, id desc`;
    return placesFound(query, { list: "contacts", term: query.search, order });
  }
  const ids = ctx.trx
    .selectFrom("contacts")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("merged_into_id", "is", null)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc");
  const total = countOf(ctx, "contacts");
  return { places: placesOf(query, ids, total), total };
}

/**
 * The contacts of the caller's business, newest first.
 * @param input `search` is part of a name, phone, e-mail or company.
 * @throws DomainError forbidden, validation_failed.
 */
export async function listContacts(
  ctx: Context,
  input: z.input<typeof contactQuery>,
): Promise<Page<Contact>> {
  authorize(ctx, "contact:read");
  const query = parseInput(contactQuery, input);
  return inTenant(ctx, (ctx) => {
    const { places, total } = pageOf(ctx, query);
    const rows = ctx.trx
      .selectFrom(places.as("place"))
      .innerJoin("contacts", "contacts.id", "place.id")
      .selectAll("contacts")
      .select("place.total")
      .where("contacts.business_id", "=", ctx.business.id)
      .orderBy("contacts.created_at", "desc")
      .orderBy("contacts.id", "desc");
    return readPage(ctx, query, { rows, total }, toContact);
  });
}
