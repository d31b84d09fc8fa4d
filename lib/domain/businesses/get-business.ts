import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { withHours } from "./business-row";
import type { Business } from "./schema";

/** The business at hand, read in the caller's transaction. @throws DomainError not_found. */
export async function loadBusiness(ctx: TenantContext): Promise<Business> {
  const rows = await ctx.trx.selectFrom("businesses").selectAll().where("id", "=", ctx.business.id).execute();
  const [business] = await withHours(ctx.trx, rows);
  if (!business) throw notFound("business");
  return business;
}

/** The caller's business with its opening hours. @throws DomainError forbidden, not_found. */
export async function getBusiness(ctx: Context): Promise<Business> {
  authorize(ctx, "business:read");
  return inTenant(ctx, loadBusiness);
}
