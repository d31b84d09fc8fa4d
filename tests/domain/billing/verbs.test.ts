import { describe, expect, it } from "vitest";
import {
  cancelSubscription,
  changePlan,
  getSubscription,
  openPortal,
  startCheckout,
  subscribe,
} from "@/lib/domain/billing";
import { CARDS } from "../../support/stripe";
import { codeOf, PAGES, paymentShop, refused } from "./shop";

const shop = paymentShop();

describe("subscribing", () => {
  it("to the free plan needs no vendor, and no plan is an obstacle later", async () => {
    const { ctx, plan } = await shop.customer();
    const free = await subscribe(
      { ...ctx, ports: { ...ctx.ports, payments: { ...ctx.ports.payments, isConfigured: false } } },
      { plan: "free" },
    );
    expect(free).toMatchObject({
      plan: "free",
      status: "active",
      stripeCustomerId: null,
      stripeSubscriptionId: null,
    });
    expect(await subscribe(ctx, { plan: "free" })).toMatchObject({ id: free.id, number: free.number });
    await shop.buy(ctx);
    await shop.deliver();
    expect(await getSubscription(ctx)).toMatchObject({
      number: free.number,
      plan: "premium",
      status: "active",
    });
    expect(await plan()).toBe("premium");
  });

  it("without a card waits for the first payment; a checkout takes its place and is paid once", async () => {
    const { ctx, plan } = await shop.customer();
    const [first, second] = await Promise.all([
      subscribe(ctx, { plan: "premium" }),
      subscribe(ctx, { plan: "premium" }),
    ]);
    expect(first).toMatchObject({
      plan: "premium",
      status: "past_due",
      stripeSubscriptionId: expect.any(String),
    });
    expect(second.stripeSubscriptionId).toBe(first.stripeSubscriptionId);
    expect(await subscribe(ctx, { plan: "premium" })).toEqual(await getSubscription(ctx));
    await shop.deliver();
    expect(await plan()).toBe("free");
    await shop.buy(ctx);
    await shop.deliver();
    const now = await getSubscription(ctx);
    expect(now).toMatchObject({ plan: "premium", status: "active" });
    expect(now.stripeSubscriptionId).not.toBe(first.stripeSubscriptionId);
    const old = await shop.stripe().sdk.subscriptions.retrieve(first.stripeSubscriptionId ?? "");
    expect(old.status).toBe("incomplete_expired");
  });

  it("again with a saved card pays at once; the same plan again buys nothing, another is refused", async () => {
    const { ctx, plan } = await shop.customer();
    await shop.buy(ctx);
    await shop.deliver();
    const first = await getSubscription(ctx);
    await cancelSubscription(ctx, { at: "now" });
    expect(await plan()).toBe("free");
    const again = await subscribe(ctx, { plan: "premium" });
    expect(again).toMatchObject({ number: first.number, status: "active" });
    expect(again.stripeSubscriptionId).not.toBe(first.stripeSubscriptionId);
    expect(await subscribe(ctx, { plan: "premium" })).toEqual(again);
    expect(await codeOf(subscribe(ctx, { plan: "basic" }))).toBe("conflict");
    expect(await codeOf(subscribe(ctx, { plan: "free" }))).toBe("conflict");
    await shop.deliver((arrived) => arrived.toReversed());
    expect((await getSubscription(ctx)).stripeSubscriptionId).toBe(again.stripeSubscriptionId);
    expect(await plan()).toBe("premium");
  });
});

describe("another plan", () => {
  it("is paid at once, whatever was told before is told late", async () => {
    const { ctx, plan } = await shop.customer();
    await shop.buy(ctx, "basic");
    await shop.deliver();
    const { number } = await getSubscription(ctx);
    expect(await changePlan(ctx, { number, plan: "premium" })).toMatchObject({
      number,
      plan: "premium",
      amountMinor: 7900,
    });
    expect(await changePlan(ctx, { number, plan: "enterprise" })).toMatchObject({ plan: "enterprise" });
    await shop.deliver((arrived) => arrived.toReversed());
    expect((await getSubscription(ctx)).plan).toBe("enterprise");
    expect(await plan()).toBe("enterprise");
    const before = shop.asked("POST /v1/subscriptions").length;
    await changePlan(ctx, { number, plan: "enterprise" });
    expect(shop.asked("POST /v1/subscriptions")).toHaveLength(before);
  });

  it("that the card does not pay changes nothing", async () => {
    const { ctx, plan } = await shop.customer();
    await shop.buy(ctx, "basic", CARDS.declinesLater);
    await shop.deliver();
    const before = await getSubscription(ctx);
    const error = await refused(changePlan(ctx, { number: before.number, plan: "premium" }));
    expect(error.code).toBe("validation_failed");
    expect(error.message).toBe(
      "Your card was declined. Choose another card in the billing portal, then try again.",
    );
    expect(await getSubscription(ctx)).toEqual(before);
    expect(await plan()).toBe("basic");
  });

  it("which is the free one ends the paid one now; a paid one begins anew from there", async () => {
    const { ctx, plan } = await shop.customer();
    await shop.buy(ctx);
    await shop.deliver();
    const { number } = await getSubscription(ctx);
    const free = { plan: "free", status: "active", stripeSubscriptionId: null, currentPeriodEnd: null };
    expect(await changePlan(ctx, { number, plan: "free" })).toMatchObject(free);
    expect(await plan()).toBe("free");
    await shop.deliver();
    expect(await getSubscription(ctx)).toMatchObject(free);
    expect(await changePlan(ctx, { number, plan: "free" })).toMatchObject(free);
    expect(await changePlan(ctx, { number, plan: "basic" })).toMatchObject({
      number,
      plan: "basic",
      status: "active",
    });
  });

  it("takes back an end that was planned", async () => {
    const { ctx } = await shop.customer();
    await shop.buy(ctx);
    await shop.deliver();
    const planned = await cancelSubscription(ctx, { at: "period_end" });
    expect(planned).toMatchObject({ status: "active", cancelsAt: planned.currentPeriodEnd });
    expect(await changePlan(ctx, { number: planned.number, plan: "premium" })).toMatchObject({
      cancelsAt: null,
    });
  });
});

describe("an end", () => {
  it("comes when the period ends, is told by the vendor, and is told late without harm", async () => {
    const { ctx, plan } = await shop.customer();
    await shop.buy(ctx);
    await shop.deliver();
    const { stripeSubscriptionId } = await cancelSubscription(ctx, { at: "period_end" });
    await shop.deliver();
    expect(await plan()).toBe("premium");
    shop.stripe().emulator.renew(stripeSubscriptionId ?? "");
    await shop.deliver();
    const over = await getSubscription(ctx);
    expect(over).toMatchObject({ plan: "premium", status: "canceled" });
    expect(await plan()).toBe("free");
    expect(await cancelSubscription(ctx, { at: "now" })).toEqual(over);
  });

  it("of a payment that fails is waited for", async () => {
    const { ctx, plan } = await shop.customer();
    await shop.buy(ctx, "premium", CARDS.declinesLater);
    await shop.deliver();
    const { stripeSubscriptionId } = await getSubscription(ctx);
    shop.stripe().emulator.renew(stripeSubscriptionId ?? "");
    await shop.deliver((arrived) => arrived.toReversed());
    expect(await getSubscription(ctx)).toMatchObject({ status: "past_due" });
    expect(await plan()).toBe("premium");
    const { url } = await openPortal(ctx, { returnUrl: "https://app.example.com/" });
    await shop.stripe().payOn(url, CARDS.pays);
    await shop.deliver();
    expect(await getSubscription(ctx)).toMatchObject({ status: "active" });
  });
});

describe("the portal", () => {
  it("is for whoever has bought something; what is done there is told", async () => {
    const { ctx, plan } = await shop.customer();
    const none = await refused(openPortal(ctx, { returnUrl: "https://app.example.com/" }));
    expect(none.code).toBe("not_found");
    await shop.buy(ctx, "basic");
    await shop.deliver();
    const { url } = await openPortal(ctx, { returnUrl: "/plans" });
    const shown = await (await fetch(url)).text();
    const [, premium = ""] = /value="([^"]+)">Switch to Frontdesk Premium/.exec(shown) ?? [];
    const { stripeSubscriptionId } = await getSubscription(ctx);
    const fields = { subscription: stripeSubscriptionId ?? "", price: premium };
    await shop.deliver();
    await shop.customer();
    const saved = await shop.stripe().payOn(url, CARDS.pays);
    expect(saved.status).toBe(303);
    await fetch(url, { method: "POST", body: new URLSearchParams(fields) });
    await shop.deliver();
    expect(await getSubscription(ctx)).toMatchObject({ plan: "premium" });
    expect(await plan()).toBe("premium");
  });
});

describe("who may", () => {
  it("owner and admin; nobody else reads or writes", async () => {
    const { ctx, as } = await shop.customer();
    const { number } = await subscribe(ctx, { plan: "free" });
    expect((await getSubscription(await as("admin"))).number).toBe(number);
    for (const role of ["manager", "member", "guest"] as const) {
      const other = await as(role);
      for (const work of [
        () => getSubscription(other),
        () => subscribe(other, { plan: "free" }),
        () => changePlan(other, { number, plan: "free" }),
        () => cancelSubscription(other, { at: "now" }),
        () => startCheckout(other, { plan: "basic", ...PAGES }),
        () => openPortal(other, { returnUrl: "https://app.example.com/" }),
      ])
        expect(await codeOf(work())).toBe("forbidden");
    }
  });

  it("another business finds nothing of it", async () => {
    const [mine, theirs] = [await shop.customer(), await shop.customer()];
    const { number } = await subscribe(theirs.ctx, { plan: "free" });
    expect(await codeOf(getSubscription(mine.ctx))).toBe("not_found");
    expect(await codeOf(changePlan(mine.ctx, { number, plan: "free" }))).toBe("not_found");
    expect(await codeOf(cancelSubscription(mine.ctx, { at: "now" }))).toBe("not_found");
  });
});
