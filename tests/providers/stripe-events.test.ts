import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OLD_API_VERSION } from "@/lib/providers/stripe/emulated-objects";
import { parseStripeEvent } from "@/lib/providers/stripe/events";
import { parseForm } from "@/lib/providers/stripe/form";
import { CARDS, startTestStripe, type TestStripe } from "../support/stripe";

const CREATED = 1_772_460_000;
const event = (type: string, object: object) =>
  parseStripeEvent({ id: "evt_1", object: "event", type, created: CREATED, data: { object } });
const BASE = { eventId: "evt_1", occurredAt: new Date(CREATED * 1000) };

const price = {
  id: "price_1",
  unit_amount: 7900,
  currency: "usd",
  lookup_key: "frontdesk_premium_month_7900_usd",
};
const subscription = {
  id: "sub_1",
  object: "subscription",
  customer: "cus_1",
  status: "active",
  created: CREATED,
  metadata: { business_id: "b", plan: "basic" },
  cancel_at: null,
  cancel_at_period_end: false,
};
const snapshot = {
  subscriptionId: "sub_1",
  customerId: "cus_1",
  businessId: "b",
  state: "active",
  plan: "premium",
  priceId: "price_1",
  amountMinor: 7900,
  currency: "usd",
  periodStart: new Date(1000),
  periodEnd: new Date(3000),
  cancelsAt: null,
  startedAt: new Date(CREATED * 1000),
};

describe("a subscription", () => {
  it("has its period on its items, or on itself in the version before", () => {
    const now = {
      ...subscription,
      items: {
        data: [
          { price, current_period_start: 2, current_period_end: 3 },
          { price: null, current_period_start: 1, current_period_end: 2 },
        ],
      },
    };
    const before = {
      ...subscription,
      current_period_start: 1,
      current_period_end: 3,
      items: { data: [{ price }] },
    };
    for (const object of [now, before])
      expect(event("customer.subscription.updated", object)).toEqual({
        ...BASE,
        name: "customer.subscription.updated",
        type: "subscription",
        isCreated: false,
        isDeleted: false,
        subscription: snapshot,
      });
  });

  it("is of the plan of its price, else of what was written on it, else of none of ours", () => {
    const planOf = (changed: object) => {
      const read = event("customer.subscription.created", { ...subscription, ...changed });
      return read.type === "subscription" ? read.subscription.plan : read.type;
    };
    const items = (more: object) => ({ items: { data: [{ price: { ...price, ...more } }] } });
    expect(planOf(items({}))).toBe("premium");
    expect(planOf(items({ metadata: { plan: "enterprise" } }))).toBe("enterprise");
    expect(planOf(items({ lookup_key: null }))).toBe("basic");
    expect(planOf({ ...items({ lookup_key: "pro_monthly" }), metadata: {} })).toBeNull();
  });

  it("says when it ends in either of the two ways, and words that are new are known as such", () => {
    const read = (changed: object) => {
      const found = event("customer.subscription.updated", {
        ...subscription,
        current_period_end: 3,
        ...changed,
      });
      return found.type === "subscription" ? found.subscription : null;
    };
    expect(read({ cancel_at_period_end: true })?.cancelsAt).toEqual(new Date(3000));
    expect(read({ cancel_at: 9 })?.cancelsAt).toEqual(new Date(9000));
    expect(read({ status: "resting" })?.state).toBe("unknown");
    expect(read({ customer: { id: "cus_2" } })?.customerId).toBe("cus_2");
  });
});

describe("an invoice", () => {
  it("names its subscription and the time that is paid for in either place", () => {
    const lines = (item: (proration: boolean) => object) => ({
      data: [
        { period: { start: 7, end: 8 }, ...item(true) },
        { period: { start: 1, end: 3 }, ...item(false) },
      ],
    });
    const base = {
      id: "in_1",
      object: "invoice",
      customer: "cus_1",
      status: "paid",
      period_start: 5,
      period_end: 5,
    };
    const metadata = { business_id: "b", plan: "premium" };
    const now = {
      ...base,
      parent: { type: "subscription_details", subscription_details: { subscription: "sub_1", metadata } },
      lines: lines((proration) => ({ parent: { subscription_item_details: { proration } } })),
    };
    const before = {
      ...base,
      subscription: "sub_1",
      subscription_details: { metadata },
      lines: lines((proration) => ({ proration })),
    };
    for (const object of [now, before])
      expect(event("invoice.paid", object)).toEqual({
        ...BASE,
        name: "invoice.paid",
        type: "invoice",
        outcome: "paid",
        customerId: "cus_1",
        subscriptionId: "sub_1",
        businessId: "b",
        plan: "premium",
        periodStart: new Date(1000),
        periodEnd: new Date(3000),
      });
    expect(event("invoice.payment_failed", { ...now, status: "open" })).toMatchObject({ outcome: "failed" });
    expect(event("invoice.finalized", { ...now, status: "open" })).toMatchObject({ outcome: "other" });
    expect(event("invoice.paid", { ...base, parent: null })).toMatchObject({ subscriptionId: null });
  });
});

describe("a checkout", () => {
  const session = {
    id: "cs_1",
    object: "checkout.session",
    mode: "subscription",
    client_reference_id: "b",
    metadata: { business_id: "b", plan: "premium" },
    customer: "cus_1",
    subscription: "sub_1",
    payment_status: "paid",
    amount_total: 7900,
    currency: "usd",
    created: CREATED,
  };
  it("is completed, expired or failed, and says whether it is paid", () => {
    expect(event("checkout.session.completed", session)).toEqual({
      ...BASE,
      name: "checkout.session.completed",
      type: "checkout",
      outcome: "completed",
      sessionId: "cs_1",
      businessId: "b",
      customerId: "cus_1",
      subscriptionId: "sub_1",
      isPaid: true,
      amountMinor: 7900,
      currency: "usd",
      plan: "premium",
    });
    const slow = event("checkout.session.completed", { ...session, payment_status: "unpaid" });
    expect(slow).toMatchObject({ outcome: "completed", isPaid: false });
    expect(event("checkout.session.async_payment_failed", session)).toMatchObject({ outcome: "failed" });
    expect(event("checkout.session.expired", session)).toMatchObject({ outcome: "expired" });
  });
  it("of something else than a subscription is not ours", () => {
    expect(event("checkout.session.completed", { ...session, mode: "payment" })).toMatchObject({
      type: "unknown",
    });
  });
});

it("what is no event of ours, or lacks what it is about, is unknown", () => {
  expect(event("charge.refunded", {})).toEqual({ ...BASE, name: "charge.refunded", type: "unknown" });
  for (const name of ["customer.subscription.updated", "invoice.paid", "checkout.session.completed"])
    for (const object of [{}, { id: 7 }, { id: "x", object: "card" }])
      expect(event(name, object)).toMatchObject({ type: "unknown" });
});

describe("what the emulator sends", () => {
  let stripe: TestStripe;
  beforeAll(async () => {
    stripe = await startTestStripe();
  });
  afterAll(() => stripe.close());

  it("reads the same in both API versions", async () => {
    const told = async () => {
      const customerId = await stripe.payments.createCustomer({
        businessId: "b",
        name: "Ana",
        email: "ana@example.com",
        intent: randomUUID(),
      });
      const { url } = await stripe.payments.startCheckout({
        businessId: "b",
        customerId,
        price: { plan: "premium", name: "Premium", amountMinor: 7900, currency: "usd" },
        successUrl: "https://app.example.com/",
        cancelUrl: "https://app.example.com/",
        intent: randomUUID(),
      });
      await stripe.payOn(url, CARDS.pays);
      await stripe.emulator.settled();
      return stripe.arrived.splice(0);
    };
    const now = await told();
    stripe.emulator.webhookVersion.shape = OLD_API_VERSION;
    const before = await told();
    expect(before.every(({ rawBody }) => rawBody.includes(OLD_API_VERSION))).toBe(true);
    const facts = (list: typeof now) =>
      list.map(({ event }) => {
        if (event.type === "subscription")
          return [event.name, event.subscription.plan, event.subscription.periodEnd instanceof Date];
        if (event.type === "invoice")
          return [event.name, event.plan, event.periodEnd instanceof Date, event.outcome];
        return [event.name, event.type];
      });
    expect(facts(now)).toEqual(facts(before));
    expect(facts(now)).toEqual([
      ["customer.subscription.created", "premium", true],
      ["invoice.finalized", "premium", true, "other"],
      ["invoice.paid", "premium", true, "paid"],
      ["checkout.session.completed", "checkout"],
    ]);
  });
});

describe("a form body", () => {
  it("has lists and objects in brackets", () => {
    expect(
      parseForm("items[0][price]=a&items[0][id]=si&items[1][price]=b&metadata[x y]=1&expand[]=c&expand[]=d"),
    ).toEqual({
      items: [{ price: "a", id: "si" }, { price: "b" }],
      metadata: { "x y": "1" },
      expand: ["c", "d"],
    });
  });
  it("that says two things, or nothing, is none; and no name reaches a prototype", () => {
    for (const text of ["a=1&a=2", "a[b=1", "a=1&a[b]=2", "[a]=1", `a${"[b]".repeat(20)}=1`])
      expect(parseForm(text)).toBeNull();
    parseForm("__proto__[polluted]=yes&a[__proto__][polluted]=yes");
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
