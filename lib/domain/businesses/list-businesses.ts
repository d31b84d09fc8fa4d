import { sql } from "kysely";
import type { z } from "zod";
import { asSystem, type Context, can, type SystemContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { offsetOf, type Page } from "@/lib/domain/paging";
import { parseInput } from "@/lib/domain/parse";
import { escapeLike } from "@/lib/domain/search";
import { withHours } from "./business-row";
import { type Business, businessQuery } from "./schema";

/** The businesses a credential reaches: all of a person's that are not suspended, or the one of a key. */
function reachable(ctx: Context, { trx }: SystemContext) {
  const query = trx.selectFrom("businesses");
  const { actor, business } = ctx;
  if (actor.kind !== "user") return query.where("id", "=", business?.id ?? null);
  return query
    .where("status", "<>", "suspended")
    .where("id", "in", (members) =>
      members.selectFrom("members").select("business_id").where("user_id", "=", actor.userId),
    );
}

/**
 * The businesses of the signed-in person, oldest first; a key sees its own.
 * @param input `search` is part of a name.
 * @throws DomainError forbidden, validation_failed.
 */
export async function listBusinesses(
  ctx: Context,
  input: z.input<typeof businessQuery>,
): Promise<Page<Business>> {
  if (ctx.actor.kind !== "user" && !can(ctx, "business:read")) {
    throw new DomainError("forbidden", "This credential belongs to no business.");
  }
  const { page, limit, search } = parseInput(businessQuery, input);
  // A membership opens only the business row itself to row-level security, not the hours of another business.
  return asSystem(ctx, "a person lists their businesses", async (system) => {
    const matching = reachable(ctx, system).$if(Boolean(search), (query) =>
      query.where("name", "ilike", `%${escapeLike(search ?? "")}%`),
    );
    const { total } = await matching.select(sql<number>`count(*)`.as("total")).executeTakeFirstOrThrow();
    const rows = await matching
      .selectAll()
      .orderBy("created_at")
      .orderBy("id")
      .limit(limit)
      .offset(offsetOf({ page, limit }))
      .execute();
    return { items: await withHours(system.trx, rows), total, page, limit };
  });
}
