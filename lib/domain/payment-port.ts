import { VendorError } from "./vendor-error";

/** What a plan costs a month. Another amount is another price, so that nobody's running price changes. */
export interface PlanPrice {
  plan: string;
  /** What the invoice says. */
  name: string;
  amountMinor: number;
  currency: string;
}

export const PAYMENT_STATES = [
  "trialing",
  "active",
  "past_due",
  "incomplete",
  "incomplete_expired",
  "unpaid",
  "paused",
  "canceled",
  /** A word that this product does not know yet. */
  "unknown",
] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** A subscription as the vendor has it at one moment. */
export interface SubscriptionSnapshot {
  subscriptionId: string;
  customerId: string | null;
  /** What we wrote on it when it was made. */
  businessId: string | null;
  state: PaymentState;
  /** The plan that its price is for; null where the price is none of ours. */
  plan: string | null;
  priceId: string | null;
  amountMinor: number | null;
  currency: string | null;
  periodStart: Date | null;
  periodEnd: Date | null;
  /** When it will end; null while it goes on. */
  cancelsAt: Date | null;
  startedAt: Date;
}

/** The card was refused, or its holder has to confirm in person. `message` is the vendor's, for the payer. */
export class PaymentDeclined extends VendorError {
  constructor(vendor: string, message: string, cause?: unknown) {
    super(vendor, message, { isRetryable: false, cause });
    this.name = "PaymentDeclined";
  }
}

/** The same intent was given with another wish before: somebody wanted something else at the same time. */
export class IntentTaken extends VendorError {
  constructor(vendor: string, cause?: unknown) {
    super(vendor, "Something else was wanted at the same time.", { isRetryable: false, cause });
    this.name = "IntentTaken";
  }
}

/**
 * Subscriptions and their payment. An `intent` names what is wanted, so that wanting it twice does it once; changes and
 * ends need none. Answers about a subscription say when they were given by the vendor's own clock, as its events do.
 * Every method throws VendorError.
 */
export interface PaymentPort {
  readonly isConfigured: boolean;
  /** @returns the vendor's id of the customer. */
  createCustomer(input: { businessId: string; name: string; email: string; intent: string }): Promise<string>;
  /** A page of the vendor's on which the customer pays and the subscription begins. */
  startCheckout(input: {
    businessId: string;
    customerId: string;
    price: PlanPrice;
    successUrl: string;
    cancelUrl: string;
    intent: string;
  }): Promise<{ sessionId: string; url: string; expiresAt: Date }>;
  /** Closes a page that nobody has paid on. @returns `completed` where somebody has, and it stays so. */
  expireCheckout(sessionId: string): Promise<"expired" | "completed">;
  /** Begins with the customer's saved card; without one it waits for its first payment. */
  createSubscription(input: {
    businessId: string;
    customerId: string;
    price: PlanPrice;
    intent: string;
  }): Promise<SubscriptionAnswer>;
  /**
   * Another plan from now on: what is left of the old one counts, the difference is paid at once. Takes back an end
   * that was planned. @throws PaymentDeclined, and nothing has changed.
   */
  changeSubscription(subscriptionId: string, price: PlanPrice): Promise<SubscriptionAnswer>;
  /** `now` gives back what is left as credit. One that has ended stays as it is. */
  cancelSubscription(subscriptionId: string, at: "now" | "period_end"): Promise<SubscriptionAnswer>;
  /**
   * Closes these pages, ends these subscriptions at once and removes the customer, which ends whatever else it has.
   * What is gone already is as good.
   */
  removeCustomer(input: {
    customerId: string | null;
    subscriptionIds: string[];
    checkoutIds: string[];
  }): Promise<void>;
  /** A page of the vendor's with invoices, card, plans and the end; `prices` are what one may switch to there. */
  openPortal(input: { customerId: string; returnUrl: string; prices: PlanPrice[] }): Promise<string>;
}

export interface SubscriptionAnswer {
  subscription: SubscriptionSnapshot;
  seenAt: Date;
}
