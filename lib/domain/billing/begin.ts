import { audit, type Context, inTenant } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { type PaidPlan, priceOf } from "@/lib/domain/limits";
import type { SubscriptionAnswer } from "@/lib/domain/ports";
import { asked, requirePayments } from "./ask-vendor";
import { closeCheckouts } from "./close-checkouts";
import { ensureCustomer } from "./customer";
import { isEnded, newestOf, withFree, withSnapshot } from "./facts";
import { changeFacts, loadBilling } from "./row";
import type { Subscription } from "./schema";
import type { BillingState } from "./state";

/** A subscription at the vendor that somebody pays for, or should; not one whose first payment never came. */
export const isRunning = ({ vendorState }: BillingState): boolean =>
  vendorState !== null && vendorState !== "incomplete" && !isEnded(vendorState);

/** @throws DomainError conflict where a subscription runs already. */
export function requireNoneRunning(state: BillingState): void {
  if (isRunning(state))
    throw new DomainError("conflict", "This business has a subscription already. Change its plan instead.");
}

/** Keeps what the vendor answered, by the vendor's own clock. */
export const keepAnswer = (
  ctx: Context,
  action: string,
  { subscription, seenAt }: SubscriptionAnswer,
): Promise<Subscription> =>
  inTenant(ctx, async (ctx) => {
    const kept = await changeFacts(ctx, ctx.business.id, (facts) =>
      withSnapshot(facts, subscription, { kind: "answer", seenAt }),
    );
    await audit(ctx, action, kept.id, { plan: subscription.plan, state: subscription.state });
    return kept;
  });

/** Ends a subscription whose first payment never came, so that nobody pays for it beside another. */
export async function dropIncomplete(
  ctx: Context,
  { vendorState, stripeSubscriptionId }: BillingState,
): Promise<void> {
  if (vendorState !== "incomplete" || !stripeSubscriptionId) return;
  const payments = requirePayments(ctx);
  await keepAnswer(
    ctx,
    "subscription.drop",
    await asked(() => payments.cancelSubscription(stripeSubscriptionId, "now")),
  );
}

/** The free plan from now on. There is nothing left to pay for when this is called. */
export const beginFree = (ctx: Context): Promise<Subscription> =>
  inTenant(ctx, async (ctx) => {
    const kept = await changeFacts(ctx, ctx.business.id, (facts) => {
      const began = Object.values(facts.subscriptions).map(({ snapshot }) => snapshot?.startedAt ?? 0);
      // Not before anything that has ended, whichever of the two clocks is behind.
      return withFree(facts, new Date(Math.max(ctx.clock.now().getTime(), ...began)));
    });
    await audit(ctx, "subscription.create", kept.id, { plan: "free" });
    return kept;
  });

/**
 * Begins a paid subscription where none runs. The same wish twice, at once or again, is one subscription.
 * @throws DomainError conflict where one began or the page of a checkout was paid on meanwhile, unavailable, vendor_failed.
 */
export async function beginPaid(ctx: Context, plan: PaidPlan): Promise<Subscription> {
  const payments = requirePayments(ctx);
  const customerId = await ensureCustomer(ctx);
  const { state, facts, subscription, business } = await inTenant(ctx, (ctx) =>
    loadBilling(ctx, ctx.business.id),
  );
  requireNoneRunning(state);
  if (state.vendorState === "incomplete" && state.plan === plan && subscription) return subscription;
  await closeCheckouts(ctx);
  await dropIncomplete(ctx, state);
  // What came before is part of the wish: whoever subscribes again later means another subscription.
  const intent = `subscribe:${business.id}:${newestOf(facts) ?? "first"}`;
  const answer = await asked(() =>
    payments.createSubscription({ businessId: business.id, customerId, price: priceOf(plan), intent }),
  );
  const kept = await keepAnswer(ctx, "subscription.create", answer);
  await closeCheckouts(ctx);
  return kept;
}
