import type { Plan } from "@/lib/domain/businesses";
import { planNamed } from "@/lib/domain/limits";
import type { PaymentState } from "@/lib/domain/ports";
import { type BillingFacts, beganAt, isEnded, type Known } from "./facts";

export const SUBSCRIPTION_STATUSES = ["trialing", "active", "past_due", "canceled"] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/** The vendor's nine words in our four: what is not paid is past due, what never began has ended. */
const STATUS_OF: Record<PaymentState, SubscriptionStatus> = {
  trialing: "trialing",
  active: "active",
  past_due: "past_due",
  incomplete: "past_due",
  unpaid: "past_due",
  paused: "past_due",
  unknown: "past_due",
  canceled: "canceled",
  incomplete_expired: "canceled",
};

/** In these the business has what it pays for; a late payment is waited for, a first one is not. */
const GRANTED: ReadonlySet<PaymentState> = new Set(["trialing", "active", "past_due"]);

/** What a business pays for now. */
export interface BillingState {
  plan: Plan;
  status: SubscriptionStatus;
  /** The plan whose limits hold. */
  grantedPlan: Plan;
  /** The vendor's word; null where there is nothing at the vendor. */
  vendorState: PaymentState | null;
  stripeSubscriptionId: string | null;
  priceId: string | null;
  amountMinor: number | null;
  currency: string | null;
  periodStart: Date | null;
  periodEnd: Date | null;
  cancelsAt: Date | null;
}

interface Effective extends Pick<BillingState, "priceId" | "amountMinor" | "currency"> {
  id: string;
  state: PaymentState;
  plan: string | null;
  periodStart: number | null;
  periodEnd: number | null;
  cancelsAt: number | null;
  beganAt: number;
}

/** A bill that is newer than the last report of its subscription says how it went on. */
function afterBill(state: PaymentState, isPaid: boolean): PaymentState {
  if (isPaid) return state === "past_due" || state === "incomplete" || state === "unpaid" ? "active" : state;
  return state === "active" ? "past_due" : state;
}

function effective(id: string, known: Known): Effective {
  const { snapshot, invoice, checkout } = known;
  const began = beganAt(known);
  if (snapshot) {
    const isOvertaken = invoice !== undefined && invoice.at > snapshot.at && !isEnded(snapshot.state);
    const state = isOvertaken ? afterBill(snapshot.state, invoice.isPaid) : snapshot.state;
    return { ...snapshot, id, state, beganAt: began };
  }
  // The subscription itself has not been told of yet: what paid for it says as much as is needed.
  return {
    id,
    state: (invoice ?? checkout)?.isPaid ? "active" : "incomplete",
    plan: invoice?.plan ?? checkout?.plan ?? null,
    priceId: null,
    amountMinor: checkout?.amountMinor ?? null,
    currency: checkout?.currency ?? null,
    periodStart: invoice?.periodStart ?? null,
    periodEnd: invoice?.periodEnd ?? null,
    cancelsAt: null,
    beganAt: began,
  };
}

const weight = ({ state, plan }: Effective): number =>
  planNamed(plan) === null
    ? -1
    : GRANTED.has(state)
      ? 3
      : isEnded(state)
        ? 0
        : state === "incomplete"
          ? 1
          : 2;

const date = (milliseconds: number | null): Date | null =>
  milliseconds === null ? null : new Date(milliseconds);

const FREE: BillingState = {
  plan: "free",
  status: "active",
  grantedPlan: "free",
  vendorState: null,
  stripeSubscriptionId: null,
  priceId: null,
  amountMinor: null,
  currency: null,
  periodStart: null,
  periodEnd: null,
  cancelsAt: null,
};

/** The vendor's ids of the subscriptions that give a plan now, in order: more than one is paid twice. */
export const grantedIds = ({ subscriptions }: BillingFacts): string[] =>
  Object.entries(subscriptions)
    .map(([id, known]) => effective(id, known))
    .filter(({ state, plan }) => GRANTED.has(state) && planNamed(plan) !== null)
    .map(({ id }) => id)
    .toSorted();

/**
 * What a business pays for, out of everything that was reported: the same whatever the order and number of the reports.
 * Of several subscriptions the one that gives something counts, then the newest.
 */
export function stateOf(facts: BillingFacts): BillingState {
  const [current] = Object.entries(facts.subscriptions)
    .map(([id, known]) => effective(id, known))
    .toSorted((a, b) => weight(b) - weight(a) || b.beganAt - a.beganAt || (a.id < b.id ? 1 : -1));
  if (!current) return FREE;
  if (isEnded(current.state) && facts.freeAt !== null && facts.freeAt >= current.beganAt) return FREE;
  const plan = planNamed(current.plan) ?? "free";
  return {
    plan,
    status: STATUS_OF[current.state],
    grantedPlan: GRANTED.has(current.state) ? plan : "free",
    vendorState: current.state,
    stripeSubscriptionId: current.id,
    priceId: current.priceId,
    amountMinor: current.amountMinor,
    currency: current.currency,
    periodStart: date(current.periodStart),
    periodEnd: date(current.periodEnd),
    cancelsAt: date(current.cancelsAt),
  };
}
