import type { SystemContext } from "@/lib/domain/context";
import { isId } from "@/lib/domain/ids";
import type { SubscriptionSnapshot } from "@/lib/domain/ports";
import { endOfRemoved } from "./at-vendor";
import { type BillingFacts, withCheckout, withInvoice, withSnapshot } from "./facts";
import { changeFacts } from "./row";

interface Reported {
  eventId: string;
  occurredAt: Date;
}

/** What the vendor reports, in the product's words. */
export type PaymentFact = Reported &
  (
    | { kind: "subscription"; change: "created" | "updated" | "deleted"; subscription: SubscriptionSnapshot }
    | {
        kind: "invoice";
        outcome: "paid" | "failed" | "other";
        customerId: string | null;
        subscriptionId: string | null;
        businessId: string | null;
        plan: string | null;
        periodStart: Date | null;
        periodEnd: Date | null;
      }
    | {
        kind: "checkout";
        outcome: "completed" | "expired" | "failed";
        sessionId: string;
        businessId: string | null;
        customerId: string | null;
        subscriptionId: string | null;
        isPaid: boolean;
        plan: string | null;
        amountMinor: number | null;
        currency: string | null;
      }
  );

type Recorded = { matched: true; businessId: string } | { matched: false };

async function existing({ trx }: SystemContext, id: string | null): Promise<string | null> {
  if (!id || !isId(id)) return null;
  const row = await trx.selectFrom("businesses").select("id").where("id", "=", id).executeTakeFirst();
  return row?.id ?? null;
}

async function ofCustomer({ trx }: SystemContext, customerId: string | null): Promise<string | null> {
  if (!customerId) return null;
  const row = await trx
    .selectFrom("businesses")
    .select("id")
    .where("stripe_customer_id", "=", customerId)
    .executeTakeFirst();
  return row?.id ?? null;
}

async function ofSubscription({ trx }: SystemContext, subscriptionId: string | null): Promise<string | null> {
  if (!subscriptionId) return null;
  const row = await trx
    .selectFrom("subscriptions")
    .select("business_id")
    .where("stripe_subscription_id", "=", subscriptionId)
    .executeTakeFirst();
  return row?.business_id ?? null;
}

async function ofSession({ trx }: SystemContext, sessionId: string): Promise<string | null> {
  const row = await trx
    .selectFrom("checkouts")
    .select("business_id")
    .where("stripe_session_id", "=", sessionId)
    .executeTakeFirst();
  return row?.business_id ?? null;
}

/**
 * Whose it is: by what we keep of the vendor's, then by what we wrote on it. A checkout's client_reference_id is not
 * asked: on a payment link whoever pays may write any business into it.
 */
async function ownerOf(ctx: SystemContext, fact: PaymentFact): Promise<string | null> {
  if (fact.kind === "checkout")
    return (await ofSession(ctx, fact.sessionId)) ?? (await existing(ctx, fact.businessId));
  const { customerId, subscriptionId, businessId } = fact.kind === "subscription" ? fact.subscription : fact;
  return (
    (await ofCustomer(ctx, customerId)) ??
    (await ofSubscription(ctx, subscriptionId)) ??
    (await existing(ctx, businessId))
  );
}

/** A customer that somebody else made at the vendor is the business's, where it has none and nobody else has it. */
async function adoptCustomer(
  ctx: SystemContext,
  businessId: string,
  customerId: string | null,
): Promise<void> {
  if (!customerId || (await ofCustomer(ctx, customerId))) return;
  await ctx.trx
    .updateTable("businesses")
    .set({ stripe_customer_id: customerId })
    .where("id", "=", businessId)
    .where("stripe_customer_id", "is", null)
    .execute();
}

/** What has been paid stays paid: a late report of an end does not undo it. */
async function closeCheckout(
  { trx, clock }: SystemContext,
  sessionId: string,
  outcome: "completed" | "expired" | "failed",
): Promise<void> {
  const isCompleted = outcome === "completed";
  await trx
    .updateTable("checkouts")
    .set({ status: isCompleted ? "completed" : "expired", updated_at: clock.now() })
    .where("stripe_session_id", "=", sessionId)
    .where("status", "in", isCompleted ? ["open", "expired"] : ["open"])
    .execute();
}

/** What a report adds; null where it says nothing of a subscription. */
function additionOf(fact: PaymentFact): ((facts: BillingFacts) => BillingFacts) | null {
  if (fact.kind === "subscription")
    return (facts) => withSnapshot(facts, fact.subscription, { ...fact, kind: "event" });
  const { subscriptionId, plan } = fact;
  if (!subscriptionId) return null;
  const common = { at: fact.occurredAt.getTime(), id: fact.eventId, plan };
  if (fact.kind === "invoice") {
    const { outcome, periodStart, periodEnd } = fact;
    if (outcome === "other") return null;
    const period = { periodStart: periodStart?.getTime() ?? null, periodEnd: periodEnd?.getTime() ?? null };
    return (facts) =>
      withInvoice(facts, subscriptionId, { ...common, ...period, isPaid: outcome === "paid" });
  }
  if (fact.outcome === "expired") return null;
  const { amountMinor, currency } = fact;
  const isPaid = fact.outcome === "completed" && fact.isPaid;
  return (facts) => withCheckout(facts, subscriptionId, { ...common, amountMinor, currency, isPaid });
}

/**
 * Takes up what the vendor reports, in the webhook's transaction. Reports may come late, twice and in any order.
 * @returns the business that it concerns, or that it is nobody's.
 */
export async function recordPaymentFact(ctx: SystemContext, fact: PaymentFact): Promise<Recorded> {
  const businessId = await ownerOf(ctx, fact);
  if (!businessId) {
    if (fact.kind === "subscription") await endOfRemoved(ctx, fact.subscription);
    return { matched: false };
  }
  const customerId = fact.kind === "subscription" ? fact.subscription.customerId : fact.customerId;
  await adoptCustomer(ctx, businessId, customerId);
  if (fact.kind === "checkout") await closeCheckout(ctx, fact.sessionId, fact.outcome);
  const addition = additionOf(fact);
  if (addition) await changeFacts(ctx, businessId, addition);
  return { matched: true, businessId };
}
