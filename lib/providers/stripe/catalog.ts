import type { Stripe } from "stripe";
import { z } from "zod";
import type { PlanPrice } from "@/lib/domain/ports";
import { lookupKey } from "./snapshot";

const codeOf = (error: unknown): string | undefined =>
  z.object({ code: z.string() }).safeParse(error).data?.code;

/** What is sold, as it stands at the vendor: looked up once a process, made where it is missing. */
export interface Catalog {
  priceId(stripe: Stripe, price: PlanPrice): Promise<string>;
  /** The portal's settings that let a customer switch between these prices. */
  portalId(stripe: Stripe, prices: PlanPrice[]): Promise<string>;
}

const productId = (plan: string): string => `frontdesk_${plan}`;

async function makeProduct(stripe: Stripe, price: PlanPrice): Promise<void> {
  try {
    await stripe.products.create({
      id: productId(price.plan),
      name: price.name,
      metadata: { plan: price.plan },
    });
  } catch (error) {
    if (codeOf(error) !== "resource_already_exists") throw error;
  }
}

async function findPrice(stripe: Stripe, key: string): Promise<string | undefined> {
  const { data } = await stripe.prices.list({ lookup_keys: [key], active: true, limit: 1 });
  return data[0]?.id;
}

async function makePrice(stripe: Stripe, price: PlanPrice, key: string): Promise<string> {
  await makeProduct(stripe, price);
  try {
    const made = await stripe.prices.create(
      {
        product: productId(price.plan),
        currency: price.currency,
        unit_amount: price.amountMinor,
        recurring: { interval: "month" },
        lookup_key: key,
        metadata: { plan: price.plan },
      },
      { idempotencyKey: `price:${key}` },
    );
    return made.id;
  } catch (error) {
    // Somebody else was faster: a lookup key names one price.
    const there = await findPrice(stripe, key);
    if (there === undefined) throw error;
    return there;
  }
}

const portalOf = (
  prices: { id: string; plan: string }[],
): Stripe.BillingPortal.ConfigurationCreateParams => ({
  metadata: { frontdesk: prices.map(({ id }) => id).join(" ") },
  features: {
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
    subscription_cancel: { enabled: true, mode: "at_period_end" },
    subscription_update: {
      enabled: true,
      default_allowed_updates: ["price"],
      proration_behavior: "always_invoice",
      products: prices.map(({ id, plan }) => ({ product: productId(plan), prices: [id] })),
    },
  },
});

export function createCatalog(): Catalog {
  const known = new Map<string, Promise<string>>();

  /** Asks once for each key; a failure is forgotten, so that the next one asks again. */
  const remembered = (key: string, find: () => Promise<string>): Promise<string> => {
    const there = known.get(key);
    if (there) return there;
    const asked = find().catch((error: unknown) => {
      known.delete(key);
      throw error;
    });
    known.set(key, asked);
    return asked;
  };

  const priceId: Catalog["priceId"] = (stripe, price) => {
    const key = lookupKey(price);
    return remembered(
      key,
      async () => (await findPrice(stripe, key)) ?? (await makePrice(stripe, price, key)),
    );
  };

  return {
    priceId,
    portalId: (stripe, prices) =>
      remembered(`portal:${prices.map(lookupKey).join(" ")}`, async () => {
        const ids: { id: string; plan: string }[] = [];
        for (const price of prices) ids.push({ id: await priceId(stripe, price), plan: price.plan });
        const wanted = portalOf(ids);
        const { data } = await stripe.billingPortal.configurations.list({ active: true, limit: 100 });
        const there = data.find(({ metadata }) => metadata?.frontdesk === ids.map(({ id }) => id).join(" "));
        return there?.id ?? (await stripe.billingPortal.configurations.create(wanted)).id;
      }),
  };
}
