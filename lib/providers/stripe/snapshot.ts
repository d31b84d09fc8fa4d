import { z } from "zod";
import { PAYMENT_STATES, type PaymentState, type SubscriptionSnapshot } from "@/lib/domain/ports";

export const text = z.string().nullish().catch(null);
export const amount = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullish().catch(null);
/** Unix seconds, in a range that every database can store. */
export const seconds = z.number().int().min(0).max(32_503_680_000).nullish().catch(null);
export const metadata = z.record(z.string(), z.string()).nullish().catch(null);
/** An id, or the whole object where it was expanded. */
export const reference = z
  .union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)])
  .nullish()
  .catch(null);

export const dateOf = (value: number | null | undefined): Date | null =>
  value === null || value === undefined ? null : new Date(value * 1000);

const price = z
  .object({ id: text, unit_amount: amount, currency: text, lookup_key: text, metadata })
  .nullish()
  .catch(null);
const item = z.object({ price, current_period_start: seconds, current_period_end: seconds });
type Item = z.infer<typeof item>;

const subscription = z.object({
  id: z.string().min(1),
  object: z.literal("subscription"),
  customer: reference,
  status: text,
  metadata,
  created: seconds,
  cancel_at: seconds,
  cancel_at_period_end: z.boolean().nullish().catch(null),
  current_period_start: seconds,
  current_period_end: seconds,
  items: z
    .object({ data: z.array(item.nullable().catch(null)) })
    .nullish()
    .catch(null),
});

/** The key that a price of ours is looked up by; another amount makes another key. */
export const lookupKey = (price: { plan: string; amountMinor: number; currency: string }): string =>
  `frontdesk_${price.plan}_month_${price.amountMinor}_${price.currency}`;

const planOfKey = (key: string | null | undefined): string | null =>
  /^frontdesk_([a-z]+)_month_\d+_[a-z]{3}$/.exec(key ?? "")?.[1] ?? null;

const edge = (
  items: Item[],
  field: "current_period_start" | "current_period_end",
  pick: (...values: number[]) => number,
): number | null => {
  const values = items.flatMap((one) => one[field] ?? []);
  return values.length > 0 ? pick(...values) : null;
};

/**
 * A subscription object of Stripe, of an event or an answer. Since API version 2025-03-31 its period stands on the
 * items, before that on the subscription itself: both are read.
 * @returns null where it is none.
 */
export function snapshotOf(object: unknown): SubscriptionSnapshot | null {
  const parsed = subscription.safeParse(object);
  if (!parsed.success) return null;
  const found = parsed.data;
  const items = (found.items?.data ?? []).flatMap((one) => one ?? []);
  const paid = items.find((one) => one.price)?.price;
  const state = PAYMENT_STATES.find((known) => known === found.status) ?? ("unknown" satisfies PaymentState);
  const periodEnd = edge(items, "current_period_end", Math.max) ?? found.current_period_end ?? null;
  return {
    subscriptionId: found.id,
    customerId: found.customer ?? null,
    businessId: found.metadata?.business_id ?? null,
    state,
    // A switch in the portal changes the price and leaves what was written on the subscription as it was.
    plan: paid?.metadata?.plan ?? planOfKey(paid?.lookup_key) ?? found.metadata?.plan ?? null,
    priceId: paid?.id ?? null,
    amountMinor: paid?.unit_amount ?? null,
    currency: paid?.currency ?? null,
    periodStart: dateOf(edge(items, "current_period_start", Math.min) ?? found.current_period_start ?? null),
    periodEnd: dateOf(periodEnd),
    cancelsAt: dateOf(found.cancel_at ?? (found.cancel_at_period_end ? periodEnd : null)),
    startedAt: dateOf(found.created) ?? new Date(0),
  };
}
