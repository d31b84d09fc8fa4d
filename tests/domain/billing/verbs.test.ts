import { describe, expect, it } from "vitest";
import {
  cancelSubscription,
  changePlan,
  getSubscription,
  openPortal,
  startCheckout,
  subscribe,
} from "@/lib/domain/billing";
import { asSystem, type Context } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { CARDS } from "../../support/stripe";
import { paymentShop } from "./shop";

const shop = paymentShop();
const PAGES = { successUrl: "https://app.example.com/done", cancelUrl: "https://app.example.com/plans" };

const refused = async (work: Promise<unknown>): Promise<DomainError> => {
  const error = await work.then(
    () => new Error("it worked"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DomainError)) throw error;
  return error;
};
const codeOf = async (work: Promise<unknown>) => (await refused(work)).code;
async function buy(
  ctx: Context,
  plan: "basic" | "premium" | "enterprise" = "premium",
  card: string = CARDS.pays,
) {
  const checkout = await startCheckout(ctx, { plan, ...PAGES });
  expect((await shop.stripe().payOn(checkout.url, card)).status).toBe(303);
  return checkout;
}
const checkoutsOf = (ctx: Context) =>
  asSystem(ctx, "test", ({ trx }) =>
    trx
      .selectFrom("checkouts")
      .select(["plan", "status", "stripe_session_id"])
      .where("business_id", "=", ctx.business?.id ?? "")
      .orderBy("plan")
      .execute(),
  );
const asked = (name: string) => shop.stripe().emulator.requests.filter((request) => request.name === name);

describe("a checkout", () => {
  it("is paid on, and its webhooks in any order bring the plan; its row is completed", async () => {
    for (const arrange of [
      <T>(list: T[]) => list,
      <T>(list: T[]) => list.toReversed(),
      <T>(list: T[]) => [...list.toReversed(), ...list, ...list],
    ]) {
      const { ctx, plan } = await shop.customer();
      expect(await codeOf(getSubscription(ctx))).toBe("not_found");
      const { sessionId } = await buy(ctx);
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
    const customers = asked("POST /v1/customers").filter(({ fields }) =>
      JSON.stringify(fields).includes(ctx.business?.id ?? "x"),
    );
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
    expect(asked("POST /v1/checkout/sessions").at(-1)?.fields).toMatchObject({
      success_url: expect.stringMatching(/^https?:\/\/.+\/plans\?done=\{CHECKOUT_SESSION_ID\}$/),
    });
  });
});

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
    await buy(ctx);
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
    await buy(ctx);
    await shop.deliver();
    const now = await getSubscription(ctx);
    expect(now).toMatchObject({ plan: "premium", status: "active" });
    expect(now.stripeSubscriptionId).not.toBe(first.stripeSubscriptionId);
    const old = await shop.stripe().sdk.subscriptions.retrieve(first.stripeSubscriptionId ?? "");
    expect(old.status).toBe("incomplete_expired");
  });

  it("again with a saved card pays at once; the same plan again buys nothing, another is refused", async () => {
    const { ctx, plan } = await shop.customer();
    await buy(ctx);
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
