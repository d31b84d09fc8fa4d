import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { storeSuite } from "./scenario-rows";

/** Takes a scenario out of the suite. After the last one the business has the starter set again. @throws DomainError `not_found`. */
export async function removeScenario(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "agent:write");
  return inTenant(ctx, async (ctx) => {
    const scenario = (await storeSuite(ctx)).find((one) => one.id === id);
    if (!scenario) throw notFound("scenario");
    await ctx.trx
      .deleteFrom("scenarios")
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .execute();
    await audit(ctx, "scenario.remove", id, { name: scenario.name });
    announce(ctx, "scenario");
  });
}
