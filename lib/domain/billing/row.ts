import type { Selectable } from "kysely";
import type { Trx } from "@/lib/db/tenant";
import type { Subscriptions } from "@/lib/db/types";
import { PLANS } from "@/lib/domain/businesses";
import { type Context, forBusiness } from "@/lib/domain/context";
import { announce, enqueue } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { wordOf } from "@/lib/domain/parse";
import { type BillingFacts, billingFacts, NO_FACTS } from "./facts";
import type { Subscription } from "./schema";
import { grantedIds, SUBSCRIPTION_STATUSES, stateOf } from "./state";

type InTransaction = Context & { trx: Trx };

export const subscriptionOf = (
  row: Selectable<Subscriptions>,
  stripeCustomerId: string | null,
): Subscription => ({
  id: row.id,
  number: row.number,
  plan: wordOf(PLANS, row.plan),
  status: wordOf(SUBSCRIPTION_STATUSES, row.status),
  stripeCustomerId,
  stripeSubscriptionId: row.stripe_subscription_id,
  priceId: row.price_id,
  amountMinor: row.amount_minor,
  currency: row.currency,
  currentPeriodStart: row.current_period_start,
  currentPeriodEnd: row.current_period_end,
  cancelsAt: row.cancels_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** The business as billing sees it, with its subscription where there is one. */
export async function loadBilling({ trx }: { trx: Trx }, businessId: string) {
  const business = await trx
    .selectFrom("businesses")
    .select(["id", "name", "plan", "stripe_customer_id"])
    .where("id", "=", businessId)
    .executeTakeFirstOrThrow();
  const row = await trx
    .selectFrom("subscriptions")
    .selectAll()
    .where("business_id", "=", businessId)
    .executeTakeFirst();
  const facts = row ? billingFacts.parse(row.facts) : NO_FACTS;
  return {
    business,
    customerId: business.stripe_customer_id,
    facts,
    state: stateOf(facts),
    subscription: row ? subscriptionOf(row, business.stripe_customer_id) : null,
  };
}

/** Holds back everyone else who would change what this business pays for, until the transaction ends. */
export const lockBilling = ({ trx }: { trx: Trx }, businessId: string): Promise<unknown> =>
  trx.selectFrom("businesses").select("id").where("id", "=", businessId).forNoKeyUpdate().executeTakeFirst();

/** Whoever pays for two plans is told, once for the same two. */
async function notePaidTwice(ctx: InTransaction, facts: BillingFacts): Promise<void> {
  const subscriptionIds = grantedIds(facts);
  if (subscriptionIds.length < 2) return;
  const businessId = ctx.business?.id ?? "";
  ctx.log.warn({ businessId, requestId: ctx.requestId }, "a business pays for two subscriptions at once");
  await enqueue(ctx, {
    kind: "notify.plan",
    payload: { about: "paid_twice", subscriptionIds },
    dedupeKey: `notify.plan:${businessId}:paid_twice:${subscriptionIds.join(":")}`,
  });
}

/**
 * Adds to what is known of a business's subscriptions and lets its row and its plan follow, in the caller's transaction.
 * @returns the subscription afterwards.
 */
export async function changeFacts(
  ctx: InTransaction,
  businessId: string,
  change: (facts: BillingFacts) => BillingFacts,
): Promise<Subscription> {
  const { trx } = ctx;
  await lockBilling(ctx, businessId);
  const before = await loadBilling(ctx, businessId);
  const facts = change(before.facts);
  const state = stateOf(facts);
  const now = ctx.clock.now();
  const values = {
    plan: state.plan,
    status: state.status,
    stripe_subscription_id: state.stripeSubscriptionId,
    price_id: state.priceId,
    amount_minor: state.amountMinor,
    currency: state.currency,
    current_period_start: state.periodStart,
    current_period_end: state.periodEnd,
    cancels_at: state.cancelsAt,
    facts: JSON.stringify(facts),
  };
  const hasChanged = before.subscription === null || JSON.stringify(state) !== JSON.stringify(before.state);
  const row = await trx
    .insertInto("subscriptions")
    .values({ id: newId(now), business_id: businessId, created_at: now, updated_at: now, ...values })
    .onConflict((conflict) =>
      conflict.column("business_id").doUpdateSet({ ...values, ...(hasChanged ? { updated_at: now } : {}) }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
  if (state.grantedPlan !== before.business.plan)
    await trx
      .updateTable("businesses")
      .set({ plan: state.grantedPlan, updated_at: now })
      .where("id", "=", businessId)
      .execute();
  const scope = { ...ctx, ...forBusiness(ctx, businessId) };
  if (hasChanged) announce(scope, "subscription");
  if (state.grantedPlan !== before.business.plan)
    await enqueue(scope, { kind: "notify.plan", payload: { about: "plan_changed" } });
  await notePaidTwice(scope, facts);
  return subscriptionOf(row, before.customerId);
}
