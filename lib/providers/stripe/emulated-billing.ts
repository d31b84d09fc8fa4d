import { declined } from "./emulated-errors";
import { invoiceJson, type Shape, sessionJson, subscriptionJson } from "./emulated-objects";
import {
  type CardKind,
  type Store,
  type StoredCustomer,
  type StoredInvoice,
  type StoredPrice,
  type StoredSession,
  type StoredSubscription,
  vendorId,
} from "./emulated-store";

/** Announces what has happened; the object is worded when the webhook's API version is known. */
export type Emit = (
  type: string,
  object: (shape: Shape) => object,
  previous?: Record<string, unknown>,
) => void;

export interface BillingWorld {
  store: Store;
  now: () => Date;
  emit: Emit;
  origin: () => string;
}

/** Same day of the next month, or that month's last. */
export function monthAfter(seconds: number): number {
  const date = new Date(seconds * 1000);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + 1);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return Math.floor(date.getTime() / 1000);
}

const canPay = (card: StoredCustomer["card"]): boolean => card?.kind === "pays" || card?.kind === "asks";

/** What Stripe's billing does with subscriptions and their invoices. */
export class EmulatedBilling {
  readonly #world: BillingWorld;

  constructor(world: BillingWorld) {
    this.#world = world;
  }

  get #seconds(): number {
    return Math.floor(this.#world.now().getTime() / 1000);
  }

  #tell(type: string, subscription: StoredSubscription, previous?: Record<string, unknown>): void {
    const { store, emit } = this.#world;
    const copy = { ...subscription };
    emit(`customer.subscription.${type}`, (shape) => subscriptionJson(store, copy, shape), previous);
  }

  #tellInvoice(type: string, invoice: StoredInvoice): void {
    const { store, emit } = this.#world;
    const copy = { ...invoice };
    emit(`invoice.${type}`, (shape) => invoiceJson(store, copy, shape));
  }

  #bill(
    subscription: StoredSubscription,
    parts: Pick<StoredInvoice, "amount" | "currency" | "reason" | "isProration">,
    isPaid: boolean,
  ): StoredInvoice {
    const invoice: StoredInvoice = {
      id: vendorId("in"),
      created: this.#seconds,
      customer: subscription.customer,
      subscription: subscription.id,
      metadata: { ...subscription.metadata },
      price: subscription.price,
      itemId: subscription.itemId,
      status: isPaid ? "paid" : "open",
      periodStart: subscription.periodStart,
      periodEnd: subscription.periodEnd,
      attempts: 1,
      ...parts,
    };
    this.#world.store.invoices.set(invoice.id, invoice);
    subscription.latestInvoice = invoice.id;
    return invoice;
  }

  #tellPayment(invoice: StoredInvoice): void {
    this.#tellInvoice("finalized", { ...invoice, status: "open" });
    if (invoice.status === "paid") this.#tellInvoice("paid", invoice);
    else this.#tellInvoice("payment_failed", invoice);
  }

  /** Begins a subscription: active where it is paid, else waiting for its first payment. */
  begin(input: {
    customer: StoredCustomer;
    price: StoredPrice;
    quantity: number;
    metadata: Record<string, string>;
    isPaid: boolean;
  }): StoredSubscription {
    const { customer, price, isPaid } = input;
    const created = this.#seconds;
    const subscription: StoredSubscription = {
      id: vendorId("sub"),
      itemId: vendorId("si"),
      created,
      customer: customer.id,
      price: price.id,
      status: isPaid ? "active" : "incomplete",
      metadata: { ...input.metadata },
      periodStart: created,
      periodEnd: monthAfter(created),
      cancelAtPeriodEnd: false,
      canceledAt: null,
      endedAt: null,
      latestInvoice: null,
    };
    this.#world.store.subscriptions.set(subscription.id, subscription);
    const amount = price.amount * input.quantity;
    const invoice = this.#bill(
      subscription,
      { amount, currency: price.currency, reason: "subscription_create", isProration: false },
      isPaid,
    );
    this.#tell("created", subscription);
    if (isPaid) this.#tellPayment(invoice);
    else this.#tellInvoice("finalized", invoice);
    return subscription;
  }

  /** Whether the customer's saved card would pay now. */
  canPay = (customer: StoredCustomer): boolean => canPay(customer.card);

  /** Another price from now on; what is left of the old one counts, the difference is billed at once. */
  change(
    subscription: StoredSubscription,
    change: { price?: StoredPrice; cancelAtPeriodEnd?: boolean; metadata?: Record<string, string> },
    billing: { isInvoicedNow: boolean; isRefusedUnpaid: boolean },
  ): void {
    const { store } = this.#world;
    const previous: Record<string, unknown> = {};
    const before = subscriptionJson(store, subscription);
    const old = store.prices.get(subscription.price);
    const next = change.price;
    let invoice: StoredInvoice | null = null;
    if (next && old && next.id !== old.id) {
      const customer = store.customers.get(subscription.customer);
      const left =
        Math.max(0, subscription.periodEnd - this.#seconds) /
        (subscription.periodEnd - subscription.periodStart);
      const difference = Math.round(next.amount * left) - Math.round(old.amount * left);
      const isPaid = difference <= 0 || (customer !== undefined && this.canPay(customer));
      if (!isPaid && billing.isRefusedUnpaid) throw declined();
      subscription.price = next.id;
      previous.items = before.items;
      if (billing.isInvoicedNow) {
        if (customer && difference < 0) customer.balance += difference;
        const parts = {
          amount: Math.max(0, difference),
          currency: next.currency,
          reason: "subscription_update" as const,
          isProration: true,
        };
        invoice = this.#bill(subscription, parts, isPaid);
        previous.latest_invoice = before.latest_invoice;
        if (!isPaid) subscription.status = "past_due";
      }
    }
    if (
      change.cancelAtPeriodEnd !== undefined &&
      change.cancelAtPeriodEnd !== subscription.cancelAtPeriodEnd
    ) {
      subscription.cancelAtPeriodEnd = change.cancelAtPeriodEnd;
      subscription.canceledAt = change.cancelAtPeriodEnd ? this.#seconds : null;
      previous.cancel_at_period_end = before.cancel_at_period_end;
      previous.cancel_at = before.cancel_at;
      previous.canceled_at = before.canceled_at;
    }
    if (change.metadata) {
      previous.metadata = before.metadata;
      subscription.metadata = { ...subscription.metadata, ...change.metadata };
    }
    if (subscription.status !== before.status) previous.status = before.status;
    if (Object.keys(previous).length === 0) return;
    if (invoice) this.#tellPayment(invoice);
    this.#tell("updated", subscription, previous);
  }

  /** Ends it now. With `isProrated` what is left becomes credit of the customer. */
  cancel(subscription: StoredSubscription, isProrated: boolean): void {
    const { store } = this.#world;
    const wasPaid = subscription.status === "active";
    if (isProrated && wasPaid) {
      const customer = store.customers.get(subscription.customer);
      const left =
        Math.max(0, subscription.periodEnd - this.#seconds) /
        (subscription.periodEnd - subscription.periodStart);
      if (customer)
        customer.balance -= Math.round((store.prices.get(subscription.price)?.amount ?? 0) * left);
    }
    const open = store.invoices.get(subscription.latestInvoice ?? "");
    if (subscription.status === "incomplete" && open) open.status = "void";
    subscription.status = subscription.status === "incomplete" ? "incomplete_expired" : "canceled";
    subscription.canceledAt ??= this.#seconds;
    subscription.endedAt = this.#seconds;
    if (subscription.status === "canceled") this.#tell("deleted", subscription);
    else this.#tell("updated", subscription, { status: "incomplete" });
  }

  /** The period ends: paid anew, refused, or over. */
  renew(subscription: StoredSubscription): void {
    if (subscription.cancelAtPeriodEnd) {
      this.cancel(subscription, false);
      return;
    }
    const { store } = this.#world;
    const customer = store.customers.get(subscription.customer);
    const price = store.prices.get(subscription.price);
    if (!customer || !price) return;
    const before = subscription.status;
    subscription.periodStart = subscription.periodEnd;
    subscription.periodEnd = monthAfter(subscription.periodEnd);
    const isPaid = this.canPay(customer);
    subscription.status = isPaid ? "active" : "past_due";
    const parts = { amount: price.amount, currency: price.currency, isProration: false };
    const invoice = this.#bill(subscription, { ...parts, reason: "subscription_cycle" }, isPaid);
    this.#tellPayment(invoice);
    this.#tell("updated", subscription, before === subscription.status ? {} : { status: before });
  }

  /** Saves a card; what was refused before is tried again. */
  saveCard(customer: StoredCustomer, card: { kind: CardKind; last4: string }): void {
    customer.card = { id: vendorId("pm"), ...card };
    const { store } = this.#world;
    for (const subscription of store.subscriptions.values()) {
      const open = store.invoices.get(subscription.latestInvoice ?? "");
      const isOwed = subscription.status === "past_due" && open?.status === "open";
      if (subscription.customer !== customer.id || !isOwed || !this.canPay(customer)) continue;
      open.status = "paid";
      open.attempts += 1;
      subscription.status = "active";
      this.#tellInvoice("paid", open);
      this.#tell("updated", subscription, { status: "past_due" });
    }
  }

  /** A hosted page was paid on. */
  complete(session: StoredSession, card: { kind: CardKind; last4: string }): void {
    const { store, emit, origin } = this.#world;
    const price = store.prices.get(session.price);
    const customer = store.customers.get(session.customer ?? "") ?? this.#newCustomer(session);
    if (!price) return;
    this.saveCard(customer, card);
    const subscription = this.begin({
      customer,
      price,
      quantity: session.quantity,
      metadata: session.subscriptionMetadata,
      isPaid: true,
    });
    Object.assign(session, {
      status: "complete",
      subscription: subscription.id,
      customer: customer.id,
      asking: null,
    });
    const copy = { ...session };
    emit("checkout.session.completed", () => sessionJson(store, copy, origin()));
  }

  /** A page that nobody may pay on any more. */
  expire(session: StoredSession): void {
    const { store, emit, origin } = this.#world;
    session.status = "expired";
    session.asking = null;
    const copy = { ...session };
    emit("checkout.session.expired", () => sessionJson(store, copy, origin()));
  }

  #newCustomer(session: StoredSession): StoredCustomer {
    const customer: StoredCustomer = {
      id: vendorId("cus"),
      created: this.#seconds,
      name: null,
      email: session.email,
      metadata: {},
      card: null,
      balance: 0,
    };
    this.#world.store.customers.set(customer.id, customer);
    return customer;
  }
}
