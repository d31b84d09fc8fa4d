import { expect, it } from "vitest";
import { limitOf, priceOf } from "@/lib/domain/limits";

it("the table says what a plan costs and limits", () => {
  expect(priceOf("premium")).toEqual({
    plan: "premium",
    name: "Frontdesk Premium",
    amountMinor: 7900,
    currency: "usd",
  });
  const things = ["callMinutes", "aiMinutes", "numbers", "seats", "messages", "agents"] as const;
  expect(things.map((thing) => limitOf("premium", thing))).toEqual([2000, 500, 3, 5, 10_000, 5]);
  for (const thing of things) {
    const rising = (["free", "basic", "premium", "enterprise"] as const).map((plan) => limitOf(plan, thing));
    expect(rising).toEqual(rising.toSorted((a, b) => a - b));
  }
});
