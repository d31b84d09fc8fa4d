import type { Stripe } from "stripe";
import { z } from "zod";
import {
  IntentTaken,
  PaymentDeclined,
  type PaymentPort,
  type SubscriptionAnswer,
  VendorError,
} from "@/lib/domain/ports";
import type { Reachable } from "../reachable";
import { vendorFailure } from "../vendor-failure";
import { createCatalog } from "./catalog";
import { openStripe } from "./sdk";
import { snapshotOf } from "./snapshot";

export interface StripeSettings {
  /** Null: not set up; every request then fails with a message for the owner. */
  apiKey: string | null;
  /** A bare origin. Null: Stripe itself. */
  baseUrl: string | null;
  timeoutMilliseconds?: number;
}

const ENDED = new Set(["canceled", "incomplete_expired"]);
const RETRYABLE_STATUSES = new Set([409, 429]);

const failure = z.object({
  type: z.string().catch(""),
  statusCode: z.number().optional().catch(undefined),
  message: z.string().catch(""),
  code: z.string().optional().catch(undefined),
});

/** An error of the SDK as the domain knows it. A replayed refusal stays one: its key was used up by it. */
function stripeFailure(error: unknown): VendorError {
  if (error instanceof VendorError) return error;
  const { type, statusCode, message } = failure.parse(error);
  if (type === "StripeCardError") return new PaymentDeclined("stripe", message, error);
  // 409: the key is in use this moment; 400: it stands for other parameters.
  if (type === "StripeIdempotencyError" && statusCode !== 409) return new IntentTaken("stripe", error);
  const isRetryable =
    type === "StripeConnectionError" ||
    (statusCode !== undefined && (statusCode >= 500 || RETRYABLE_STATUSES.has(statusCode)));
  return vendorFailure("stripe", error, isRetryable);
}

/** Does away with something, or finds that the account has it no more. */
async function unlessGone(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (failure.parse(error).code !== "resource_missing") throw error;
  }
}

const answered = (answer: Stripe.Response<Stripe.Subscription>): SubscriptionAnswer => {
  const subscription = snapshotOf(answer);
  if (!subscription) throw new Error("the answer is no subscription");
  const seenAt = new Date(answer.lastResponse.headers.date ?? "");
  return { subscription, seenAt: Number.isNaN(seenAt.getTime()) ? subscription.startedAt : seenAt };
};

/**
 * Stripe through its SDK, whose client is loaded at the first request. What is sold is made there as needed: one
 * product a plan, one price an amount, one portal configuration a set of prices.
 * Every method throws VendorError.
 */
export function createStripePayments(settings: StripeSettings): PaymentPort & Reachable {
  const { apiKey } = settings;
  let client: Promise<Stripe> | undefined;

  const run = async <T>(request: (stripe: Stripe) => Promise<T>): Promise<T> => {
    if (!apiKey) throw new VendorError("stripe", "Connect Stripe to take payments.", { isRetryable: false });
    try {
      client ??= openStripe(apiKey, settings);
      return await request(await client);
    } catch (error) {
      throw stripeFailure(error);
    }
  };

  const catalog = createCatalog();

  return {
    isConfigured: apiKey !== null,
    ping: (signal) =>
      run(async (stripe) => {
        // The SDK takes no signal, so that a late answer is left to itself.
        const aborted = new Promise<never>((_, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason), { once: true });
        });
        const answer = stripe.balance.retrieve({}, { maxNetworkRetries: 0 });
        await Promise.race([answer, aborted]);
      }),
    createCustomer: ({ businessId, name, email, intent }) =>
      run(async (stripe) => {
        const customer = await stripe.customers.create(
          { name, email, metadata: { business_id: businessId } },
          { idempotencyKey: intent },
        );
        return customer.id;
      }),
    startCheckout: ({ businessId, customerId, price, successUrl, cancelUrl, intent }) =>
      run(async (stripe) => {
        const metadata = { business_id: businessId, plan: price.plan };
        const session = await stripe.checkout.sessions.create(
          {
            mode: "subscription",
            customer: customerId,
            client_reference_id: businessId,
            line_items: [{ price: await catalog.priceId(stripe, price), quantity: 1 }],
            metadata,
            // What stands on the session does not reach the subscription by itself.
            subscription_data: { metadata },
            success_url: successUrl,
            cancel_url: cancelUrl,
          },
          { idempotencyKey: intent },
        );
        if (!session.url) throw new Error("the checkout has no page");
        return { sessionId: session.id, url: session.url, expiresAt: new Date(session.expires_at * 1000) };
      }),
    expireCheckout: (sessionId) =>
      run(async (stripe) => {
        const session = await stripe.checkout.sessions.retrieve(sessionId);
        if (session.status === "open") await stripe.checkout.sessions.expire(sessionId);
        return session.status === "complete" ? "completed" : "expired";
      }),
    createSubscription: ({ businessId, customerId, price, intent }) =>
      run(async (stripe) => {
        const customer = await stripe.customers.retrieve(customerId);
        const hasCard = !customer.deleted && Boolean(customer.invoice_settings.default_payment_method);
        return answered(
          await stripe.subscriptions.create(
            {
              customer: customerId,
              items: [{ price: await catalog.priceId(stripe, price) }],
              payment_behavior: hasCard ? "allow_incomplete" : "default_incomplete",
              metadata: { business_id: businessId, plan: price.plan },
            },
            { idempotencyKey: `${intent}:${hasCard ? "card" : "no-card"}` },
          ),
        );
      }),
    changeSubscription: (subscriptionId, price) =>
      run(async (stripe) => {
        const current = await stripe.subscriptions.retrieve(subscriptionId);
        const [item] = current.items.data;
        if (!item) throw new Error("the subscription has no item");
        const priceId = await catalog.priceId(stripe, price);
        // The two ways of planning an end may not be taken back in one request.
        const end = current.cancel_at_period_end
          ? { cancel_at_period_end: false }
          : current.cancel_at === null
            ? {}
            : { cancel_at: "" as const };
        if (item.price.id === priceId && Object.keys(end).length === 0) return answered(current);
        return answered(
          await stripe.subscriptions.update(subscriptionId, {
            items: [{ id: item.id, price: priceId }],
            proration_behavior: "always_invoice",
            payment_behavior: "error_if_incomplete",
            metadata: { plan: price.plan },
            ...end,
          }),
        );
      }),
    cancelSubscription: (subscriptionId, at) =>
      run(async (stripe) => {
        const current = await stripe.subscriptions.retrieve(subscriptionId);
        if (ENDED.has(current.status)) return answered(current);
        if (at === "period_end") {
          const end = { cancel_at_period_end: true };
          return answered(await stripe.subscriptions.update(subscriptionId, end));
        }
        return answered(
          await stripe.subscriptions.cancel(subscriptionId, { prorate: true, invoice_now: true }),
        );
      }),
    removeCustomer: ({ customerId, subscriptionIds, checkoutIds }) =>
      run(async (stripe) => {
        for (const id of checkoutIds)
          await unlessGone(async () => {
            const { status } = await stripe.checkout.sessions.retrieve(id);
            if (status === "open") await stripe.checkout.sessions.expire(id);
          });
        for (const id of subscriptionIds)
          await unlessGone(async () => {
            const { status } = await stripe.subscriptions.retrieve(id);
            if (!ENDED.has(status)) await stripe.subscriptions.cancel(id);
          });
        if (customerId !== null) await unlessGone(() => stripe.customers.del(customerId));
      }),
    openPortal: ({ customerId, returnUrl, prices }) =>
      run(async (stripe) => {
        const portal = await stripe.billingPortal.sessions.create({
          customer: customerId,
          return_url: returnUrl,
          configuration: await catalog.portalId(stripe, prices),
        });
        return portal.url;
      }),
  };
}
