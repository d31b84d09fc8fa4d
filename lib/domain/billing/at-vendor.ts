import type { SystemContext } from "@/lib/domain/context";
import type { VendorBilling } from "@/lib/domain/leftovers";
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
