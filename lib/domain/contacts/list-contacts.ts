import { sql } from "kysely";
import type { z } from "zod";
import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { offsetOf, type Page } from "@/lib/domain/paging";
import { parseInput } from "@/lib/domain/parse";
import { escapeLike } from "@/lib/domain/search";
import { toContact } from "./contact-row";
import { type Contact, contactQuery } from "./schema";

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
  const { page, limit, search } = parseInput(contactQuery, input);
  return inTenant(ctx, async (ctx) => {
    let query = ctx.trx
      .selectFrom("contacts")
      .where("business_id", "=", ctx.business.id)
      .where("merged_into_id", "is", null);
    if (search) {
      const pattern = `%${escapeLike(search)}%`;
      query = query.where((any) =>
        any.or(
          (["name", "phone", "email", "company"] as const).map((column) => any(column, "ilike", pattern)),
        ),
      );
    }
    const { total } = await query.select(sql<number>`count(*)`.as("total")).executeTakeFirstOrThrow();
    const rows = await query
      .selectAll()
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(limit)
      .offset(offsetOf({ page, limit }))
      .execute();
    return { items: rows.map(toContact), total, page, limit };
  });
}
