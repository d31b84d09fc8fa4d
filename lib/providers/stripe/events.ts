import { z } from "zod";
import type { SubscriptionSnapshot } from "@/lib/domain/ports";
import { WebhookRefused } from "../webhook-refused";
import { amount, dateOf, metadata, reference, seconds, snapshotOf, text } from "./snapshot";

interface EventBase {
  eventId: string;
  name: string;
  /** When it happened at Stripe, in whole seconds. */
  occurredAt: Date;
}

/** What Stripe tells us, whichever API version its endpoint has. */
export type PaymentEvent = EventBase &
  (
    | { type: "subscription"; isDeleted: boolean; isCreated: boolean; subscription: SubscriptionSnapshot }
    | {
        type: "checkout";
        outcome: "completed" | "expired" | "failed";
        sessionId: string;
        /** What stands in the metadata, which only the merchant writes. */
        businessId: string | null;
        customerId: string | null;
        subscriptionId: string | null;
        /** Paid, or nothing to pay; a slow way of paying is neither yet. */
        isPaid: boolean;
        amountMinor: number | null;
        currency: string | null;
        plan: string | null;
      }
    | {
        type: "invoice";
        outcome: "paid" | "failed" | "other";
        customerId: string | null;
        subscriptionId: string | null;
        businessId: string | null;
        plan: string | null;
        /** Of the service, not of the invoicing. */
        periodStart: Date | null;
        periodEnd: Date | null;
      }
    | { type: "unknown" }
  );

type Unstamped = PaymentEvent extends infer E
  ? E extends EventBase
    ? Omit<E, keyof EventBase>
    : never
  : never;

const envelope = z.object({
  id: z.string().min(1).max(255),
  object: z.literal("event"),
  type: z.string().min(1).max(200),
  created: z.number().int().min(0).max(32_503_680_000),
  data: z.object({ object: z.record(z.string(), z.unknown()) }),
});

const session = z.object({
  id: z.string().min(1),
  object: z.literal("checkout.session"),
  mode: text,
  metadata,
  customer: reference,
  subscription: reference,
  payment_status: text,
  amount_total: amount,
  currency: text,
});

const line = z.object({
  period: z.object({ start: seconds, end: seconds }).nullish().catch(null),
  proration: z.boolean().nullish().catch(null),
  parent: z
    .object({
      subscription_item_details: z
        .object({ proration: z.boolean().nullish().catch(null) })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
});

const owner = z.object({ subscription: reference, metadata }).nullish().catch(null);
const invoice = z.object({
  id: z.string().min(1),
  object: z.literal("invoice"),
  customer: reference,
  status: text,
  /** Until API version 2025-03-31; since then `parent` says whose it is. */
  subscription: reference,
  subscription_details: z.object({ metadata }).nullish().catch(null),
  parent: z.object({ subscription_details: owner }).nullish().catch(null),
  lines: z
    .object({ data: z.array(line.nullable().catch(null)) })
    .nullish()
    .catch(null),
});

const CHECKOUT_OUTCOMES = {
  "checkout.session.completed": "completed",
  "checkout.session.async_payment_succeeded": "completed",
  "checkout.session.async_payment_failed": "failed",
  "checkout.session.expired": "expired",
} as const;
const isCheckoutEvent = (name: string): name is keyof typeof CHECKOUT_OUTCOMES =>
  Object.hasOwn(CHECKOUT_OUTCOMES, name);

function readCheckout(name: keyof typeof CHECKOUT_OUTCOMES, object: unknown): Unstamped | null {
  const found = session.safeParse(object).data;
  if (found?.mode !== "subscription") return null;
  return {
    type: "checkout",
    outcome: CHECKOUT_OUTCOMES[name],
    sessionId: found.id,
    businessId: found.metadata?.business_id ?? null,
    customerId: found.customer ?? null,
    subscriptionId: found.subscription ?? null,
    isPaid: found.payment_status === "paid" || found.payment_status === "no_payment_required",
    amountMinor: found.amount_total ?? null,
    currency: found.currency ?? null,
    plan: found.metadata?.plan ?? null,
  };
}

function outcomeOf(name: string, status: string | null | undefined): "paid" | "failed" | "other" {
  if (name === "invoice.paid" || name === "invoice.payment_succeeded" || status === "paid") return "paid";
  return name === "invoice.payment_failed" || name === "invoice.payment_action_required" ? "failed" : "other";
}

function readInvoice(name: string, object: unknown): Unstamped | null {
  const found = invoice.safeParse(object).data;
  if (!found) return null;
  const details = found.parent?.subscription_details;
  const written = details?.metadata ?? found.subscription_details?.metadata;
  const service = (found.lines?.data ?? []).find(
    (one) => one && !one.proration && !one.parent?.subscription_item_details?.proration,
  );
  return {
    type: "invoice",
    outcome: outcomeOf(name, found.status),
    customerId: found.customer ?? null,
    subscriptionId: details?.subscription ?? found.subscription ?? null,
    businessId: written?.business_id ?? null,
    plan: written?.plan ?? null,
    periodStart: dateOf(service?.period?.start),
    periodEnd: dateOf(service?.period?.end),
  };
}

function read(name: string, object: unknown): Unstamped | null {
  if (isCheckoutEvent(name)) return readCheckout(name, object);
  if (name.startsWith("invoice.")) return readInvoice(name, object);
  if (!name.startsWith("customer.subscription.")) return null;
  const subscription = snapshotOf(object);
  if (!subscription) return null;
  return {
    type: "subscription",
    isDeleted: name === "customer.subscription.deleted",
    isCreated: name === "customer.subscription.created",
    subscription,
  };
}

/**
 * Reads a webhook body of Stripe's.
 * @returns `unknown` for events that we do not use or that lack what they are about.
 * @throws WebhookRefused `malformed` when it is no event at all.
 */
export function parseStripeEvent(body: unknown): PaymentEvent {
  const parsed = envelope.safeParse(body);
  if (!parsed.success) throw new WebhookRefused("stripe", "malformed", "The body is no Stripe event.");
  const { id, type: name, created, data } = parsed.data;
  const base = { eventId: id, name, occurredAt: new Date(created * 1000) };
  return { ...base, ...(read(name, data.object) ?? { type: "unknown" as const }) };
}
