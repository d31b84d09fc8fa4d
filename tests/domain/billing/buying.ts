import { expect } from "vitest";
import { startCheckout } from "@/lib/domain/billing";
import { asSystem, type Context } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { CARDS } from "../../support/stripe";
import type { paymentShop } from "./shop";

export const PAGES = {
  successUrl: "https://app.example.com/done",
  cancelUrl: "https://app.example.com/plans",
};

/** The refusal that the work ends in; whatever else it does fails the test. */
export const refused = async (work: Promise<unknown>): Promise<DomainError> => {
  const error = await work.then(
    () => new Error("it worked"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DomainError)) throw error;
  return error;
};
export const codeOf = async (work: Promise<unknown>) => (await refused(work)).code;

/** The checkouts of the business at hand, as they are kept. */
export const checkoutsOf = (ctx: Context) =>
  asSystem(ctx, "test", ({ trx }) =>
    trx
      .selectFrom("checkouts")
      .select(["plan", "status", "stripe_session_id"])
      .where("business_id", "=", ctx.business?.id ?? "")
      .orderBy("plan")
      .execute(),
  );

/** Buying a plan at the shop, and what the vendor was asked for. */
export const buyingAt = (shop: ReturnType<typeof paymentShop>) => ({
  buy: async (
    ctx: Context,
    plan: "basic" | "premium" | "enterprise" = "premium",
    card: string = CARDS.pays,
  ) => {
    const checkout = await startCheckout(ctx, { plan, ...PAGES });
    expect((await shop.stripe().payOn(checkout.url, card)).status).toBe(303);
    return checkout;
  },
  asked: (name: string) => shop.stripe().emulator.requests.filter((request) => request.name === name),
});
