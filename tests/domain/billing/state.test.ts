import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type BillingFacts,
  NO_FACTS,
  withCheckout,
  withFree,
  withInvoice,
  withSnapshot,
} from "@/lib/domain/billing/facts";
import { stateOf } from "@/lib/domain/billing/state";
import { PAYMENT_STATES, type PaymentState, type SubscriptionSnapshot } from "@/lib/domain/ports";

const at = (second: number): Date => new Date(Date.UTC(2026, 2, 2) + second * 1000);
const snapshot = (parts: Partial<SubscriptionSnapshot> = {}): SubscriptionSnapshot => ({
  subscriptionId: "sub_1",
  customerId: "cus_1",
  businessId: null,
  state: "active",
  plan: "premium",
  priceId: "price_1",
  amountMinor: 7900,
  currency: "usd",
  periodStart: at(0),
  periodEnd: at(1000),
  cancelsAt: null,
  startedAt: at(0),
  ...parts,
});
type Step = (facts: BillingFacts) => BillingFacts;
let count = 0;
const nextId = (): string => {
  count += 1;
  return `evt_${count}`;
};
const told =
  (
    second: number,
    parts: Partial<SubscriptionSnapshot> = {},
    change: "created" | "updated" | "deleted" = "updated",
    eventId = nextId(),
  ): Step =>
  (facts) =>
    withSnapshot(facts, snapshot(parts), { kind: "event", eventId, occurredAt: at(second), change });
const payment = (second: number, isPaid: boolean, id: string) => ({
  at: at(second).getTime(),
  id,
  isPaid,
  plan: "premium",
});
const billed = (second: number, isPaid: boolean, id = "sub_1", eventId = nextId()): Step => {
  const fact = { ...payment(second, isPaid, eventId), periodStart: 1, periodEnd: 2 };
  return (facts) => withInvoice(facts, id, fact);
};
const checkedOut = (second: number, isPaid: boolean, id = "sub_1", eventId = nextId()): Step => {
  const fact = { ...payment(second, isPaid, eventId), amountMinor: 7900, currency: "usd" };
  return (facts) => withCheckout(facts, id, fact);
};
const answered =
  (second: number, parts: Partial<SubscriptionSnapshot> = {}): Step =>
  (facts) =>
    withSnapshot(facts, snapshot(parts), { kind: "answer", seenAt: at(second) });
const stateAfter = (...steps: Step[]) => stateOf(steps.reduce((facts, step) => step(facts), NO_FACTS));

const within = fc.integer({ min: 0, max: 4 });
const paymentOf = (...ids: string[]) =>
  fc.record({ id: fc.constantFrom(...ids), second: within, isPaid: fc.boolean(), eventId: fc.uuid() });

/** Any history of a business: a few subscriptions, reports within few seconds, so that many share one. */
const step = fc.oneof(
  fc
    .record({
      id: fc.constantFrom("sub_1", "sub_2", "sub_3"),
      second: within,
      state: fc.constantFrom(...PAYMENT_STATES),
      plan: fc.constantFrom("basic", "premium", "enterprise", null),
      change: fc.constantFrom("created" as const, "updated" as const, "deleted" as const),
      cancelsAt: fc.constantFrom(at(9), null),
      eventId: fc.uuid(),
    })
    .map(({ id, second, change, eventId, ...parts }) =>
      told(second, { ...parts, subscriptionId: id, startedAt: at(Number(id.slice(4))) }, change, eventId),
    ),
  paymentOf("sub_1", "sub_2").map(({ id, second, isPaid, eventId }) => billed(second, isPaid, id, eventId)),
  paymentOf("sub_1", "sub_3").map(({ id, second, isPaid, eventId }) =>
    checkedOut(second, isPaid, id, eventId),
  ),
  fc.integer({ min: 0, max: 5 }).map(
    (second): Step =>
      (facts) =>
        withFree(facts, at(second)),
  ),
);

describe("reports in any order", () => {
  it("however shuffled and repeated, come to one state", () => {
    const history = fc.array(step, { minLength: 1, maxLength: 12 });
    const shuffled = history.chain((steps) =>
      fc.tuple(
        fc.constant(steps),
        fc.shuffledSubarray([...steps, ...steps, ...steps], { minLength: steps.length * 3 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([steps, anyOrder]) => {
        expect(stateAfter(...anyOrder)).toEqual(stateAfter(...steps));
      }),
      { numRuns: 1000 },
    );
  });

  it("a year of a subscription ends canceled, whatever comes last", () => {
    const year = [
      told(0, { state: "incomplete" }, "created"),
      told(0),
      billed(0, true),
      checkedOut(1, true),
      told(2, { plan: "enterprise" }),
      billed(3, false),
      told(3, { state: "past_due" }),
      told(4, { cancelsAt: at(1000) }),
      told(5, { state: "canceled" }, "deleted"),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(year, { minLength: year.length }), (steps) => {
        expect(stateAfter(...steps)).toMatchObject({
          status: "canceled",
          grantedPlan: "free",
          vendorState: "canceled",
        });
      }),
    );
  });
});

describe("what is paid for", () => {
  it.each([
    ["trialing", "trialing", "premium"],
    ["active", "active", "premium"],
    ["past_due", "past_due", "premium"],
    ["incomplete", "past_due", "free"],
    ["unpaid", "past_due", "free"],
    ["paused", "past_due", "free"],
    ["unknown", "past_due", "free"],
    ["incomplete_expired", "canceled", "free"],
    ["canceled", "canceled", "free"],
  ] as const satisfies readonly (readonly [PaymentState, string, string])[])(
    "%s is %s and gives %s",
    (state, status, grantedPlan) => {
      expect(stateAfter(told(0, { state }))).toEqual({
        plan: "premium",
        status,
        grantedPlan,
        vendorState: state,
        stripeSubscriptionId: "sub_1",
        priceId: "price_1",
        amountMinor: 7900,
        currency: "usd",
        periodStart: at(0),
        periodEnd: at(1000),
        cancelsAt: null,
      });
    },
  );

  it("is known from the bill or the checkout before the subscription itself is told of", () => {
    expect(stateAfter(billed(1, true))).toMatchObject({
      status: "active",
      grantedPlan: "premium",
      periodEnd: new Date(2),
    });
    expect(stateAfter(checkedOut(1, true))).toMatchObject({
      status: "active",
      amountMinor: 7900,
      periodEnd: null,
    });
    expect(stateAfter(checkedOut(1, false))).toMatchObject({ status: "past_due", grantedPlan: "free" });
    expect(stateAfter(checkedOut(1, false), billed(2, true))).toMatchObject({ status: "active" });
  });

  it("goes on as a later bill says, but an end stands", () => {
    expect(stateAfter(told(0), billed(1, false))).toMatchObject({
      status: "past_due",
      grantedPlan: "premium",
    });
    expect(stateAfter(told(2, { state: "past_due" }), billed(1, true))).toMatchObject({ status: "past_due" });
    expect(stateAfter(told(2, { state: "past_due" }), billed(3, true))).toMatchObject({ status: "active" });
    expect(stateAfter(told(2, { state: "canceled" }), billed(3, true))).toMatchObject({ status: "canceled" });
    expect(stateAfter(told(5, { state: "canceled" }), told(9))).toMatchObject({ status: "canceled" });
  });

  it("is the running subscription of several, else the newest", () => {
    const old = told(0, { subscriptionId: "sub_old", plan: "basic" });
    const ended = told(9, { subscriptionId: "sub_new", state: "canceled", startedAt: at(5) });
    expect(stateAfter(old, ended)).toMatchObject({
      plan: "basic",
      stripeSubscriptionId: "sub_old",
      status: "active",
    });
    const both = stateAfter(told(9, { subscriptionId: "sub_old", state: "canceled" }), ended);
    expect(both).toMatchObject({ stripeSubscriptionId: "sub_new", status: "canceled" });
  });

  it("follows our own requests in their order within a second; what came before is not told over them", () => {
    const quick = [answered(3, { plan: "premium" }), answered(3, { plan: "basic" })];
    expect(stateAfter(...quick)).toMatchObject({ plan: "basic" });
    expect(stateAfter(...quick, told(3, { plan: "premium" }))).toMatchObject({ plan: "basic" });
    expect(stateAfter(...quick, told(4, { plan: "enterprise" }))).toMatchObject({ plan: "enterprise" });
    expect(stateAfter(answered(3), told(3, { state: "canceled" }, "deleted"))).toMatchObject({
      status: "canceled",
    });
  });

  it("is the free plan where that was chosen last, and none of ours is free too", () => {
    const free = (facts: BillingFacts) => withFree(facts, at(7));
    expect(stateAfter(free)).toMatchObject({ plan: "free", status: "active", stripeSubscriptionId: null });
    expect(stateAfter(told(8, { state: "canceled" }), free)).toMatchObject({
      plan: "free",
      status: "active",
    });
    const anew = { subscriptionId: "sub_2", startedAt: at(8) };
    expect(stateAfter(free, told(8, anew))).toMatchObject({ plan: "premium", status: "active" });
    expect(stateAfter(free, told(8, { ...anew, state: "canceled" }))).toMatchObject({
      plan: "premium",
      status: "canceled",
    });
    expect(stateAfter(told(0, { plan: "gold" }))).toMatchObject({
      plan: "free",
      grantedPlan: "free",
      status: "active",
    });
  });

  it("is kept of the fifty newest subscriptions, whichever order they come in", () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      told(index, { subscriptionId: `sub_${index}`, state: "canceled", startedAt: at(index) }),
    );
    const kept = (steps: Step[]) =>
      Object.keys(steps.reduce((facts, step) => step(facts), NO_FACTS).subscriptions).sort();
    expect(kept(many)).toHaveLength(50);
    expect(kept(many.toReversed())).toEqual(kept(many));
  });
});
