import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { GET as realCurrent } from "@/app/api/micro8gents/subscriptions/current/route";
import { POST } from "@/app/api/micro8gents/webhooks/stripe/route";
import { asService } from "@/lib/db/tenant";
import { signStripe } from "@/lib/providers/stripe/sign";
import { testDatabase } from "../../../support/context";
import { get, REQUEST_ID } from "../../support";
import { fromStripe, vendorKeys } from "../../vendors";
import { join, type Person, refusal } from "../support";

vendorKeys();

async function businessIdOf(person: Person): Promise<string> {
  const { kysely } = await testDatabase();
  const row = await asService(kysely, (trx) =>
    trx
      .selectFrom("members")
      .innerJoin("users", "users.id", "members.user_id")
      .select("members.business_id")
      .where("users.number", "=", person.id)
      .executeTakeFirstOrThrow(),
  );
  return row.business_id;
}
const NOW = Math.floor(Date.now() / 1000);
const event = (type: string, object: object, created = NOW) => ({
  id: `evt_${randomUUID()}`,
  object: "event",
  type,
  created,
  data: { object },
});
const subscription = (businessId: string, more: object = {}) => ({
  id: `sub_${businessId.slice(-12)}`,
  object: "subscription",
  customer: `cus_${businessId.slice(-12)}`,
  status: "active",
  created: NOW,
  metadata: { business_id: businessId, plan: "premium" },
  items: {
    data: [{ price: { id: "price_1" }, current_period_start: NOW, current_period_end: NOW + 2_678_400 }],
  },
  ...more,
});
const took = (status: string) => ({ received: true, status });

describe("200", () => {
  it("the documented events, in any order and twice", async () => {
    const person = await join();
    const id = await businessIdOf(person);
    const session = {
      id: `cs_${id}`,
      object: "checkout.session",
      mode: "subscription",
      metadata: { business_id: id },
      customer: `cus_${id.slice(-12)}`,
      subscription: `sub_${id.slice(-12)}`,
      payment_status: "paid",
      created: NOW,
    };
    const updated = event("customer.subscription.updated", subscription(id), NOW + 1);
    const completed = event("checkout.session.completed", session);
    for (const one of [updated, completed]) {
      const answer = await fromStripe(POST, one);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual(took("handled"));
      expect(answer.headers.get("x-request-id")).toEqual(REQUEST_ID);
      expect(answer.headers.get("x-ratelimit-limit")).toBe("10000");
    }
    expect((await fromStripe(POST, updated)).body).toEqual(took("duplicate"));
    const { headers } = person;
    expect((await get(realCurrent, { headers })).body).toMatchObject({ plan: "premium", status: "active" });
    const deleted = event("customer.subscription.deleted", subscription(id, { status: "canceled" }), NOW + 2);
    expect((await fromStripe(POST, deleted)).body).toEqual(took("handled"));
    expect((await get(realCurrent, { headers })).body).toMatchObject({ plan: "premium", status: "canceled" });
  });

  it.each([
    ["incomplete", "past_due"],
    ["unpaid", "past_due"],
    ["paused", "past_due"],
    ["past_due", "past_due"],
    ["trialing", "trialing"],
    ["incomplete_expired", "canceled"],
  ])("%s is shown as %s", async (status, shown) => {
    const person = await join();
    const id = await businessIdOf(person);
    await fromStripe(POST, event("customer.subscription.updated", subscription(id, { status })));
    expect((await get(realCurrent, { headers: person.headers })).body).toMatchObject({ status: shown });
  });

  it("nobody's is kept", async () => {
    const answer = await fromStripe(POST, event("customer.subscription.updated", subscription(randomUUID())));
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(took("unmatched"));
  });
});

describe("400", () => {
  it("an invalid signature: none, another's, of another body, too old", async () => {
    const raw = JSON.stringify(event("customer.subscription.updated", subscription(randomUUID())));
    const forged = signStripe(raw, "whsec_of_somebody_else", new Date());
    for (const delivery of [
      { headers: { "stripe-signature": "" } },
      { headers: forged },
      { instead: `${raw} ` },
      { signedAt: new Date(Date.now() - 301_000) },
    ]) {
      const answer = await fromStripe(POST, raw, delivery);
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(refusal(expect.any(String)));
    }
  });

  it("an event of a type that is not handled, however often; and what is no event", async () => {
    const other = event("charge.refunded", {});
    for (const body of [other, other, "{", "{}"]) {
      const answer = await fromStripe(POST, body);
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(refusal(expect.any(String)));
    }
  });
});
