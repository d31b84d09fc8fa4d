import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PUT as realPut } from "@/app/api/micro8gents/subscriptions/[id]/route";
import { POST as realPortal } from "@/app/api/micro8gents/subscriptions/billing-portal/route";
import { POST as realCheckout } from "@/app/api/micro8gents/subscriptions/checkout/route";
import { GET as realCurrent } from "@/app/api/micro8gents/subscriptions/current/route";
import { POST as realCreate } from "@/app/api/micro8gents/subscriptions/route";
import { asSystem } from "@/lib/domain/context";
import { micro8gents } from "@/lib/editions/micro8gents/edition";
import type { RouteHandler } from "@/lib/http/route";
import { handlePayment } from "@/lib/wiring/payments";
import { anonymousContext } from "../../../support/context";
import { CARDS, startTestStripe, type TestStripe } from "../../../support/stripe";
import { rebuilt, runtimeUnder } from "../../rebuilt";
import { get, INSTANT, post, put } from "../../support";
import { asRole, join, type Person, refusal } from "../support";

let stripe: TestStripe;
let ticks = 0;
beforeAll(async () => {
  stripe = await startTestStripe({
    now: () => {
      ticks += 1;
      return new Date(Date.now() + ticks * 1000);
    },
  });
});
afterAll(() => stripe.close());

/** The route with payments that go to the vendor of this file, or to nobody. */
const paid = (handler: RouteHandler) =>
  rebuilt(handler, runtimeUnder({ payments: stripe.payments, isQuiet: true }), micro8gents);
const unpaid = (handler: RouteHandler) => rebuilt(handler, runtimeUnder({ isQuiet: true }), micro8gents);
const current = ({ headers }: Person) => get(paid(realCurrent), { headers });
const create = ({ headers }: Person, body: unknown) => post(paid(realCreate), { headers, body });
const update = ({ headers }: Person, id: string | number, body: unknown) =>
  put(paid(realPut), { headers, id: String(id), body });
const checkout = ({ headers }: Person, body: unknown) => post(paid(realCheckout), { headers, body });
const portal = ({ headers }: Person, body: unknown) => post(paid(realPortal), { headers, body });

/** The webhooks that have come since, taken up. */
async function deliver(): Promise<void> {
  await stripe.emulator.settled();
  const ctx = await anonymousContext();
  for (const { event } of stripe.arrived.splice(0))
    await asSystem(ctx, "test webhook", (system) => handlePayment(system, event));
}

const WISH = {
  plan: "premium",
  successUrl: "https://www.example.com/welcome",
  cancelUrl: "https://www.example.com/plans",
};
const WRONG = [expect.any(String)];
const FREE = {
  id: expect.any(Number),
  userId: expect.any(Number),
  plan: "free",
  stripeCustomerId: null,
  stripeSubscriptionId: null,
  status: "active",
  currentPeriodStart: null,
  currentPeriodEnd: null,
  createdAt: INSTANT,
  updatedAt: INSTANT,
};
const PAID = {
  ...FREE,
  plan: "premium",
  stripeCustomerId: expect.stringMatching(/^cus_/),
  stripeSubscriptionId: expect.stringMatching(/^sub_/),
  currentPeriodStart: INSTANT,
  currentPeriodEnd: INSTANT,
};

async function subscriber(
  plan = "premium",
  card: string = CARDS.pays,
): Promise<Person & { subscriptionId: number }> {
  const person = await join();
  const { body } = await checkout(person, { ...WISH, plan });
  await stripe.payOn((body as { url: string }).url, card);
  await deliver();
  return { ...person, subscriptionId: ((await current(person)).body as { id: number }).id };
}

describe("GET /subscriptions/current", () => {
  it("200: what was paid for in the checkout, with the user of the account", async () => {
    const person = await subscriber();
    const answer = await current(person);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ ...PAID, userId: person.id });
  });

  it("404: before a plan is chosen", async () => {
    const answer = await current(await join());
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(refusal("Subscription not found"));
  });
});

describe("POST /subscriptions", () => {
  it("201: the free plan, with nothing at the vendor", async () => {
    const person = await join();
    const answer = await create(person, { plan: "free" });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ ...FREE, userId: person.id });
    expect((await current(person)).body).toEqual(answer.body);
  });

  it("201: a paid plan is past due until its first payment; twice is one", async () => {
    for (const plan of ["basic", "premium", "enterprise"]) {
      const person = await join();
      const [first, second] = await Promise.all([create(person, { plan }), create(person, { plan })]);
      expect([first.status, second.status]).toEqual([201, 201]);
      expect(first.body).toEqual({ ...PAID, plan, status: "past_due" });
      expect(second.body).toMatchObject({
        stripeSubscriptionId: (first.body as typeof PAID).stripeSubscriptionId,
      });
    }
  });

  it("400: no plan, or none of the four", async () => {
    const person = await join();
    for (const body of [{}, { plan: "gold" }, { plan: null }, { plan: 1 }]) {
      const answer = await create(person, body);
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(refusal("Validation failed", { plan: WRONG }));
    }
    expect((await current(person)).status).toBe(404);
  });

  it("409: another plan while one runs", async () => {
    const answer = await create(await subscriber(), { plan: "basic" });
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual(
      refusal("This business has a subscription already. Change its plan instead."),
    );
  });
});

describe("PUT /subscriptions/:id", () => {
  it("200: another plan from now on, up and down, and the same one again", async () => {
    const person = await subscriber("basic");
    for (const plan of ["premium", "enterprise", "basic", "basic"]) {
      const answer = await update(person, person.subscriptionId, { plan });
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ ...PAID, id: person.subscriptionId, userId: person.id, plan });
      await deliver();
      expect((await current(person)).body).toMatchObject({ plan, status: "active" });
    }
  });

  it("200: the free plan ends the paid one; the customer stays", async () => {
    const person = await subscriber();
    const answer = await update(person, person.subscriptionId, { plan: "free" });
    expect(answer.status).toBe(200);
    const free = { ...FREE, id: person.subscriptionId, stripeCustomerId: PAID.stripeCustomerId };
    expect(answer.body).toEqual(free);
    await deliver();
    expect((await current(person)).body).toEqual(free);
  });

  it("400: a card that does not pay, and the plan stays; a plan that is none", async () => {
    const person = await subscriber("basic", CARDS.declinesLater);
    const declined = await update(person, person.subscriptionId, { plan: "premium" });
    expect(declined.status).toBe(400);
    const message = "Your card was declined. Choose another card in the billing portal, then try again.";
    expect(declined.body).toEqual(refusal(message, { plan: [message] }));
    expect((await current(person)).body).toMatchObject({ plan: "basic", status: "active" });
    expect((await update(person, person.subscriptionId, { plan: "gold" })).status).toBe(400);
  });

  it("404: another business's, and what is no number", async () => {
    const [person, stranger] = [await subscriber(), await subscriber()];
    for (const id of [stranger.subscriptionId, "x", "0", "-1", "99999999999999999999"]) {
      const answer = await update(person, id, { plan: "basic" });
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(refusal("Subscription not found"));
    }
    expect((await current(stranger)).body).toMatchObject({ plan: "premium" });
  });
});

describe("POST /subscriptions/checkout", () => {
  it("200: a page to pay on; a double click is the same page", async () => {
    const person = await join();
    const [first, second] = await Promise.all([checkout(person, WISH), checkout(person, WISH)]);
    expect(first.status).toBe(200);
    expect(first.body).toEqual({
      sessionId: expect.stringMatching(/^cs_test_/),
      url: expect.stringContaining("/c/pay/cs_test_"),
    });
    expect(second.body).toEqual(first.body);
  });

  it("400: the free plan, missing and impossible addresses", async () => {
    const person = await join();
    const bare = await checkout(person, {});
    expect(bare.status).toBe(400);
    expect(bare.body).toEqual(
      refusal("Validation failed", { plan: WRONG, successUrl: WRONG, cancelUrl: WRONG }),
    );
    const wrong = [
      [{ plan: "free" }, "plan"],
      [{ successUrl: "javascript:alert(1)" }, "successUrl"],
      [{ successUrl: "" }, "successUrl"],
      [{ cancelUrl: "plans" }, "cancelUrl"],
      [{ cancelUrl: `https://www.example.com/${"x".repeat(2000)}` }, "cancelUrl"],
    ] as const;
    for (const [change, field] of wrong) {
      const answer = await checkout(person, { ...WISH, ...change });
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(refusal(expect.any(String), { [field]: WRONG }));
    }
  });

  it("409: while a subscription runs", async () => {
    expect((await checkout(await subscriber(), WISH)).status).toBe(409);
  });

  it("503: where payments are not set up, and where the vendor does not answer", async () => {
    const { headers } = await join();
    const off = await post(unpaid(realCheckout), { headers, body: WISH });
    expect(off.status).toBe(503);
    expect(off.body).toEqual(refusal("Payments are not set up here. Connect Stripe to sell plans."));
    const mend = stripe.emulator.faults.set({ on: "request", match: "POST /v1/customers", mode: "drop" });
    const late = await post(paid(realCheckout), { headers, body: WISH });
    mend();
    expect(late.status).toBe(503);
    expect(late.body).toEqual(refusal("The payment service does not answer. Try again in a moment."));
    expect(late.headers.get("retry-after")).toBe("5");
    expect((await post(paid(realCheckout), { headers, body: WISH })).status).toBe(200);
  });
});

describe("POST /subscriptions/billing-portal", () => {
  const body = { returnUrl: "https://www.example.com/account" };

  it("200: a page of its own each time", async () => {
    const person = await subscriber();
    const [first, second] = [await portal(person, body), await portal(person, body)];
    expect(first.status).toBe(200);
    expect(first.body).toEqual({ url: expect.stringContaining("/p/session/bps_") });
    expect(second.body).not.toEqual(first.body);
  });

  it("400: no address to return to, or an impossible one", async () => {
    const person = await subscriber();
    for (const wrong of [{}, { returnUrl: "account" }]) {
      const answer = await portal(person, wrong);
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(refusal(expect.any(String), { returnUrl: WRONG }));
    }
  });

  it("404: nobody who has ever bought something", async () => {
    const person = await join();
    await create(person, { plan: "free" });
    const answer = await portal(person, body);
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(refusal("Stripe customer not found. Start a checkout first."));
  });
});

describe("403: who may do what", () => {
  const ENDPOINTS = [
    ["GET /subscriptions/current", current],
    ["POST /subscriptions", (person: Person) => create(person, { plan: "free" })],
    ["PUT /subscriptions/:id", (person: Person, id: number) => update(person, id, { plan: "free" })],
    ["POST /subscriptions/checkout", (person: Person) => checkout(person, WISH)],
    ["POST /subscriptions/billing-portal", (person: Person) => portal(person, { returnUrl: "/account" })],
  ] as const;

  it.each(["manager", "member", "guest"] as const)("%s may nothing of it", async (role) => {
    const person = await join();
    const { id } = (await create(person, { plan: "free" })).body as { id: number };
    const other = await asRole(person, role);
    for (const [name, ask] of ENDPOINTS) {
      const answer = await ask(other, id);
      expect(answer.status, name).toBe(403);
      expect(answer.body).toEqual(refusal(expect.any(String)));
    }
  });

  it.each(["owner", "admin"] as const)("%s may all of it", async (role) => {
    const person = await join();
    const { id } = (await create(person, { plan: "free" })).body as { id: number };
    const other = await asRole(person, role);
    for (const [name, ask] of ENDPOINTS) expect((await ask(other, id)).status, name).toBeLessThan(300);
  });
});
