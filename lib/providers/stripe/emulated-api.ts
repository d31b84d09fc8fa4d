import type { BillingWorld, EmulatedBilling } from "./emulated-billing";
import { badRequest, declined, missingReference, noPath, noSuch } from "./emulated-errors";
import {
  configurationJson,
  customerJson,
  invoiceJson,
  pageJson,
  portalJson,
  priceJson,
  productJson,
  sessionJson,
  subscriptionJson,
} from "./emulated-objects";
import { PARAMETERS, readParameters, requireAddress } from "./emulated-parameters";
import { type StoredCustomer, type StoredPrice, type StoredSubscription, vendorId } from "./emulated-store";
import type { FormFields } from "./form";

const DAY_SECONDS = 86_400;

/** The requests of Stripe's API that this product makes, over the emulated account. */
export function createApi({ store, now, origin }: BillingWorld, billing: EmulatedBilling) {
  const seconds = () => Math.floor(now().getTime() / 1000);

  const found = <T>(kept: Map<string, T>, noun: string, id: string): T => {
    const value = kept.get(id);
    if (!value) throw noSuch(noun, id);
    return value;
  };
  const meant = <T>(kept: Map<string, T>, noun: string, id: string, param: string): T => {
    const value = kept.get(id);
    if (!value) throw missingReference(noun, id, param);
    return value;
  };
  const priceOf = (id: string, param: string): StoredPrice => meant(store.prices, "price", id, param);
  const customerOf = (id: string): StoredCustomer => meant(store.customers, "customer", id, "customer");

  const createCustomer = (fields: FormFields) => {
    const { name, email, metadata } = readParameters(PARAMETERS.customer, fields);
    const customer: StoredCustomer = {
      id: vendorId("cus"),
      created: seconds(),
      name: name ?? null,
      email: email ?? null,
      metadata,
      card: null,
      balance: 0,
    };
    store.customers.set(customer.id, customer);
    return customerJson(customer);
  };

  /** What it pays for ends with it, and nobody may pay on its pages any more. */
  const removeCustomer = (id: string) => {
    found(store.customers, "customer", id);
    for (const session of store.sessions.values())
      if (session.customer === id && session.status === "open") billing.expire(session);
    for (const subscription of store.subscriptions.values())
      if (subscription.customer === id && !isOver(subscription)) billing.cancel(subscription, false);
    store.customers.delete(id);
    return { id, object: "customer", deleted: true };
  };

  const createProduct = (fields: FormFields) => {
    const { id = vendorId("prod"), name, metadata } = readParameters(PARAMETERS.product, fields);
    if (store.products.has(id))
      throw badRequest(`Product already exists.`, { code: "resource_already_exists", param: "id" });
    const product = { id, created: seconds(), name, metadata };
    store.products.set(id, product);
    return productJson(product);
  };

  const createPrice = (fields: FormFields) => {
    const input = readParameters(PARAMETERS.price, fields);
    meant(store.products, "product", input.product, "product");
    const { lookup_key: lookupKey = null } = input;
    if (lookupKey && [...store.prices.values()].some((price) => price.lookupKey === lookupKey))
      throw badRequest(`A price (${lookupKey}) already uses that lookup key.`, { param: "lookup_key" });
    const price: StoredPrice = {
      id: vendorId("price"),
      created: seconds(),
      lookupKey,
      product: input.product,
      amount: input.unit_amount,
      currency: input.currency,
      interval: input.recurring.interval,
      metadata: input.metadata,
    };
    store.prices.set(price.id, price);
    return priceJson(price);
  };

  const listPrices = (fields: FormFields) => {
    const { lookup_keys: keys, limit = 10 } = readParameters(PARAMETERS.listPrices, fields);
    const matching = [...store.prices.values()].filter(
      ({ lookupKey }) => !keys || (lookupKey !== null && keys.includes(lookupKey)),
    );
    return pageJson("/v1/prices", matching.slice(0, limit).map(priceJson));
  };

  const createSession = (fields: FormFields) => {
    const input = readParameters(PARAMETERS.session, fields);
    if (input.customer) customerOf(input.customer);
    const [item] = input.line_items;
    const price = priceOf(item?.price ?? "", "line_items[0][price]");
    const session = {
      id: `cs_test_${vendorId("a").slice(2)}`,
      created: seconds(),
      customer: input.customer ?? null,
      email: input.customer_email ?? store.customers.get(input.customer ?? "")?.email ?? null,
      price: price.id,
      quantity: item?.quantity ?? 1,
      reference: input.client_reference_id ?? null,
      metadata: input.metadata,
      subscriptionMetadata: input.subscription_data?.metadata ?? {},
      successUrl: requireAddress(input.success_url, "success_url"),
      cancelUrl: input.cancel_url === undefined ? null : requireAddress(input.cancel_url, "cancel_url"),
      status: "open" as const,
      subscription: null,
      expiresAt: input.expires_at ?? seconds() + DAY_SECONDS,
      asking: null,
    };
    store.sessions.set(session.id, session);
    return sessionJson(store, session, origin());
  };

  const expireSession = (id: string) => {
    const session = found(store.sessions, "checkout.session", id);
    if (session.status !== "open")
      throw badRequest(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
      );
    billing.expire(session);
    return sessionJson(store, session, origin());
  };

  const createSubscription = (fields: FormFields) => {
    const input = readParameters(PARAMETERS.subscription, fields);
    const customer = customerOf(input.customer);
    const [item] = input.items;
    const price = priceOf(item?.price ?? "", "items[0][price]");
    const isWaiting = input.payment_behavior === "default_incomplete";
    if (!isWaiting && !customer.card)
      throw badRequest(
        "This customer has no attached payment source or default payment method. Please consider adding a default payment method.",
        { code: "resource_missing" },
      );
    const isPaid = !isWaiting && billing.canPay(customer);
    if (!isPaid && input.payment_behavior === "error_if_incomplete") throw declined();
    const parts = { customer, price, quantity: item?.quantity ?? 1, metadata: input.metadata, isPaid };
    return subscriptionJson(store, billing.begin(parts));
  };

  const subscriptionOf = (id: string): StoredSubscription => found(store.subscriptions, "subscription", id);
  const isOver = ({ status }: StoredSubscription) => status === "canceled" || status === "incomplete_expired";

  const updateSubscription = (id: string, fields: FormFields) => {
    const subscription = subscriptionOf(id);
    const input = readParameters(PARAMETERS.subscriptionUpdate, fields);
    if (isOver(subscription))
      throw badRequest("A canceled subscription can only update its cancellation_details and metadata.");
    const [item] = input.items ?? [];
    if (item && item.id === undefined)
      throw badRequest("This emulated account has one item a subscription: name its id.", {
        param: "items[0][id]",
      });
    if (item?.id !== undefined && item.id !== subscription.itemId)
      throw missingReference("subscription item", item.id, "items[0][id]");
    if (subscription.status === "incomplete" && item)
      throw badRequest("This subscription is incomplete: only its metadata can be updated.");
    const cancelAtPeriodEnd = input.cancel_at === "" ? false : input.cancel_at_period_end;
    billing.change(
      subscription,
      {
        ...(item?.price ? { price: priceOf(item.price, "items[0][price]") } : {}),
        ...(cancelAtPeriodEnd === undefined ? {} : { cancelAtPeriodEnd }),
        ...(input.metadata ? { metadata: input.metadata } : {}),
      },
      {
        isInvoicedNow: input.proration_behavior === "always_invoice",
        isRefusedUnpaid: input.payment_behavior === "error_if_incomplete",
      },
    );
    return subscriptionJson(store, subscription);
  };

  const cancelSubscription = (id: string, fields: FormFields) => {
    const subscription = subscriptionOf(id);
    const { prorate } = readParameters(PARAMETERS.cancel, fields);
    if (isOver(subscription)) throw noSuch("subscription", id);
    billing.cancel(subscription, prorate);
    return subscriptionJson(store, subscription);
  };

  const createConfiguration = (fields: FormFields) => {
    const { metadata, features } = readParameters(PARAMETERS.configuration, fields);
    const update = features.subscription_update;
    const configuration = {
      id: vendorId("bpc"),
      created: seconds(),
      metadata,
      prices: update?.enabled ? (update.products ?? []).flatMap(({ prices }) => prices) : [],
      cancelMode: features.subscription_cancel?.enabled
        ? (features.subscription_cancel.mode ?? "at_period_end")
        : null,
    };
    for (const id of configuration.prices) priceOf(id, "features[subscription_update][products]");
    store.configurations.set(configuration.id, configuration);
    return configurationJson(configuration);
  };

  const createPortal = (fields: FormFields) => {
    const input = readParameters(PARAMETERS.portal, fields);
    const { configuration } = input;
    if (!configuration)
      throw badRequest(
        "You can’t create a portal session in test mode until you save your customer portal settings in test mode.",
      );
    meant(store.configurations, "configuration", configuration, "configuration");
    const portal = {
      id: vendorId("bps"),
      created: seconds(),
      customer: customerOf(input.customer).id,
      returnUrl: requireAddress(input.return_url ?? origin(), "return_url"),
      configuration,
    };
    store.portals.set(portal.id, portal);
    return portalJson(portal, origin());
  };

  /** One request of the API. @throws Refusal */
  const answer = (method: string, path: string, fields: FormFields): object => {
    const [, , noun = "", second = "", third = "", fourth = ""] = path.split("/");
    const name = `${method} ${path.split("/").slice(2).length}`;
    const resource = `${noun}/${second}`;
    if (resource === "checkout/sessions") {
      if (name === "POST 2") return createSession(fields);
      if (name === "GET 3")
        return sessionJson(store, found(store.sessions, "checkout.session", third), origin());
      if (name === "POST 4" && fourth === "expire") return expireSession(third);
    }
    if (resource === "billing_portal/sessions" && name === "POST 2") return createPortal(fields);
    if (resource === "billing_portal/configurations") {
      if (name === "POST 2") return createConfiguration(fields);
      const { limit = 10 } = readParameters(PARAMETERS.listConfigurations, fields);
      const all = [...store.configurations.values()].map(configurationJson);
      if (name === "GET 2") return pageJson("/v1/billing_portal/configurations", all.slice(0, limit));
    }
    const single: Record<string, () => object> = {
      "POST customers 1": () => createCustomer(fields),
      "GET customers 2": () => customerJson(found(store.customers, "customer", second)),
      "DELETE customers 2": () => removeCustomer(second),
      "POST products 1": () => createProduct(fields),
      "GET products 2": () => productJson(found(store.products, "product", second)),
      "POST prices 1": () => createPrice(fields),
      "GET prices 1": () => listPrices(fields),
      "POST subscriptions 1": () => createSubscription(fields),
      "GET subscriptions 2": () => subscriptionJson(store, subscriptionOf(second)),
      "POST subscriptions 2": () => updateSubscription(second, fields),
      "DELETE subscriptions 2": () => cancelSubscription(second, fields),
      "GET invoices 2": () => invoiceJson(store, found(store.invoices, "invoice", second)),
      "GET balance 1": () => ({ object: "balance", available: [], pending: [], livemode: false }),
    };
    const [verb, length] = name.split(" ");
    const handler = single[`${verb} ${noun} ${length}`];
    if (!handler) throw noPath(method, path);
    return handler();
  };

  /** What `expand` may open, by the name of the field. */
  const openers: Record<string, (id: string) => object | undefined> = {
    customer: (id) => mapped(store.customers.get(id), customerJson),
    subscription: (id) => mapped(store.subscriptions.get(id), (one) => subscriptionJson(store, one)),
    latest_invoice: (id) => mapped(store.invoices.get(id), (one) => invoiceJson(store, one)),
    product: (id) => mapped(store.products.get(id), productJson),
  };

  return { answer, openers };
}

const mapped = <T, R>(value: T | undefined, map: (value: T) => R): R | undefined =>
  value === undefined ? undefined : map(value);
