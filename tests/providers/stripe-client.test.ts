import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { PaymentDeclined, VendorError } from "@/lib/domain/ports";
import { createStripePayments } from "@/lib/providers/stripe/client";
import { CARDS } from "../support/stripe";
import { BASIC, PREMIUM, stripeAccount } from "./stripe-account";

const { account, customer, checkout, subscriber, typesOf } = stripeAccount();

const failure = async (work: Promise<unknown>): Promise<VendorError> => {
  const error = await work.then(
    () => new Error("it worked"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof VendorError)) throw error;
  return error;
};

describe("a checkout", () => {
  it("opens a page on which a card pays, and then sends its payer on", async () => {
    const who = await customer();
    const session = await checkout(who);
    expect(session).toEqual({
      sessionId: expect.stringMatching(/^cs_test_/),
      url: expect.stringContaining(`/c/pay/${session.sessionId}`),
      expiresAt: expect.any(Date),
    });
    const shown = await (await fetch(session.url)).text();
    expect(shown).toContain("Subscribe to Frontdesk Premium");
    expect(shown).toContain("$79.00 a month");
    const paid = await account().payOn(session.url, CARDS.pays);
    expect(paid.status).toBe(303);
    expect(paid.headers.get("location")).toBe(`https://app.example.com/done?session=${session.sessionId}`);
    expect(await typesOf(who.customerId)).toEqual([
      "customer.subscription.created",
      "invoice.finalized",
      "invoice.paid",
      "checkout.session.completed",
    ]);
    // Whoever comes back to the page, or presses twice, is sent on and pays nothing more.
    expect((await account().payOn(session.url, CARDS.pays)).status).toBe(303);
    expect(await typesOf(who.customerId)).toHaveLength(4);
  });

  it("is the same one for the same intent, whatever its answer took", async () => {
    const who = await customer();
    const intent = randomUUID();
    const [first, second] = await Promise.all([checkout(who, intent), checkout(who, intent)]);
    expect(second).toEqual(first);
    account().emulator.faults.set({
      on: "request",
      match: "POST /v1/checkout/sessions",
      mode: "duplicate",
      times: 1,
    });
    expect(await checkout(who, intent)).toEqual(first);
    expect((await checkout(who)).sessionId).not.toBe(first.sessionId);
  });

  it("is refused by a declined card and by wrong numbers, and stays open for another one", async () => {
    const who = await customer();
    const session = await checkout(who);
    const declined = await account().payOn(session.url, CARDS.declines);
    expect(declined.status).toBe(402);
    expect(await declined.text()).toContain("Your card was declined.");
    expect((await account().payOn(session.url, "1234")).status).toBe(402);
    expect(await typesOf(who.customerId)).toEqual([]);
    expect((await account().payOn(session.url, CARDS.pays)).status).toBe(303);
  });

  it("asks the holder of a card that wants to be asked: no, then yes", async () => {
    const who = await customer();
    const { url } = await checkout(who);
    const answer = (confirm: string) =>
      fetch(url, { method: "POST", redirect: "manual", body: new URLSearchParams({ confirm }) });
    expect(await (await account().payOn(url, CARDS.asks)).text()).toContain("Confirm the payment");
    expect(await (await answer("no")).text()).toContain("unable to authenticate");
    // A yes without a card that asks is nobody's.
    expect((await answer("yes")).status).toBe(402);
    await account().payOn(url, CARDS.asks);
    expect((await answer("yes")).status).toBe(303);
    expect(await typesOf(who.customerId)).toContain("checkout.session.completed");
  });

  it("that is expired takes no more cards; expiring it again, or a paid one, changes nothing", async () => {
    const who = await customer();
    const session = await checkout(who);
    expect(await account().payments.expireCheckout(session.sessionId)).toBe("expired");
    expect(await account().payments.expireCheckout(session.sessionId)).toBe("expired");
    expect((await account().payOn(session.url, CARDS.pays)).status).toBe(410);
    expect(await typesOf(who.customerId)).toEqual(["checkout.session.expired"]);
    const { session: paid } = await subscriber();
    expect(await account().payments.expireCheckout(paid.sessionId)).toBe("completed");
  });
});

describe("a subscription", () => {
  it("without a card waits for its first payment; with one it is active; twice is once", async () => {
    const who = await customer();
    const begin = () =>
      account().payments.createSubscription({ ...who, price: BASIC, intent: `sub:${who.businessId}` });
    const [first, second] = await Promise.all([begin(), begin()]);
    expect(second.subscription).toEqual(first.subscription);
    expect(first.subscription).toEqual({
      subscriptionId: expect.stringMatching(/^sub_/),
      customerId: who.customerId,
      businessId: who.businessId,
      state: "incomplete",
      plan: "basic",
      priceId: expect.stringMatching(/^price_/),
      amountMinor: 2900,
      currency: "usd",
      periodStart: expect.any(Date),
      periodEnd: expect.any(Date),
      cancelsAt: null,
      startedAt: expect.any(Date),
    });
    const { businessId, customerId } = await subscriber();
    const again = await account().payments.createSubscription({
      businessId,
      customerId,
      price: BASIC,
      intent: randomUUID(),
    });
    expect(again.subscription.state).toBe("active");
    expect(again.seenAt.getMilliseconds()).toBe(0);
  });

  it("changes its plan at once, keeps its one item, and changes nothing the second time", async () => {
    const { subscriptionId } = await subscriber();
    const { subscription } = await account().payments.changeSubscription(subscriptionId, BASIC);
    expect(subscription).toMatchObject({ subscriptionId, state: "active", plan: "basic", amountMinor: 2900 });
    const before = (await typesOf(subscriptionId)).length;
    expect((await account().payments.changeSubscription(subscriptionId, BASIC)).subscription).toEqual(
      subscription,
    );
    expect(await typesOf(subscriptionId)).toHaveLength(before);
    expect((await account().sdk.subscriptions.retrieve(subscriptionId)).items.data).toHaveLength(1);
  });

  it("whose card refuses keeps its plan", async () => {
    const { subscriptionId } = await subscriber(CARDS.declinesLater);
    await account().payments.changeSubscription(subscriptionId, BASIC);
    const error = await failure(account().payments.changeSubscription(subscriptionId, PREMIUM));
    expect(error).toBeInstanceOf(PaymentDeclined);
    expect(error).toMatchObject({ message: "Your card was declined.", isRetryable: false });
    const { items } = await account().sdk.subscriptions.retrieve(subscriptionId);
    expect(items.data[0]?.price.lookup_key).toBe("frontdesk_basic_month_2900_usd");
  });

  it("ends at the end of its period, unless that is taken back; or at once", async () => {
    const { subscriptionId } = await subscriber();
    const planned = (await account().payments.cancelSubscription(subscriptionId, "period_end")).subscription;
    expect(planned).toMatchObject({ state: "active", cancelsAt: planned.periodEnd });
    const kept = (await account().payments.changeSubscription(subscriptionId, PREMIUM)).subscription;
    expect(kept.cancelsAt).toBeNull();
    const over = await account().payments.cancelSubscription(subscriptionId, "now");
    expect(over.subscription.state).toBe("canceled");
    expect((await account().payments.cancelSubscription(subscriptionId, "now")).subscription).toEqual(
      over.subscription,
    );
  });

  it("is renewed, or refused and later paid with another card", async () => {
    const { subscriptionId, customerId } = await subscriber(CARDS.declinesLater);
    account().emulator.renew(subscriptionId);
    expect((await account().sdk.subscriptions.retrieve(subscriptionId)).status).toBe("past_due");
    const url = await account().payments.openPortal({
      customerId,
      returnUrl: "https://app.example.com/plans",
      prices: [BASIC, PREMIUM],
    });
    expect((await account().payOn(url, CARDS.pays)).status).toBe(303);
    expect((await account().sdk.subscriptions.retrieve(subscriptionId)).status).toBe("active");
    expect((await typesOf(subscriptionId)).slice(-5)).toEqual([
      "invoice.finalized",
      "invoice.payment_failed",
      "customer.subscription.updated",
      "invoice.paid",
      "customer.subscription.updated",
    ]);
  });
});

describe("the portal", () => {
  it("switches plans, plans an end and takes it back; its settings are made once", async () => {
    const { customerId, subscriptionId } = await subscriber();
    const open = () =>
      account().payments.openPortal({
        customerId,
        returnUrl: "https://app.example.com/",
        prices: [BASIC, PREMIUM],
      });
    const url = await open();
    expect(await open()).not.toBe(url);
    const before = (await account().sdk.billingPortal.configurations.list()).data.length;
    const { apiKey, baseUrl } = account().emulator;
    const elsewhere = createStripePayments({ apiKey, baseUrl });
    await elsewhere.openPortal({
      customerId,
      returnUrl: "https://app.example.com/",
      prices: [BASIC, PREMIUM],
    });
    expect((await account().sdk.billingPortal.configurations.list()).data).toHaveLength(before);
    const shown = await (await fetch(url)).text();
    const [, basic = ""] = /name="price" value="([^"]+)"/.exec(shown) ?? [];
    const press = (fields: Record<string, string>) =>
      fetch(url, { method: "POST", body: new URLSearchParams({ subscription: subscriptionId, ...fields }) });
    expect(await (await press({ price: basic })).text()).toContain("$29.00 a month");
    expect(await (await press({ cancel: "yes" })).text()).toContain("Ends on");
    expect(await (await press({ keep: "yes" })).text()).toContain("Renews on");
  });
});

describe("removing a customer", () => {
  it("closes pages, ends what is paid for at once, also another's that is named; again, it changes nothing", async () => {
    const { payments, sdk, payOn } = account();
    const [gone, other, stays] = [await subscriber(), await subscriber(), await subscriber()];
    const { sessionId, url } = await checkout(gone);
    const unnamed = await checkout(gone);
    const left = {
      customerId: gone.customerId,
      subscriptionIds: [gone.subscriptionId, other.subscriptionId, "sub_unknown"],
      checkoutIds: [sessionId, "cs_unknown"],
    };
    for (const round of [1, 2]) {
      await payments.removeCustomer(left);
      for (const id of left.subscriptionIds.slice(0, 2))
        expect((await sdk.subscriptions.retrieve(id)).status, `round ${round}`).toBe("canceled");
      for (const id of [sessionId, unnamed.sessionId])
        expect((await sdk.checkout.sessions.retrieve(id)).status).toBe("expired");
    }
    expect((await payOn(url, CARDS.pays)).status).not.toBe(303);
    await expect(sdk.customers.retrieve(gone.customerId)).rejects.toMatchObject({ code: "resource_missing" });
    expect((await sdk.customers.retrieve(other.customerId)).id).toBe(other.customerId);
    expect((await sdk.subscriptions.retrieve(stays.subscriptionId)).status).toBe("active");
  });
  it("is worth trying again when the vendor is out", async () => {
    const { payments, emulator } = account();
    const { customerId } = await customer();
    const left = { customerId, subscriptionIds: [], checkoutIds: [] };
    emulator.faults.set({ match: "DELETE /v1/customers", mode: "fail" });
    expect((await failure(payments.removeCustomer(left))).isRetryable).toBe(true);
    emulator.faults.clear();
    await payments.removeCustomer(left);
  });
});

describe("refusals", () => {
  it("of an unknown customer and a wrong key are final; no answer and 5xx are not", async () => {
    const who = { businessId: randomUUID(), customerId: "cus_nobody" };
    expect(await failure(checkout(who))).toMatchObject({
      vendor: "stripe",
      isRetryable: false,
      message: "stripe: No such customer: 'cus_nobody'",
    });
    const { baseUrl } = account().emulator;
    const wrong = createStripePayments({ apiKey: "sk_test_wrong", baseUrl });
    expect((await failure(wrong.expireCheckout("cs_1"))).isRetryable).toBe(false);
    const off = createStripePayments({ apiKey: null, baseUrl: null });
    expect(off.isConfigured).toBe(false);
    expect((await failure(off.expireCheckout("cs_1"))).message).toBe("Connect Stripe to take payments.");
    for (const mode of ["drop", "fail"] as const) {
      const mend = account().emulator.faults.set({ on: "request", match: "/v1/checkout", mode });
      expect((await failure(account().payments.expireCheckout("cs_1"))).isRetryable).toBe(true);
      mend();
    }
  });

  it("one that passes is tried once more, under the same key", async () => {
    const who = await customer();
    account().emulator.faults.set({
      on: "request",
      match: "POST /v1/checkout/sessions",
      mode: "fail",
      times: 1,
    });
    expect((await checkout(who)).sessionId).toMatch(/^cs_test_/);
  });
});
