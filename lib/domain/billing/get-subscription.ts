import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { loadBilling } from "./row";
import type { Subscription } from "./schema";

/**
 * What the caller's business pays for.
 * @throws DomainError forbidden, not_found where it never chose a plan.
 */
export async function getSubscription(ctx: Context): Promise<Subscription> {
  authorize(ctx, "billing:read");
  const { subscription } = await inTenant(ctx, (ctx) => loadBilling(ctx, ctx.business.id));
  if (!subscription) throw notFound("subscription");
  return subscription;
}
