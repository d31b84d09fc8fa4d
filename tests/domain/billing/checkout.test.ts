import { describe, expect, it } from "vitest";
import { getSubscription, startCheckout, subscribe } from "@/lib/domain/billing";
import { asSystem, type Context } from "@/lib/domain/context";
import { CARDS } from "../../support/stripe";
import { codeOf, PAGES, paymentShop, refused } from "./shop";

const shop = paymentShop();
const checkoutsOf = (ctx: Context) =>
  asSystem(ctx, "test", ({ trx }) =>
    trx
      .selectFrom("checkouts")
      .select(["plan", "status", "stripe_session_id"])
      .where("business_id", "=", ctx.business?.id ?? "")
      .orderBy("plan")
      .execute(),
  );

describe("a checkout", () => {
  it("is paid on, and its webhooks in any order bring the plan; its row is completed", async () => {
    for (const arrange of [
      <T>(list: T[]) => list,
      <T>(list: T[]) => list.toReversed(),
      <T>(list: T[]) => [...list.toReversed(), ...list, ...list],
    ]) {
      const { ctx, plan } = await shop.customer();
      expect(await codeOf(getSubscription(ctx))).toBe("not_found");
      const { sessionId } = await shop.buy(ctx);
      expect(await plan()).toBe("free");
      expect(new Set(await shop.deliver(arrange))).toEqual(new Set(["handled"]));
      expect(await getSubscription(ctx)).toEqual({
        id: expect.any(String),
        number: expect.any(Number),
        plan: "premium",
        status: "active",
        stripeCustomerId: expect.stringMatching(/^cus_/),
        stripeSubscriptionId: expect.stringMatching(/^sub_/),
        priceId: expect.stringMatching(/^price_/),
        amountMinor: 7900,
        currency: "usd",
        currentPeriodStart: expect.any(Date),
        currentPeriodEnd: expect.any(Date),
        cancelsAt: null,
        createdAt: expect.any(Date),
        updatedAt: expect.any(Date),
      });
      expect(await plan()).toBe("premium");
      expect(await checkoutsOf(ctx)).toEqual([
        { plan: "premium", status: "completed", stripe_session_id: sessionId },
      ]);
    }
  });

  it("twice at once is one page, and one customer", async () => {
    const { ctx } = await shop.customer();
    const wish = { plan: "premium" as const, ...PAGES };
    const pages = await Promise.all([
      startCheckout(ctx, wish),
      startCheckout(ctx, wish),
      startCheckout(ctx, wish),
    ]);
    expect(new Set(pages.map(({ url }) => url)).size).toBe(1);
    expect(await startCheckout(ctx, wish)).toEqual(pages[0]);
    expect(await checkoutsOf(ctx)).toHaveLength(1);
    const customers = shop
      .asked("POST /v1/customers")
      .filter(({ fields }) => JSON.stringify(fields).includes(ctx.business?.id ?? "x"));
    expect(customers.filter(({ isReplay }) => !isReplay)).toHaveLength(1);
  });

  it("of another wish closes the page before, so that only one is paid on", async () => {
    const { ctx } = await shop.customer();
    const first = await startCheckout(ctx, { plan: "basic", ...PAGES });
    const second = await startCheckout(ctx, { plan: "premium", ...PAGES });
    expect((await shop.stripe().payOn(first.url, CARDS.pays)).status).toBe(410);
    expect(await checkoutsOf(ctx)).toMatchObject([{ status: "expired" }, { status: "open" }]);
    await shop.stripe().payOn(second.url, CARDS.pays);
    // Paid, and not told of yet: nothing more can be bought.
    const late = await refused(startCheckout(ctx, { plan: "enterprise", ...PAGES }));
    expect(late.code).toBe("conflict");
    await shop.deliver();
    expect(await codeOf(startCheckout(ctx, { plan: "enterprise", ...PAGES }))).toBe("conflict");
    expect((await getSubscription(ctx)).plan).toBe("premium");
  });

  it("that is over is followed by a new one", async () => {
    const { ctx, clock } = await shop.customer();
    const first = await startCheckout(ctx, { plan: "basic", ...PAGES });
    clock.set("2026-03-10T14:00:00.000Z");
    const second = await startCheckout(ctx, { plan: "basic", ...PAGES });
    expect(second.sessionId).not.toBe(first.sessionId);
  });

  it("is for pages of the web alone; a path is one of this installation", async () => {
    const { ctx } = await shop.customer();
    for (const successUrl of [
      "javascript:alert(1)",
      "//evil.example",
      "ftp://a.example",
      "x",
      "",
      "https://a b",
    ]) {
      const error = await refused(startCheckout(ctx, { plan: "basic", ...PAGES, successUrl }));
      expect(error.code).toBe("validation_failed");
      expect(Object.keys(error.detail.fields ?? {})).toEqual(["successUrl"]);
    }
    await startCheckout(ctx, {
      plan: "basic",
      successUrl: "/plans?done={CHECKOUT_SESSION_ID}",
      cancelUrl: "/plans",
    });
    expect(shop.asked("POST /v1/checkout/sessions").at(-1)?.fields).toMatchObject({
      success_url: expect.stringMatching(/^https?:\/\/.+\/plans\?done=\{CHECKOUT_SESSION_ID\}$/),
    });
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
