import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { POST as door } from "@/app/api/webhooks/stripe/route";
import { asService } from "@/lib/db/tenant";
import { asSystem } from "@/lib/domain/context";
import { replay } from "@/lib/domain/inbox";
import { signStripe } from "@/lib/providers/stripe/sign";
import { replayDelivery } from "@/lib/wiring";
import { lostDatabase, rebuilt, runtimeUnder } from "../api/rebuilt";
import { type Delivery, fromStripe, vendorKeys } from "../api/vendors";
import { anonymousContext, makeTenant, testDatabase } from "../support/context";

vendorKeys();

const T = 1_772_460_000;
const price = {
  id: "price_1",
  unit_amount: 7900,
  currency: "usd",
  lookup_key: "frontdesk_premium_month_7900_usd",
};

/** What one business is told of, under ids of its own. */
async function business() {
  const { businessId } = await makeTenant();
  const tag = randomUUID().slice(0, 13);
  const [sub, cus, cs] = [`sub_${tag}`, `cus_${tag}`, `cs_${tag}`];
  const event = (type: string, created: number, object: object) => ({
    id: `evt_${randomUUID()}`,
    object: "event",
    api_version: "2026-10-28.endive",
    type,
    created,
    data: { object },
  });
  const subscription = (type: string, created: number, more: object = {}) =>
    event(`customer.subscription.${type}`, created, {
      id: sub,
      object: "subscription",
      customer: cus,
      status: "active",
      created: T,
      metadata: { business_id: businessId, plan: "premium" },
      items: { data: [{ price, current_period_start: T, current_period_end: T + 2_678_400 }] },
      ...more,
    });
  const checkout = (type: string, created: number, more: object = {}) =>
    event(`checkout.session.${type}`, created, {
      id: cs,
      object: "checkout.session",
      mode: "subscription",
      client_reference_id: businessId,
      metadata: { business_id: businessId, plan: "premium" },
      customer: cus,
      subscription: sub,
      payment_status: "paid",
      amount_total: 7900,
      currency: "usd",
      created: T,
      ...more,
    });
  const invoice = (type: string, created: number, more: object = {}) =>
    event(`invoice.${type}`, created, {
      id: `in_${tag}`,
      object: "invoice",
      customer: cus,
      status: type === "paid" ? "paid" : "open",
      parent: {
        subscription_details: { subscription: sub, metadata: { business_id: businessId, plan: "premium" } },
      },
      lines: { data: [{ period: { start: T, end: T + 2_678_400 } }] },
      ...more,
    });
  const state = async () => {
    const { kysely } = await testDatabase();
    return asService(kysely, (trx) =>
      trx
        .selectFrom("businesses")
        .leftJoin("subscriptions", "subscriptions.business_id", "businesses.id")
        .select([
          "businesses.plan as granted",
          "businesses.stripe_customer_id as customer",
          "subscriptions.plan",
          "subscriptions.status",
          "subscriptions.stripe_subscription_id as subscription",
        ])
        .where("businesses.id", "=", businessId)
        .executeTakeFirstOrThrow(),
    );
  };
  return { businessId, sub, cus, cs, subscription, checkout, invoice, state };
}
const UNTOUCHED = { granted: "free", customer: null, plan: null, status: null, subscription: null };

const send = async (body: unknown, delivery?: Delivery) => {
  const { status, body: answer } = await fromStripe(door, body, delivery);
  return { status, body: answer };
};
const took = (status: string) => ({ status: 200, body: { status } });
const kept = async (eventId: string) => {
  const { kysely } = await testDatabase();
  return asService(kysely, (trx) =>
    trx.selectFrom("inbox_events").selectAll().where("event_id", "=", eventId).execute(),
  );
};

describe("200", () => {
  it("handled: the plan follows, and the delivery is kept; told again it is a duplicate", async () => {
    const { businessId, subscription, state, sub, cus } = await business();
    const event = subscription("created", T);
    expect(await send(event)).toEqual(took("handled"));
    const now = { granted: "premium", customer: cus, plan: "premium", status: "active", subscription: sub };
    expect(await state()).toEqual(now);
    expect(await send(event)).toEqual(took("duplicate"));
    expect(await state()).toEqual(now);
    expect(await kept(event.id)).toMatchObject([
      { vendor: "stripe", type: "customer.subscription.created", status: "handled", business_id: businessId },
    ]);
  });

  it("in any order: late ones change nothing, whatever they say", async () => {
    const { subscription, checkout, invoice, state } = await business();
    const story = [
      subscription("created", T, { status: "incomplete" }),
      invoice("paid", T + 1),
      checkout("completed", T + 1),
      subscription("updated", T + 2),
      invoice("payment_failed", T + 5),
      subscription("updated", T + 5, { status: "past_due" }),
      subscription("deleted", T + 9, { status: "canceled" }),
    ];
    for (const event of story.toReversed()) expect(await send(event)).toEqual(took("handled"));
    expect(await state()).toMatchObject({ granted: "free", plan: "premium", status: "canceled" });
  });

  it("a bill or a checkout that comes first is enough, before the subscription is told of", async () => {
    for (const first of ["invoice", "checkout"] as const) {
      const told = await business();
      await send(first === "invoice" ? told.invoice("paid", T) : told.checkout("completed", T));
      expect(await told.state()).toMatchObject({
        granted: "premium",
        status: "active",
        subscription: told.sub,
      });
      await send(told.subscription("updated", T + 1, { status: "trialing" }));
      expect(await told.state()).toMatchObject({ granted: "premium", status: "trialing" });
    }
  });

  it("the shapes of the API version before are understood as well", async () => {
    const { subscription, invoice, state, sub } = await business();
    await send(
      invoice("paid", T, { parent: undefined, subscription: sub, subscription_details: { metadata: {} } }),
    );
    expect(await state()).toMatchObject(UNTOUCHED);
    const old = { items: { data: [{ price }] }, current_period_start: T, current_period_end: T + 60 };
    await send(subscription("updated", T + 1, old));
    expect(await state()).toMatchObject({ granted: "premium", subscription: sub });
    // Its customer is known now, so that a bill without any words of ours finds it.
    await send(invoice("payment_failed", T + 2, { parent: undefined, subscription: sub }));
    expect(await state()).toMatchObject({ granted: "premium", status: "past_due" });
  });

  it("a checkout is matched by its session, then its metadata, never by what whoever pays can write", async () => {
    const [mine, other] = [await business(), await business()];
    const session = async (tag: string) => {
      const { kysely } = await testDatabase();
      await asService(kysely, (trx) =>
        trx
          .insertInto("checkouts")
          .values({
            id: randomUUID(),
            business_id: mine.businessId,
            plan: "premium",
            intent: tag,
            status: "open",
            stripe_session_id: mine.cs,
            created_at: new Date(),
            updated_at: new Date(),
          })
          .execute(),
      );
    };
    const foreign = { client_reference_id: other.businessId, metadata: { business_id: other.businessId } };
    await session("a");
    expect(await send(mine.checkout("completed", T, foreign))).toEqual(took("handled"));
    expect((await mine.state()).granted).toBe("free");
    expect((await mine.state()).status).toBe("active");
    expect(await other.state()).toEqual(UNTOUCHED);
    const named = await business();
    await send(named.checkout("completed", T, { metadata: { plan: "basic" } }));
    expect(await named.state()).toEqual(UNTOUCHED);
    const byMetadata = await business();
    for (const client_reference_id of [null, "x", randomUUID()])
      await send(byMetadata.checkout("completed", T, { client_reference_id }));
    expect(await byMetadata.state()).toMatchObject({ granted: "premium" });
  });

  it("a checkout that is not paid yet gives nothing until it is", async () => {
    const { checkout, state } = await business();
    await send(checkout("completed", T, { payment_status: "unpaid" }));
    expect(await state()).toMatchObject({ granted: "free", status: "past_due" });
    await send(checkout("async_payment_succeeded", T + 60));
    expect(await state()).toMatchObject({ granted: "premium", status: "active" });
  });

  it("unmatched: nobody's, kept for a replay; ignored: a type that is not used", async () => {
    const { subscription, businessId } = await business();
    const nobody = subscription("created", T, { metadata: {} });
    expect(await send(nobody)).toEqual(took("unmatched"));
    const other = { ...nobody, id: `evt_${randomUUID()}`, type: "charge.refunded" };
    expect(await send(other)).toEqual(took("ignored"));
    expect(await kept(other.id)).toMatchObject([{ status: "ignored", business_id: null }]);
    const [row] = await kept(nobody.id);
    const { kysely } = await testDatabase();
    await asService(kysely, (trx) =>
      trx
        .updateTable("businesses")
        .set({
          stripe_customer_id:
            nobody.data.object && `${(nobody.data.object as { customer: string }).customer}`,
        })
        .where("id", "=", businessId)
        .execute(),
    );
    const ctx = await anonymousContext();
    expect(await replay(ctx, row?.id ?? "", replayDelivery)).toEqual({ status: "handled", businessId });
    const again = await asSystem(ctx, "test", (system) =>
      replayDelivery(system, {
        vendor: "stripe",
        eventId: nobody.id,
        type: nobody.type,
        body: JSON.stringify(nobody),
      }),
    );
    expect(again).toEqual({ status: "handled", businessId });
  });

  it("what cannot be stored is taken out, so that Stripe need not repeat it", async () => {
    const { subscription, state } = await business();
    const event = JSON.stringify(subscription("created", T, { metadata: { note: "a\u0000b" } }));
    expect(event).toContain("\\u0000");
    expect((await send(event)).status).toBe(200);
    expect(await state()).toEqual(UNTOUCHED);
  });
});

describe("401", () => {
  it("unsigned, forged, changed or stale: nothing is kept and nothing changes", async () => {
    const { subscription, state } = await business();
    const event = subscription("created", T);
    const raw = JSON.stringify(event);
    const forged = signStripe(raw, "whsec_of_somebody_else", new Date());
    const wrong: Delivery[] = [
      { headers: forged },
      { headers: { "stripe-signature": "" } },
      { headers: { "stripe-signature": "t=now,v1=00" } },
      { instead: raw.replace("premium", "enterprise") },
      { signedAt: new Date(Date.now() - 301_000) },
    ];
    for (const delivery of wrong)
      expect(await send(raw, delivery)).toEqual({
        status: 401,
        body: { error: expect.any(String), code: "token_invalid" },
      });
    expect(await kept(event.id)).toEqual([]);
    expect(await state()).toEqual(UNTOUCHED);
    expect(await send(raw, { signedAt: new Date(Date.now() - 200_000) })).toEqual(took("handled"));
  });
});

describe("400", () => {
  it("signed, but no event", async () => {
    for (const body of ["", "{", "[]", "{}", '{"id":"evt_1","object":"event"}', '{"object":"v2.core.event"}'])
      expect(await send(body)).toEqual({
        status: 400,
        body: { error: expect.any(String), code: "malformed" },
      });
  });
});

describe("5xx", () => {
  it("a database that is gone leaves neither claim nor effect, and the repeat takes effect", async () => {
    const { subscription, state } = await business();
    const event = subscription("created", T);
    const under = rebuilt(door, runtimeUnder({ database: lostDatabase(), isQuiet: true }), door.edition);
    expect((await send(event, { under })).status).toBe(503);
    expect(await kept(event.id)).toEqual([]);
    expect(await send(event)).toEqual(took("handled"));
    expect(await state()).toMatchObject({ granted: "premium" });
  });
});
