import type { Plan } from "@/lib/domain/businesses";
import type { PlanPrice } from "@/lib/domain/ports";

/** What can be bought. */
export const PAID_PLANS = ["basic", "premium", "enterprise"] as const;
export type PaidPlan = (typeof PAID_PLANS)[number];

/** What a plan has so much of in a month. */
export const MONTHLY = ["callMinutes", "aiMinutes", "messages"] as const;
export type MonthlyThing = (typeof MONTHLY)[number];
/** What there may be so many of at once. */
export const AT_ONCE = ["numbers", "seats", "agents"] as const;
export type CountedThing = (typeof AT_ONCE)[number];
export type LimitedThing = MonthlyThing | CountedThing;
export type PlanLimits = Record<LimitedThing, number>;

const CURRENCY = "usd";

/** Every plan, its price a month in cents and its limits: the only table of its kind. */
const PLAN_TABLE = {
  free: {
    name: "Frontdesk Free",
    amountMinor: 0,
    limits: { callMinutes: 60, aiMinutes: 30, messages: 200, numbers: 1, seats: 2, agents: 2 },
  },
  basic: {
    name: "Frontdesk Basic",
    amountMinor: 2900,
    limits: { callMinutes: 500, aiMinutes: 150, messages: 2000, numbers: 1, seats: 3, agents: 3 },
  },
  premium: {
    name: "Frontdesk Premium",
    amountMinor: 7900,
    limits: { callMinutes: 2000, aiMinutes: 500, messages: 10_000, numbers: 3, seats: 5, agents: 5 },
  },
  enterprise: {
    name: "Frontdesk Enterprise",
    amountMinor: 29_900,
    limits: { callMinutes: 10_000, aiMinutes: 3000, messages: 50_000, numbers: 20, seats: 50, agents: 25 },
  },
} as const satisfies Record<Plan, { name: string; amountMinor: number; limits: PlanLimits }>;

/** How much of a thing a plan has: a month, or at once. */
export const limitOf = (plan: Plan, thing: LimitedThing): number => PLAN_TABLE[plan].limits[thing];

/** What somebody who chooses needs to know of a plan. */
export interface PlanOffer {
  plan: Plan;
  /** What it costs a month, in the currency's smallest unit. */
  amountMinor: number;
  currency: string;
  limits: PlanLimits;
}
const ALL_PLANS = ["free", ...PAID_PLANS] as const satisfies readonly Plan[];
/** Every plan, the smallest first. */
export const planOffers = (): PlanOffer[] =>
  ALL_PLANS.map((plan) => {
    const { amountMinor, limits } = PLAN_TABLE[plan];
    return { plan, amountMinor, currency: CURRENCY, limits };
  });

/** What a plan costs, as the payment vendor is told of it. */
export const priceOf = (plan: PaidPlan): PlanPrice => ({
  plan,
  name: PLAN_TABLE[plan].name,
  amountMinor: PLAN_TABLE[plan].amountMinor,
  currency: CURRENCY,
});

/** The plan that a vendor's word names; null for one that is none of ours. */
export const planNamed = (word: string | null): Plan | null =>
  ALL_PLANS.find((plan) => plan === word) ?? null;
