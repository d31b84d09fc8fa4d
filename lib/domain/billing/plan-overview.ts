import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { loadPlanUsage, type PlanOffer, type PlanUsage, planOffers } from "@/lib/domain/limits";
import type { PaymentState } from "@/lib/domain/ports";
import { isRunning } from "./begin";
import { loadBilling } from "./row";
import type { Subscription } from "./schema";

/** Everything that somebody who looks after the plan needs to see. */
export interface PlanOverview {
  /** Whether plans can be bought here at all. */
  canBuy: boolean;
  usage: PlanUsage;
  /** Null for a business that never chose a plan: it has the free one. */
  subscription: Subscription | null;
  /** The vendor's own word for the subscription; null where it has none. */
  vendorState: PaymentState | null;
  /** Whether a subscription runs, so that another plan is a change of it and not a new one. */
  isRunning: boolean;
  /** Whether the vendor has a page with invoices and card for it. */
  hasPortal: boolean;
  offers: PlanOffer[];
}

/** How the caller's business stands with its plan, and what else it could have. @throws DomainError forbidden. */
export async function planOverview(ctx: Context): Promise<PlanOverview> {
  authorize(ctx, "billing:read");
  return inTenant(ctx, async (ctx) => {
    const { subscription, state, customerId } = await loadBilling(ctx, ctx.business.id);
    const canBuy = ctx.ports.payments.isConfigured;
    return {
      canBuy,
      usage: await loadPlanUsage(ctx),
      subscription,
      vendorState: state.vendorState,
      isRunning: isRunning(state),
      hasPortal: canBuy && customerId !== null,
      offers: planOffers(),
    };
  });
}
