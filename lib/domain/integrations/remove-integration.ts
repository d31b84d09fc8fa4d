import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { announce } from "@/lib/domain/events";
import { lockIntegration } from "./row";

/** Disconnects an account: what was entered is gone. @throws DomainError forbidden, not_found. */
export async function removeIntegration(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "integration:write");
  await inTenant(ctx, async (ctx) => {
    const { type } = await lockIntegration(ctx, id);
    await ctx.trx
      .deleteFrom("integrations")
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .execute();
    await audit(ctx, "integration.remove", id, { type });
    announce(ctx, "integration");
  });
}
