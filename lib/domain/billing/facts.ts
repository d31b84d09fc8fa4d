import { z } from "zod";
import { PAYMENT_STATES, type PaymentState, type SubscriptionSnapshot } from "@/lib/domain/ports";

/** Milliseconds since 1970, as jsonb has no instants. */
const moment = z.number();
const maybe = <T extends z.ZodType>(type: T) => type.nullable();

const snapshotFact = z.object({
  at: moment,
  /** Which of two reports of one second is the later one: begun, changed, ended; then answers in our own order. */
  rank: z.number(),
  turn: z.number(),
  id: z.string(),
  state: z.enum(PAYMENT_STATES),
  plan: maybe(z.string()),
  priceId: maybe(z.string()),
  amountMinor: maybe(z.number()),
  currency: maybe(z.string()),
  periodStart: maybe(moment),
  periodEnd: maybe(moment),
  cancelsAt: maybe(moment),
  startedAt: moment,
});
const invoiceFact = z.object({
  at: moment,
  id: z.string(),
  isPaid: z.boolean(),
  plan: maybe(z.string()),
  periodStart: maybe(moment),
  periodEnd: maybe(moment),
});
const checkoutFact = z.object({
  at: moment,
  id: z.string(),
  isPaid: z.boolean(),
  plan: maybe(z.string()),
  amountMinor: maybe(z.number()),
  currency: maybe(z.string()),
});
const known = z.object({
  snapshot: snapshotFact.optional(),
  invoice: invoiceFact.optional(),
  checkout: checkoutFact.optional(),
});

/** All that was reported of a business's subscriptions at the vendor: of each kind the newest. */
export const billingFacts = z.object({
  subscriptions: z.record(z.string(), known),
  /** When the free plan was last chosen. */
  freeAt: maybe(moment),
});
export type BillingFacts = z.infer<typeof billingFacts>;
type SnapshotFact = z.infer<typeof snapshotFact>;
type InvoiceFact = z.infer<typeof invoiceFact>;
type CheckoutFact = z.infer<typeof checkoutFact>;
export type Known = z.infer<typeof known>;

export const NO_FACTS: BillingFacts = { subscriptions: {}, freeAt: null };
/** More than that nobody has; the newest are kept, whichever order they come in. */
const KEPT_SUBSCRIPTIONS = 50;

const ENDED: ReadonlySet<PaymentState> = new Set(["canceled", "incomplete_expired"]);
export const isEnded = (state: PaymentState): boolean => ENDED.has(state);

/** In one second a subscription rather gets better than worse. */
const GOODNESS: Record<PaymentState, number> = {
  unknown: 0,
  incomplete: 1,
  paused: 2,
  unpaid: 3,
  past_due: 4,
  trialing: 5,
  active: 6,
  incomplete_expired: 7,
  canceled: 8,
};

type Key = readonly (number | string)[];
const snapshotKey = (fact: SnapshotFact): Key => [
  // What has ended never begins again, whatever is told late.
  isEnded(fact.state) ? 1 : 0,
  fact.at,
  fact.rank,
  fact.turn,
  GOODNESS[fact.state],
  fact.periodEnd ?? 0,
  fact.cancelsAt ?? 0,
  fact.id,
];
const paymentKey = (fact: InvoiceFact | CheckoutFact): Key => [fact.at, fact.isPaid ? 1 : 0, fact.id];

function isLater(left: Key, right: Key): boolean {
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? "";
    if (value !== other) return value > other;
  }
  return false;
}

const later = <T>(before: T | undefined, next: T, key: (fact: T) => Key): T =>
  before === undefined || isLater(key(next), key(before)) ? next : before;

/** When a subscription began, as far as anything tells. */
export const beganAt = ({ snapshot, invoice, checkout }: Known): number =>
  snapshot?.startedAt ??
  Math.min(checkout?.at ?? Number.POSITIVE_INFINITY, invoice?.at ?? Number.POSITIVE_INFINITY);

const newestFirst = ([idA, a]: [string, Known], [idB, b]: [string, Known]): number =>
  beganAt(b) - beganAt(a) || (idA < idB ? 1 : -1);

/** The vendor's id of the subscription that began last. */
export const newestOf = (facts: BillingFacts): string | null =>
  Object.entries(facts.subscriptions).toSorted(newestFirst)[0]?.[0] ?? null;

function withKnown(
  facts: BillingFacts,
  subscriptionId: string,
  change: (before: Known) => Known,
): BillingFacts {
  const before = Object.hasOwn(facts.subscriptions, subscriptionId)
    ? facts.subscriptions[subscriptionId]
    : {};
  const all = Object.entries({ ...facts.subscriptions, [subscriptionId]: change(before ?? {}) });
  const kept = all.toSorted(newestFirst).slice(0, KEPT_SUBSCRIPTIONS);
  return { ...facts, subscriptions: Object.fromEntries(kept) };
}

const time = (date: Date | null): number | null => date?.getTime() ?? null;

export type SnapshotSource =
  | { kind: "event"; eventId: string; occurredAt: Date; change: "created" | "updated" | "deleted" }
  /** What the vendor answered to a request of ours. */
  | { kind: "answer"; seenAt: Date };

const RANKS = { created: 0, updated: 1, deleted: 2 } as const;

/** The facts with what a subscription is said to be. */
export function withSnapshot(
  facts: BillingFacts,
  snapshot: SubscriptionSnapshot,
  source: SnapshotSource,
): BillingFacts {
  return withKnown(facts, snapshot.subscriptionId, (before) => {
    const isAnswer = source.kind === "answer";
    const fact: SnapshotFact = {
      at: isAnswer ? source.seenAt.getTime() : source.occurredAt.getTime(),
      rank: isAnswer ? RANKS.updated : RANKS[source.change],
      turn: isAnswer ? (before.snapshot?.turn ?? 0) + 1 : 0,
      id: isAnswer ? "answer" : source.eventId,
      state: snapshot.state,
      plan: snapshot.plan,
      priceId: snapshot.priceId,
      amountMinor: snapshot.amountMinor,
      currency: snapshot.currency,
      periodStart: time(snapshot.periodStart),
      periodEnd: time(snapshot.periodEnd),
      cancelsAt: time(snapshot.cancelsAt),
      startedAt: snapshot.startedAt.getTime(),
    };
    return { ...before, snapshot: later(before.snapshot, fact, snapshotKey) };
  });
}

/** The facts with how a bill of a subscription went. */
export const withInvoice = (facts: BillingFacts, subscriptionId: string, fact: InvoiceFact): BillingFacts =>
  withKnown(facts, subscriptionId, (before) => ({
    ...before,
    invoice: later(before.invoice, fact, paymentKey),
  }));

/** The facts with the checkout that a subscription began with. */
export const withCheckout = (facts: BillingFacts, subscriptionId: string, fact: CheckoutFact): BillingFacts =>
  withKnown(facts, subscriptionId, (before) => ({
    ...before,
    checkout: later(before.checkout, fact, paymentKey),
  }));

/** The facts with the free plan chosen at this moment. */
export const withFree = (facts: BillingFacts, at: Date): BillingFacts => ({
  ...facts,
  freeAt: Math.max(facts.freeAt ?? 0, at.getTime()),
});
