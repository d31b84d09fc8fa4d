import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { loadService } from "./service-row";

/** Removes a service. Its appointments stay, without a service. @throws DomainError forbidden, not_found. */
export async function removeService(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "calendar:write");
  await inTenant(ctx, async (ctx) => {
    const { name } = await loadService(ctx, id);
    await ctx.trx
      .deleteFrom("services")
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .execute();
    await audit(ctx, "service.delete", id, { name });
  });
}
