import { afterAll, beforeAll, expect } from "vitest";
import { startCheckout } from "@/lib/domain/billing";
import { asSystem, type Context } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import type { Role } from "@/lib/domain/permissions";
import type { Ports } from "@/lib/domain/ports";
import { handlePayment } from "@/lib/wiring/payments";
import { anonymousContext, makeTenant, NOW, type Tenant } from "../../support/context";
import { CARDS, startTestStripe, type TestStripe } from "../../support/stripe";

export interface Customer extends Tenant {
  /** The plan whose limits hold. */
  plan(): Promise<string>;
}

export const PAGES = {
  successUrl: "https://app.example.com/done",
  cancelUrl: "https://app.example.com/plans",
};

/** What a verb refuses with. */
export const refused = async (work: Promise<unknown>): Promise<DomainError> => {
  const error = await work.then(
    () => new Error("it worked"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DomainError)) throw error;
  return error;
};
export const codeOf = async (work: Promise<unknown>) => (await refused(work)).code;

/** The vendor of a file of tests, at which every moment is a second later than the one before. */
export function paymentShop() {
  const parts: { stripe?: TestStripe } = {};
  let ticks = 0;
  beforeAll(async () => {
    parts.stripe = await startTestStripe({
      now: () => {
        ticks += 1;
        return new Date(Date.parse(NOW) + ticks * 1000);
      },
    });
  });
  afterAll(() => parts.stripe?.close());
  const stripe = (): TestStripe => {
    if (!parts.stripe) throw new Error("The vendor is there inside tests only");
    return parts.stripe;
  };

  /** A business whose payments go to the vendor. */
  const customer = async (): Promise<Customer> => {
    const tenant = await makeTenant();
    const payments: Pick<Ports, "payments"> = { payments: stripe().payments };
    const paying = (ctx: Context): Context => ({ ...ctx, ports: { ...ctx.ports, ...payments } });
    return {
      ...tenant,
      ctx: paying(tenant.ctx),
      as: async (role: Role) => paying(await tenant.as(role)),
      plan: () =>
        asSystem(tenant.ctx, "test", async ({ trx }) => {
          const row = await trx
            .selectFrom("businesses")
            .select("plan")
            .where("id", "=", tenant.businessId)
            .executeTakeFirstOrThrow();
          return row.plan;
        }),
    };
  };

  /** Takes up every webhook that has come since, in the order that `arrange` gives them. */
  const deliver = async (
    arrange: (arrived: TestStripe["arrived"]) => TestStripe["arrived"] = (arrived) => arrived,
  ): Promise<string[]> => {
    await stripe().emulator.settled();
    const ctx = await anonymousContext();
    const statuses: string[] = [];
    for (const { event } of arrange(stripe().arrived.splice(0)))
      statuses.push((await asSystem(ctx, "test webhook", (system) => handlePayment(system, event))).status);
    return statuses;
  };

  /** Starts a checkout and pays on its page. */
  const buy = async (
    ctx: Context,
    plan: "basic" | "premium" | "enterprise" = "premium",
    card: string = CARDS.pays,
  ) => {
    const checkout = await startCheckout(ctx, { plan, ...PAGES });
    expect((await stripe().payOn(checkout.url, card)).status).toBe(303);
    return checkout;
  };

  /** The requests of one kind that the vendor has had. */
  const asked = (name: string) => stripe().emulator.requests.filter((request) => request.name === name);

  return { stripe, customer, deliver, buy, asked };
}
