import type { SystemContext } from "@/lib/domain/context";
import { isId } from "@/lib/domain/ids";
import { leaveBilling, type VendorBilling } from "@/lib/domain/leftovers";
import type { SubscriptionSnapshot } from "@/lib/domain/ports";
import { isEnded } from "./facts";
import { loadBilling } from "./row";

/** What a business has at the vendor that can still be paid for, and whose it is there. */
export async function billingAtVendor(ctx: SystemContext, businessId: string): Promise<VendorBilling> {
  const { customerId, facts } = await loadBilling(ctx, businessId);
  const checkouts = await ctx.trx
    .selectFrom("checkouts")
    .select("stripe_session_id")
    .where("business_id", "=", businessId)
    .where("status", "=", "open")
    .execute();
  return {
    customerId,
    subscriptionIds: Object.entries(facts.subscriptions)
      .filter(([, { snapshot }]) => !snapshot || !isEnded(snapshot.state))
      .map(([id]) => id),
    checkoutIds: checkouts.flatMap(({ stripe_session_id: id }) => (id ? [id] : [])),
  };
}

/** Ends a subscription that runs for a business which was deleted: one that began while that happened. */
export async function endOfRemoved(
  ctx: SystemContext,
  { businessId, subscriptionId, state }: SubscriptionSnapshot,
): Promise<void> {
  if (!businessId || !isId(businessId) || isEnded(state)) return;
  const removal = await ctx.trx
    .selectFrom("audit_log")
    .select("id")
    .where("business_id", "is", null)
    .where("subject_id", "=", businessId)
    .where("action", "=", "business.delete")
    .executeTakeFirst();
  if (!removal) return;
  await leaveBilling(ctx, { customerId: null, subscriptionIds: [subscriptionId], checkoutIds: [] });
}
