import { randomUUID } from "node:crypto";
import { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { stripeAccount } from "./stripe-account";

const { account, customer, subscriber, typesOf } = stripeAccount();

describe("the emulator, asked by the vendor's own SDK", () => {
  const caught = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => (error instanceof Stripe.errors.StripeError ? error : null),
    );

  it("refuses as Stripe does", async () => {
    const { sdk } = account();
    expect(await caught(sdk.customers.retrieve("cus_x"))).toMatchObject({
      type: "StripeInvalidRequestError",
      code: "resource_missing",
      statusCode: 404,
      requestId: expect.stringMatching(/^req_/),
    });
    const unknown = sdk.customers.create({ name: "A", favourite: "b" } as Stripe.CustomerCreateParams);
    expect(await caught(unknown)).toMatchObject({ code: "parameter_unknown", param: "favourite" });
    const bare = sdk.checkout.sessions.create({ mode: "subscription" });
    expect(await caught(bare)).toMatchObject({ code: "parameter_missing", param: "line_items" });
    const { customerId } = await customer();
    const noCard = sdk.subscriptions.create({ customer: customerId, items: [{ price: "price_x" }] });
    expect(await caught(noCard)).toMatchObject({ param: "items[0][price]", code: "resource_missing" });
    const portal = sdk.billingPortal.sessions.create({ customer: customerId });
    expect((await caught(portal))?.message).toContain("save your customer portal settings");
  });

  it("answers a key again, and refuses it for other words", async () => {
    const options = { idempotencyKey: randomUUID() };
    const first = await account().sdk.customers.create({ name: "Ana" }, options);
    const again = await account().sdk.customers.create({ name: "Ana" }, options);
    expect(again).toEqual(first);
    expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect(again.lastResponse.apiVersion).toBe("2026-10-28.endive");
    expect(await caught(account().sdk.customers.create({ name: "Bea" }, options))).toMatchObject({
      type: "StripeIdempotencyError",
    });
  });

  it("opens what expand names", async () => {
    const { subscriptionId, customerId } = await subscriber();
    const found = await account().sdk.subscriptions.retrieve(subscriptionId, {
      expand: ["latest_invoice", "customer", "items.data.price.product"],
    });
    expect(found).toMatchObject({
      customer: { id: customerId, object: "customer" },
      latest_invoice: { object: "invoice", status: "paid", amount_paid: 7900 },
      items: { data: [{ price: { product: { name: "Frontdesk Premium" } } }] },
    });
    const wrong = account().sdk.subscriptions.retrieve(subscriptionId, { expand: ["colour"] });
    expect((await caught(wrong))?.message).toContain("cannot be expanded (colour)");
  });

  it("signs webhooks that the SDK believes, in the order, number and pace it is told", async () => {
    account().emulator.faults.set({
      on: "webhook",
      match: "customer.subscription.created",
      mode: "reorder",
      times: 1,
    });
    account().emulator.faults.set({ on: "webhook", match: "invoice.paid", mode: "duplicate", times: 1 });
    account().emulator.faults.set({
      on: "webhook",
      match: "checkout.session.completed",
      mode: "fail",
      times: 1,
    });
    const { customerId } = await subscriber();
    expect(await typesOf(customerId)).toEqual([
      "invoice.finalized",
      "customer.subscription.created",
      "invoice.paid",
      "invoice.paid",
      "checkout.session.completed",
    ]);
    for (const { rawBody, signature } of account().arrived) {
      const event = Stripe.webhooks.constructEvent(rawBody, signature, account().emulator.webhookSecret);
      expect(event.object).toBe("event");
    }
  });
});
