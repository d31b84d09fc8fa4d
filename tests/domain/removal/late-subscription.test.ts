import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Context, createContext } from "@/lib/domain/context";
import { drainJobs } from "@/lib/domain/jobs";
import { removeBusiness } from "@/lib/domain/removal";
import { jobHandlers } from "@/lib/wiring/job-handlers";
import { BASIC } from "../../providers/stripe-account";
import { paymentShop } from "../billing/shop";

const shop = paymentShop();
const work = (ctx: Context) =>
  drainJobs(
    createContext({ ...ctx, actor: { kind: "system", reason: "test" }, business: null }),
    jobHandlers,
  );
const statusOf = async (id: unknown) => (await shop.stripe().sdk.subscriptions.retrieve(String(id))).status;
const boughtOn = async ({ sessionId }: { sessionId: string }) =>
  (await shop.stripe().sdk.checkout.sessions.retrieve(sessionId)).subscription;

/** What begins at the vendor for a business, by whoever asks for it there. */
async function begun(businessId: string): Promise<string> {
  const { payments } = shop.stripe();
  const who = { businessId, name: "Harbor", email: "a@example.com", intent: randomUUID() };
  const customerId = await payments.createCustomer(who);
  const wish = { businessId, customerId, price: BASIC, intent: randomUUID() };
  return (await payments.createSubscription(wish)).subscription.subscriptionId;
}

describe("a plan of a business that is deleted", () => {
  it.each([true, false])("ends at once, whether it was reported already: %s", async (isReported) => {
    const { ctx } = await shop.customer();
    const subscriptionId = await boughtOn(await shop.buy(ctx));
    if (isReported) await shop.deliver();
    expect(await statusOf(subscriptionId)).toBe("active");
    await removeBusiness(ctx);
    await work(ctx);
    expect(await statusOf(subscriptionId)).toBe("canceled");
    expect(new Set(await shop.deliver())).toEqual(new Set(["unmatched"]));
  });

  it("ends, too, where it begins only then; one of somebody else is let alone", async () => {
    const { ctx, businessId } = await shop.customer();
    await removeBusiness(ctx);
    const [late, foreign] = [await begun(businessId), await begun(randomUUID())];
    expect(new Set(await shop.deliver())).toEqual(new Set(["unmatched"]));
    await work(ctx);
    expect([await statusOf(late), await statusOf(foreign)]).toEqual(["incomplete_expired", "incomplete"]);
    await shop.deliver();
    expect(await work(ctx)).toBe(0);
  });
});
