import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import type { PlanPrice } from "@/lib/domain/ports";
import { CARDS, startTestStripe, type TestStripe } from "../support/stripe";

export const BASIC: PlanPrice = {
  plan: "basic",
  name: "Frontdesk Basic",
  amountMinor: 2900,
  currency: "usd",
};
export const PREMIUM: PlanPrice = {
  plan: "premium",
  name: "Frontdesk Premium",
  amountMinor: 7900,
  currency: "usd",
};

/** The emulated account of a file of tests; its faults are cleared before each test. */
export function stripeAccount() {
  const parts: { stripe?: TestStripe } = {};
  beforeAll(async () => {
    parts.stripe = await startTestStripe();
  });
  afterAll(() => parts.stripe?.close());
  const account = (): TestStripe => {
    if (!parts.stripe) throw new Error("The account is there inside tests only");
    return parts.stripe;
  };
  beforeEach(() => account().emulator.faults.clear());

  const customer = async (): Promise<{ businessId: string; customerId: string }> => {
    const businessId = randomUUID();
    const customerId = await account().payments.createCustomer({
      businessId,
      name: "Harbor Dental & Søn",
      email: "owner@example.com",
      intent: `customer:${businessId}`,
    });
    return { businessId, customerId };
  };
  const checkout = (
    who: { businessId: string; customerId: string },
    intent: string = randomUUID(),
    price = PREMIUM,
  ) =>
    account().payments.startCheckout({
      ...who,
      price,
      successUrl: "https://app.example.com/done?session={CHECKOUT_SESSION_ID}",
      cancelUrl: "https://app.example.com/plans",
      intent,
    });
  /** A customer with a running subscription and a saved card. */
  const subscriber = async (card: string = CARDS.pays) => {
    const who = await customer();
    const session = await checkout(who);
    expect((await account().payOn(session.url, card)).status).toBe(303);
    const { subscription } = await account().sdk.checkout.sessions.retrieve(session.sessionId);
    return { ...who, session, subscriptionId: String(subscription) };
  };
  const typesOf = async (subscriptionOrCustomer: string) => {
    await account().emulator.settled();
    return account()
      .arrived.filter(({ rawBody }) => rawBody.includes(subscriptionOrCustomer))
      .map(({ event }) => event.name);
  };
  return { account, customer, checkout, subscriber, typesOf };
}
