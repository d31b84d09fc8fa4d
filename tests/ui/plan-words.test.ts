import { describe, expect, it } from "vitest";
import { choiceOf } from "@/app/(dashboard)/billing/choice-words";
import { planStateWords } from "@/app/(dashboard)/billing/plan-words";
import type { PlanOverview, Subscription } from "@/lib/domain/billing";

const end = new Date("2026-04-02T02:00:00Z");
const subscription: Subscription = {
  id: "0195f000-0000-7000-8000-000000000001",
  number: 1,
  plan: "premium",
  status: "active",
  stripeCustomerId: "cus_1",
  stripeSubscriptionId: "sub_1",
  priceId: "price_1",
  amountMinor: 7900,
  currency: "usd",
  currentPeriodStart: new Date("2026-03-02T02:00:00Z"),
  currentPeriodEnd: end,
  cancelsAt: null,
  createdAt: end,
  updatedAt: end,
};
const overview = (
  parts: Partial<Subscription> | null,
  vendorState: PlanOverview["vendorState"] = "active",
): PlanOverview => ({
  canBuy: true,
  usage: {
    plan: "premium",
    doLimitsBind: true,
    timeZone: "America/New_York",
    month: "2026-03-01",
    resetsAt: end,
    rows: [],
  },
  subscription: parts && { ...subscription, ...parts },
  vendorState,
  isRunning: true,
  hasPortal: true,
  offers: [],
});

describe("how a plan stands, in words", () => {
  it.each([
    ["nothing chosen", null, null, "Active", /You pay nothing/],
    ["free chosen", { plan: "free" }, null, "Active", /You pay nothing/],
    ["active", {}, "active", "Active", /^Renews on April 1, 2026/],
    ["active without a period yet", { currentPeriodEnd: null }, "active", "Active", /^Renews every month/],
    [
      "ending",
      { cancelsAt: end },
      "active",
      "Ending",
      /^Ends on April 1, 2026\. Premium goes on until then.*nothing more/,
    ],
    ["trial", { status: "trialing" }, "trialing", "Trial", /^The trial ends on April 1, 2026\./],
    ["late", { status: "past_due" }, "past_due", "Payment failed", /add a card that works/],
    ["first payment open", { status: "past_due" }, "incomplete", "Not paid yet", /first payment/],
    ["given up", { status: "past_due" }, "unpaid", "Not paid", /pay the open invoice/],
    [
      "over",
      { status: "canceled" },
      "canceled",
      "Active",
      /^Premium has ended on April 1, 2026\..*Free plan now/,
    ],
    [
      "over before its end",
      { status: "canceled", updatedAt: new Date("2026-03-05T00:00:00Z") },
      "canceled",
      "Active",
      /^Premium has ended\. /,
    ],
  ] as const)("%s", (_name, parts, vendorState, badge, text) => {
    const words = planStateWords(overview(parts, vendorState));
    expect(words.badge).toBe(badge);
    expect(words.text).toMatch(text);
  });
});

describe("what choosing a plan means", () => {
  const facts = {
    plan: "premium",
    price: "$79 a month",
    amountMinor: 7900,
    current: { plan: "basic", amountMinor: 2900 },
    isRunning: true,
    periodEnd: "April 1, 2026",
    isEnding: false,
    beyond: [],
  } as const satisfies Parameters<typeof choiceOf>[0];
  const said = (parts: Partial<Parameters<typeof choiceOf>[0]>) => {
    const { label, paragraphs } = choiceOf({ ...facts, ...parts });
    return [label, paragraphs.join(" ")];
  };
  const basic = { plan: "basic", price: "$29 a month", amountMinor: 2900 } as const;
  const free = { plan: "free", price: "Nothing to pay", amountMinor: 0 } as const;

  it.each([
    ["a larger one", {}, "Choose Premium", /difference for the rest of the month is charged/],
    [
      "a smaller one",
      { ...basic, current: { plan: "premium", amountMinor: 7900 } },
      "Choose Basic",
      /Premium becomes credit/,
    ],
    [
      "the first one",
      { isRunning: false, current: free },
      "Choose Premium",
      /costs \$79 a month. You pay on the next page/,
    ],
    ["the one that runs", basic, null, /^$/],
    ["the one that ends", { ...basic, isEnding: true }, "Keep Basic", /charged next on April 1, 2026/],
    [
      "another than the one that ends",
      { isEnding: true },
      "Choose Premium",
      /after the end that was planned/,
    ],
    [
      "nothing more",
      free,
      "Go back to Free",
      /goes on until April 1, 2026 and then ends\. Nothing more is charged/,
    ],
    ["nothing more, which is planned", { ...free, isEnding: true }, null, /./],
    ["free where nothing runs", { ...free, isRunning: false, current: free }, null, /^$/],
    [
      "less than there is",
      { ...free, beyond: ["3 receptionists at work, and it has 2"] },
      "Go back to Free",
      /3 receptionists at work, and it has 2.*goes on as it is/,
    ],
  ] as const)("%s", (_name, parts, label, text) => {
    expect(said(parts as Partial<Parameters<typeof choiceOf>[0]>)).toEqual([
      label,
      expect.stringMatching(text),
    ]);
  });
});
