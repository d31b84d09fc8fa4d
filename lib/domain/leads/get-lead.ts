import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { toLead } from "./lead-row";
import type { Lead } from "./schema";

/** One lead of the caller's business. @throws DomainError forbidden, not_found. */
export async function getLead(ctx: Context, id: string): Promise<Lead> {
  authorize(ctx, "lead:read");
  if (!isId(id)) throw notFound("lead");
  return inTenant(ctx, async (ctx) => {
    const row = await ctx.trx
      .selectFrom("leads")
      .selectAll()
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .executeTakeFirst();
    if (!row) throw notFound("lead");
    return toLead(row);
  });
}
