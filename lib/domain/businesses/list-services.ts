import { authorize, type Context, inTenant } from "@/lib/domain/context";
import type { Service } from "./schema";
import { loadService, toService } from "./service-row";

const MAX_ROWS = 1000;

/** The services of the caller's business in their order, inactive ones too. @throws DomainError forbidden. */
export async function listServices(ctx: Context): Promise<Service[]> {
  authorize(ctx, "business:read");
  return inTenant(ctx, async (ctx) => {
    const rows = await ctx.trx
      .selectFrom("services")
      .selectAll()
      .where("business_id", "=", ctx.business.id)
      .orderBy("position")
      .orderBy("name")
      .limit(MAX_ROWS)
      .execute();
    return rows.map(toService);
  });
}

/** One service of the caller's business. @throws DomainError forbidden, not_found. */
export async function getService(ctx: Context, id: string): Promise<Service> {
  authorize(ctx, "business:read");
  return inTenant(ctx, (ctx) => loadService(ctx, id));
}
