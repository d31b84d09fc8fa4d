import { expect, it } from "vitest";
import { cancelSubscription, getSubscription, startCheckout, subscribe } from "@/lib/domain/billing";
import { asSystem } from "@/lib/domain/context";
import { handlePayment } from "@/lib/wiring/payments";
import { anonymousContext } from "../../support/context";
import { CARDS } from "../../support/stripe";
import { told } from "../limits/used";
import { PAGES, paymentShop } from "./shop";

const shop = paymentShop();

/** A business whose card is kept from a plan that has ended. */
async function formerCustomer() {
  const { ctx } = await shop.customer();
  await shop.buy(ctx, "basic");
  await shop.deliver();
  await cancelSubscription(ctx, { at: "now" });
  await shop.deliver();
  return ctx;
}
const hear = async (event: Parameters<typeof handlePayment>[1]) =>
  asSystem(await anonymousContext(), "test", (system) => handlePayment(system, event));
const LATER = new Date("2031-01-01T00:00:00Z");

it("two plans wished at once are one subscription", async () => {
  const ctx = await formerCustomer();
  const wishes = await Promise.allSettled([
    subscribe(ctx, { plan: "basic" }),
    subscribe(ctx, { plan: "premium" }),
  ]);
  const begun = wishes.flatMap((wish) =>
    wish.status === "fulfilled" ? [wish.value.stripeSubscriptionId] : [],
  );
  expect(new Set(begun).size).toBe(1);
  const lost = wishes.flatMap((wish) => (wish.status === "rejected" ? [wish.reason] : []));
  expect(lost).toMatchObject([{ code: "conflict" }]);
});

it("a page on which one could pay, opened meanwhile, takes no second payment", async () => {
  const ctx = await formerCustomer();
  const { payments } = ctx.ports;
  let url = "";
  const slow: typeof payments = {
    ...payments,
    createSubscription: async (wish) => {
      ({ url } = await startCheckout(ctx, { plan: "premium", ...PAGES }));
      return payments.createSubscription(wish);
    },
  };
  await subscribe({ ...ctx, ports: { ...ctx.ports, payments: slow } }, { plan: "premium" });
  expect((await shop.stripe().payOn(url, CARDS.pays)).status).toBe(410);
});

it("what a stranger pays for elsewhere in the account, in this business's name, changes nothing", async () => {
  const { ctx, businessId, plan } = await shop.customer();
  await shop.buy(ctx, "enterprise");
  await shop.deliver();
  const mine = await getSubscription(ctx);
  const heard = await hear({
    eventId: `evt_${businessId}`,
    name: "checkout.session.completed",
    occurredAt: LATER,
    type: "checkout",
    outcome: "completed",
    sessionId: `cs_link_${businessId}`,
    businessId: null,
    customerId: `cus_stranger_${businessId}`,
    subscriptionId: `sub_stranger_${businessId}`,
    isPaid: true,
    amountMinor: 0,
    currency: "usd",
    plan: null,
  });
  expect(heard).toEqual({ status: "unmatched" });
  expect(await plan()).toBe("enterprise");
  expect(await getSubscription(ctx)).toEqual(mine);
});

it("another product that the business itself buys in the account ends no plan", async () => {
  const tenant = await shop.customer();
  const { ctx, businessId, plan } = tenant;
  await shop.buy(ctx, "enterprise");
  await shop.deliver();
  const mine = await getSubscription(ctx);
  await hear({
    eventId: `evt_${businessId}`,
    name: "customer.subscription.created",
    occurredAt: LATER,
    type: "subscription",
    isDeleted: false,
    isCreated: true,
    subscription: {
      subscriptionId: `sub_other_${businessId}`,
      customerId: mine.stripeCustomerId ?? "",
      businessId: null,
      state: "active",
      plan: null,
      priceId: "price_other",
      amountMinor: 500,
      currency: "usd",
      periodStart: null,
      periodEnd: null,
      cancelsAt: null,
      startedAt: LATER,
    },
  });
  expect(await plan()).toBe("enterprise");
  expect((await getSubscription(ctx)).stripeSubscriptionId).toBe(mine.stripeSubscriptionId);
  expect(await told(tenant)).toEqual([]);
});
