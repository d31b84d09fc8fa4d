import type {
  Store,
  StoredConfiguration,
  StoredCustomer,
  StoredInvoice,
  StoredPortal,
  StoredPrice,
  StoredProduct,
  StoredSession,
  StoredSubscription,
} from "./emulated-store";

/** The version that the installed SDK is pinned to (cjs/apiVersion.js of 23.1). */
export const API_VERSION = "2026-10-28.endive";
/** The last version that had periods on the subscription and the subscription on the invoice. */
export const OLD_API_VERSION = "2025-02-24.acacia";
export type Shape = typeof API_VERSION | typeof OLD_API_VERSION;

export const customerJson = (customer: StoredCustomer) => ({
  id: customer.id,
  object: "customer",
  created: customer.created,
  name: customer.name,
  email: customer.email,
  balance: customer.balance,
  livemode: false,
  metadata: customer.metadata,
  invoice_settings: { default_payment_method: customer.card?.id ?? null },
});

export const productJson = ({ id, created, name, metadata }: StoredProduct) => ({
  id,
  object: "product",
  active: true,
  created,
  livemode: false,
  metadata,
  name,
});

export const priceJson = (price: StoredPrice) => ({
  id: price.id,
  object: "price",
  active: true,
  billing_scheme: "per_unit",
  created: price.created,
  currency: price.currency,
  livemode: false,
  lookup_key: price.lookupKey,
  metadata: price.metadata,
  product: price.product,
  recurring: { interval: price.interval, interval_count: 1, usage_type: "licensed" },
  type: "recurring",
  unit_amount: price.amount,
  unit_amount_decimal: String(price.amount),
});

const listOf = (url: string, data: unknown[]) => ({ object: "list", data, has_more: false, url });

export function subscriptionJson(store: Store, found: StoredSubscription, shape: Shape = API_VERSION) {
  const price = store.prices.get(found.price);
  const period = { current_period_start: found.periodStart, current_period_end: found.periodEnd };
  return {
    id: found.id,
    object: "subscription",
    billing_mode: { type: shape === API_VERSION ? "flexible" : "classic" },
    cancel_at: found.cancelAtPeriodEnd ? found.periodEnd : null,
    cancel_at_period_end: found.cancelAtPeriodEnd,
    canceled_at: found.canceledAt,
    collection_method: "charge_automatically",
    created: found.created,
    currency: price?.currency ?? "usd",
    ...(shape === API_VERSION ? {} : period),
    customer: found.customer,
    ended_at: found.endedAt,
    items: listOf(`/v1/subscription_items?subscription=${found.id}`, [
      {
        id: found.itemId,
        object: "subscription_item",
        created: found.created,
        ...(shape === API_VERSION ? period : {}),
        metadata: {},
        price: price ? priceJson(price) : null,
        quantity: 1,
        subscription: found.id,
      },
    ]),
    latest_invoice: found.latestInvoice,
    livemode: false,
    metadata: found.metadata,
    start_date: found.created,
    status: found.status,
    trial_end: null,
    trial_start: null,
  };
}

export function invoiceJson(store: Store, found: StoredInvoice, shape: Shape = API_VERSION) {
  const isPaid = found.status === "paid";
  const price = store.prices.get(found.price);
  const period = { start: found.periodStart, end: found.periodEnd };
  const details = { subscription: found.subscription, metadata: found.metadata };
  const item = {
    subscription: found.subscription,
    subscription_item: found.itemId,
    proration: found.isProration,
  };
  const line = {
    id: found.id.replace(/^in_/, "il_"),
    object: "line_item",
    amount: found.amount,
    currency: found.currency,
    period,
    quantity: 1,
    ...(shape === API_VERSION
      ? {
          parent: { type: "subscription_item_details", subscription_item_details: item },
          pricing: {
            type: "price_details",
            price_details: { price: found.price, product: price?.product ?? null },
            unit_amount_decimal: String(price?.amount ?? found.amount),
          },
        }
      : { ...item, price: price ? priceJson(price) : null }),
  };
  return {
    id: found.id,
    object: "invoice",
    amount_due: found.amount,
    amount_paid: isPaid ? found.amount : 0,
    amount_remaining: isPaid ? 0 : found.amount,
    attempt_count: found.attempts,
    attempted: found.attempts > 0,
    billing_reason: found.reason,
    created: found.created,
    currency: found.currency,
    customer: found.customer,
    lines: listOf(`/v1/invoices/${found.id}/lines`, [line]),
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    ...(shape === API_VERSION
      ? { parent: { type: "subscription_details", quote_details: null, subscription_details: details } }
      : {
          paid: isPaid,
          subscription: found.subscription,
          subscription_details: { metadata: found.metadata },
        }),
    // The invoicing window, which for the first invoice is one moment: not the time that is paid for.
    period_start: found.created,
    period_end: found.created,
    status: found.status,
    total: found.amount,
  };
}

export function sessionJson(store: Store, found: StoredSession, origin: string) {
  const price = store.prices.get(found.price);
  const total = (price?.amount ?? 0) * found.quantity;
  return {
    id: found.id,
    object: "checkout.session",
    amount_subtotal: total,
    amount_total: total,
    cancel_url: found.cancelUrl,
    client_reference_id: found.reference,
    created: found.created,
    currency: price?.currency ?? "usd",
    customer: found.customer,
    customer_details: { email: found.email, name: null },
    customer_email: null,
    expires_at: found.expiresAt,
    invoice: null,
    livemode: false,
    metadata: found.metadata,
    mode: "subscription",
    payment_method_types: ["card"],
    payment_status: found.status === "complete" ? "paid" : "unpaid",
    status: found.status,
    subscription: found.subscription,
    success_url: found.successUrl,
    ui_mode: "hosted_page",
    url: found.status === "open" ? `${origin}/c/pay/${found.id}` : null,
  };
}

export const portalJson = (found: StoredPortal, origin: string) => ({
  id: found.id,
  object: "billing_portal.session",
  configuration: found.configuration,
  created: found.created,
  customer: found.customer,
  flow: null,
  livemode: false,
  locale: null,
  on_behalf_of: null,
  return_url: found.returnUrl,
  url: `${origin}/p/session/${found.id}`,
});

export const configurationJson = (found: StoredConfiguration) => ({
  id: found.id,
  object: "billing_portal.configuration",
  active: true,
  created: found.created,
  is_default: false,
  livemode: false,
  metadata: found.metadata,
});

export const pageJson = listOf;
