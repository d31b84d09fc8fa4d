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
import { buyingAt, checkoutsOf, codeOf, PAGES, refused } from "./buying";
import { paymentShop } from "./shop";

const shop = paymentShop();
const { buy, asked } = buyingAt(shop);

describe("another plan", () => {
  it("is paid at once, whatever was told before is told late", async () => {
    const { ctx, plan } = await shop.customer();
    await buy(ctx, "basic");
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
    const before = asked("POST /v1/subscriptions").length;
    await changePlan(ctx, { number, plan: "enterprise" });
    expect(asked("POST /v1/subscriptions")).toHaveLength(before);
  });

  it("that the card does not pay changes nothing", async () => {
    const { ctx, plan } = await shop.customer();
    await buy(ctx, "basic", CARDS.declinesLater);
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
    await buy(ctx);
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
    await buy(ctx);
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
    await buy(ctx);
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
    await buy(ctx, "premium", CARDS.declinesLater);
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
    await buy(ctx, "basic");
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

describe("a vendor in trouble", () => {
  it("is told as such, leaves nothing behind, and the same wish goes on later", async () => {
    const { ctx } = await shop.customer();
    const { faults } = shop.stripe().emulator;
    const wish = { plan: "premium" as const, ...PAGES };
    const mend = faults.set({ on: "request", match: "POST /v1/checkout/sessions", mode: "fail" });
    const error = await refused(startCheckout(ctx, wish));
    expect(error.code).toBe("unavailable");
    expect(error.detail.retryAfterSeconds).toBe(5);
    mend();
    const refuse = faults.set({
      on: "request",
      match: "POST /v1/checkout/sessions",
      mode: "fail",
      status: 403,
    });
    expect(await codeOf(startCheckout(ctx, wish))).toBe("vendor_failed");
    refuse();
    await startCheckout(ctx, wish);
    expect(await checkoutsOf(ctx)).toHaveLength(1);
    const off = { ...ctx, ports: { ...ctx.ports, payments: { ...ctx.ports.payments, isConfigured: false } } };
    expect(await codeOf(startCheckout(off, wish))).toBe("unavailable");
    expect(await codeOf(subscribe(off, { plan: "basic" }))).toBe("unavailable");
  });
});
