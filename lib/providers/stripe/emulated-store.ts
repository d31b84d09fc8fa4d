import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What a card does: pay, refuse, ask its holder first, or be saved and refuse later. */
export type CardKind = "pays" | "declines" | "asks" | "declines_later";

/** Stripe's test cards (docs.stripe.com/testing); any other number is refused. */
export const TEST_CARDS: Record<string, CardKind> = {
  "4242424242424242": "pays",
  "4000000000000002": "declines",
  "4000002500003155": "asks",
  "4000000000000341": "declines_later",
};

type Metadata = Record<string, string>;

export interface StoredCustomer {
  id: string;
  created: number;
  name: string | null;
  email: string | null;
  metadata: Metadata;
  card: { id: string; kind: CardKind; last4: string } | null;
  /** What the customer is owed (below zero), in the smallest unit. */
  balance: number;
}
export interface StoredProduct {
  id: string;
  created: number;
  name: string;
  metadata: Metadata;
}
export interface StoredPrice {
  id: string;
  created: number;
  lookupKey: string | null;
  product: string;
  amount: number;
  currency: string;
  interval: string;
  metadata: Metadata;
}
export interface StoredSubscription {
  id: string;
  itemId: string;
  created: number;
  customer: string;
  price: string;
  status: "incomplete" | "incomplete_expired" | "active" | "past_due" | "canceled";
  metadata: Metadata;
  periodStart: number;
  periodEnd: number;
  cancelAtPeriodEnd: boolean;
  canceledAt: number | null;
  endedAt: number | null;
  latestInvoice: string | null;
}
export interface StoredInvoice {
  id: string;
  created: number;
  customer: string;
  subscription: string;
  metadata: Metadata;
  price: string;
  itemId: string;
  amount: number;
  currency: string;
  status: "open" | "paid" | "void";
  reason: "subscription_create" | "subscription_cycle" | "subscription_update";
  isProration: boolean;
  periodStart: number;
  periodEnd: number;
  attempts: number;
}
export interface StoredSession {
  id: string;
  created: number;
  customer: string | null;
  email: string | null;
  price: string;
  quantity: number;
  reference: string | null;
  metadata: Metadata;
  subscriptionMetadata: Metadata;
  successUrl: string;
  cancelUrl: string | null;
  status: "open" | "complete" | "expired";
  subscription: string | null;
  expiresAt: number;
  /** A card that waits for its holder's yes. */
  asking: { last4: string } | null;
}
export interface StoredPortal {
  id: string;
  created: number;
  customer: string;
  returnUrl: string;
  configuration: string;
}
export interface StoredConfiguration {
  id: string;
  created: number;
  metadata: Metadata;
  /** What one may switch to. */
  prices: string[];
  cancelMode: "at_period_end" | "immediately" | null;
}
/** What was answered under an idempotency key. */
export interface StoredAnswer {
  fingerprint: string;
  status: number;
  json: unknown;
}

const KINDS = [
  "customers",
  "products",
  "prices",
  "subscriptions",
  "invoices",
  "sessions",
  "portals",
  "configurations",
  "answers",
] as const;

export interface Store {
  customers: Map<string, StoredCustomer>;
  products: Map<string, StoredProduct>;
  prices: Map<string, StoredPrice>;
  subscriptions: Map<string, StoredSubscription>;
  invoices: Map<string, StoredInvoice>;
  sessions: Map<string, StoredSession>;
  portals: Map<string, StoredPortal>;
  configurations: Map<string, StoredConfiguration>;
  answers: Map<string, StoredAnswer>;
}

/** An id as Stripe makes them: `sub_` and letters and digits. */
export const vendorId = (prefix: string): string => `${prefix}_1${randomBytes(12).toString("hex")}`;

const empty = (): Store => ({
  customers: new Map(),
  products: new Map(),
  prices: new Map(),
  subscriptions: new Map(),
  invoices: new Map(),
  sessions: new Map(),
  portals: new Map(),
  configurations: new Map(),
  answers: new Map(),
});

/** The emulated account, which outlives the process where there is a file. Only this class writes the file. */
export function openStore(file?: string): { store: Store; save(): void } {
  const store = empty();
  if (!file) return { store, save: () => {} };
  try {
    const kept = JSON.parse(readFileSync(file, "utf8"));
    for (const kind of KINDS) for (const [id, value] of kept[kind] ?? []) store[kind].set(id, value);
  } catch {
    // Nothing is kept yet, or it was cut off: an empty account.
  }
  return {
    store,
    save: () => {
      mkdirSync(path.dirname(file), { recursive: true });
      const text = JSON.stringify(Object.fromEntries(KINDS.map((kind) => [kind, [...store[kind]]])));
      writeFileSync(`${file}.new`, text, { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}
