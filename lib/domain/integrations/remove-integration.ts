import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { announce } from "@/lib/domain/events";
import { releaseCarrierNumbers } from "@/lib/domain/numbers";
import { lockIntegration } from "./row";

/**
 * Disconnects an account: what was entered is gone, and nobody answers its number here any more.
 * @throws DomainError forbidden, not_found.
 */
export async function removeIntegration(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "integration:write");
  await inTenant(ctx, async (ctx) => {
    const { type } = await lockIntegration(ctx, id);
    if (type === "twilio") await releaseCarrierNumbers(ctx, type);
    await ctx.trx
      .deleteFrom("integrations")
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .execute();
    await audit(ctx, "integration.remove", id, { type });
    announce(ctx, "integration");
  });
}
