import type { Reply } from "../emulation/server";
import type { BillingWorld, EmulatedBilling } from "./emulated-billing";
import { type CardKind, type StoredPrice, type StoredSession, TEST_CARDS } from "./emulated-store";

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

const STYLE = `:root{color-scheme:light dark;background:#fff;color:#212529;--line:#868e96;--note:#495057;--accent:#3b5bdb;--bad:#c92a2a}
@media (prefers-color-scheme:dark){:root{background:#1a1b1e;color:#e9ecef;--note:#ced4da;--accent:#748ffc;--bad:#ff8787}}
body{font:1rem/1.5 system-ui,sans-serif;max-width:28rem;margin:0 auto;padding:2rem 1rem}
label{display:block;margin:1rem 0 .25rem;font-weight:600}
input{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;border:1px solid var(--line);border-radius:.25rem}
.row{display:flex;gap:1rem}.row>div{flex:1;min-width:0}
button{font:inherit;padding:.6rem 1rem;margin:1rem .5rem 0 0;border:1px solid var(--accent);border-radius:.25rem;background:none;color:inherit;cursor:pointer}
button.main{width:100%;background:#3b5bdb;color:#fff}
[role=alert]{color:var(--bad);font-weight:600}.note{color:var(--note)}a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}`;

const page = (title: string, body: string, status = 200): Reply => ({
  status,
  headers: {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
  },
  contentType: "text/html; charset=utf-8",
  bytes: Buffer.from(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><main><h1>${escaped(title)}</h1>${body}<p class="note">A simulated payment page on this machine. No money moves.</p></main></body></html>`,
  ),
});

const goTo = (location: string): Reply => ({
  status: 303,
  headers: { location },
  contentType: "text/plain",
  bytes: new Uint8Array(),
});

const money = (price: StoredPrice | undefined): string =>
  new Intl.NumberFormat("en-US", { style: "currency", currency: price?.currency ?? "usd" }).format(
    (price?.amount ?? 0) / 100,
  );

const alert = (message: string | null): string =>
  message ? `<p role="alert" id="trouble">${escaped(message)}</p>` : "";

const cardForm = (action: string, button: string, message: string | null): string =>
  `${alert(message)}<form method="post" action="${escaped(action)}">
<label for="number">Card number</label><input id="number" name="number" inputmode="numeric" autocomplete="cc-number" required${message ? ' aria-describedby="trouble" aria-invalid="true" autofocus' : ""}>
<div class="row"><div><label for="expiry">Expiry (MM/YY)</label><input id="expiry" name="expiry" autocomplete="cc-exp" required></div>
<div><label for="cvc">Security code</label><input id="cvc" name="cvc" inputmode="numeric" autocomplete="cc-csc" required></div></div>
<button class="main" type="submit">${escaped(button)}</button></form>
<p class="note">Test cards: 4242 4242 4242 4242 pays, 4000 0000 0000 0002 is refused, 4000 0025 0000 3155 asks its holder first.</p>`;

interface Card {
  kind: CardKind;
  last4: string;
}

/** The card of a form, or what is wrong with it. */
function cardOf(form: URLSearchParams, now: Date): Card | string {
  const number = (form.get("number") ?? "").replace(/\s/g, "");
  const kind = Object.hasOwn(TEST_CARDS, number) ? TEST_CARDS[number] : undefined;
  if (!kind) return "Your card number is invalid. Use one of the test cards.";
  const [, month = "", year = ""] = /^\s*(\d{1,2})\s*\/\s*(\d{2})\s*$/.exec(form.get("expiry") ?? "") ?? [];
  const isMonth = Number(month) >= 1 && Number(month) <= 12;
  if (!isMonth || Date.UTC(2000 + Number(year), Number(month), 1) <= now.getTime())
    return "Your card's expiration date is invalid or past.";
  if (!/^\d{3,4}$/.test((form.get("cvc") ?? "").trim())) return "Your card's security code is invalid.";
  return { kind, last4: number.slice(-4) };
}

const DECLINED = "Your card was declined.";
const NOT_CONFIRMED =
  "We are unable to authenticate your payment method. Please choose a different payment method and try again.";

/** The pages that Stripe hosts: checkout with its confirmation step, and the customer's portal. */
export function createPages(world: BillingWorld, billing: EmulatedBilling) {
  const { store, now } = world;

  const settle = (session: StoredSession): void => {
    if (session.status === "open" && session.expiresAt * 1000 <= now().getTime()) billing.expire(session);
  };

  const showCheckout = (session: StoredSession, message: string | null = null): Reply => {
    const price = store.prices.get(session.price);
    const product = store.products.get(price?.product ?? "")?.name ?? "Subscription";
    const back = session.cancelUrl
      ? `<p><a href="${escaped(session.cancelUrl)}">Back without paying</a></p>`
      : "";
    const what = `<p>${escaped(money(price))} a month${session.email ? `, for ${escaped(session.email)}` : ""}</p>`;
    const form = cardForm(`/c/pay/${session.id}`, "Subscribe", message);
    return page(`Subscribe to ${product}`, `${what}${form}${back}`, message ? 402 : 200);
  };

  const askHolder = (session: StoredSession): Reply =>
    page(
      "Confirm the payment",
      `<p>Your bank asks whether it is you who pays with the card ending in ${escaped(session.asking?.last4 ?? "")}.</p>
<form method="post" action="/c/pay/${session.id}"><button class="main" name="confirm" value="yes">Yes, complete</button>
<button name="confirm" value="no">No, fail</button></form>`,
    );

  const done = (session: StoredSession): Reply =>
    goTo(session.successUrl.replaceAll("{CHECKOUT_SESSION_ID}", session.id));

  const pay = (session: StoredSession, form: URLSearchParams): Reply => {
    const { asking } = session;
    if (form.has("confirm")) {
      session.asking = null;
      if (!asking || form.get("confirm") !== "yes") return showCheckout(session, NOT_CONFIRMED);
      billing.complete(session, { kind: "asks", ...asking });
      return done(session);
    }
    const card = cardOf(form, now());
    if (typeof card === "string") return showCheckout(session, card);
    if (card.kind === "declines") return showCheckout(session, DECLINED);
    if (card.kind === "asks") {
      session.asking = { last4: card.last4 };
      return askHolder(session);
    }
    billing.complete(session, card);
    return done(session);
  };

  const checkout = (id: string, method: string, form: URLSearchParams): Reply => {
    const session = store.sessions.get(id);
    if (!session) return page("This page does not exist", "", 404);
    settle(session);
    if (session.status === "complete") return done(session);
    if (session.status === "expired")
      return page("This checkout is over", "<p>Start anew where you came from.</p>", 410);
    if (method === "POST") return pay(session, form);
    return session.asking ? askHolder(session) : showCheckout(session);
  };

  const showPortal = (id: string, message: string | null = null): Reply => {
    const portal = store.portals.get(id);
    const customer = store.customers.get(portal?.customer ?? "");
    if (!portal || !customer) return page("This page does not exist", "", 404);
    const settings = store.configurations.get(portal.configuration);
    const button = (action: string, value: string, label: string) =>
      `<button name="${action}" value="${escaped(value)}">${escaped(label)}</button>`;
    const cards = [...store.subscriptions.values()]
      .filter(
        (one) =>
          one.customer === customer.id && one.status !== "canceled" && !one.status.startsWith("incomplete"),
      )
      .map((one) => {
        const price = store.prices.get(one.price);
        const name = store.products.get(price?.product ?? "")?.name ?? "Subscription";
        const ends = new Date(one.periodEnd * 1000).toISOString().slice(0, 10);
        const when = one.cancelAtPeriodEnd ? `Ends on ${ends}.` : `Renews on ${ends}.`;
        const others = (settings?.prices ?? [])
          .filter((other) => other !== one.price)
          .map((other) => {
            const target = store.prices.get(other);
            const label = store.products.get(target?.product ?? "")?.name ?? other;
            return button("price", other, `Switch to ${label}, ${money(target)} a month`);
          });
        const end = one.cancelAtPeriodEnd
          ? button("keep", "yes", "Do not cancel")
          : settings?.cancelMode
            ? button("cancel", "yes", "Cancel subscription")
            : "";
        return `<section aria-label="${escaped(name)}"><h2>${escaped(name)}</h2><p>${escaped(money(price))} a month. ${when}${one.status === "past_due" ? " The last payment failed." : ""}</p>
<form method="post" action="/p/session/${portal.id}"><input type="hidden" name="subscription" value="${one.id}">${others.join("")}${end}</form></section>`;
      });
    const card = customer.card
      ? `<p>Card ending in ${escaped(customer.card.last4)}</p>`
      : "<p>No card is saved.</p>";
    return page(
      "Your billing",
      `${cards.join("") || "<p>There is no subscription.</p>"}<section aria-label="Card"><h2>Card</h2>${card}${cardForm(`/p/session/${portal.id}`, "Save card", message)}</section><p><a href="${escaped(portal.returnUrl)}">Return</a></p>`,
      message ? 402 : 200,
    );
  };

  const actOnPortal = (id: string, form: URLSearchParams): Reply => {
    const portal = store.portals.get(id);
    const customer = store.customers.get(portal?.customer ?? "");
    if (!portal || !customer) return showPortal(id);
    if (form.has("number")) {
      const card = cardOf(form, now());
      if (typeof card === "string") return showPortal(id, card);
      if (card.kind === "declines") return showPortal(id, DECLINED);
      billing.saveCard(customer, card);
      return goTo(`/p/session/${id}`);
    }
    const subscription = store.subscriptions.get(form.get("subscription") ?? "");
    if (!subscription || subscription.customer !== customer.id) return showPortal(id);
    const settings = store.configurations.get(portal.configuration);
    const price = settings?.prices.includes(form.get("price") ?? "")
      ? store.prices.get(form.get("price") ?? "")
      : undefined;
    const change = {
      ...(price ? { price } : {}),
      ...(form.has("cancel") && settings?.cancelMode ? { cancelAtPeriodEnd: true } : {}),
      ...(form.has("keep") ? { cancelAtPeriodEnd: false } : {}),
    };
    try {
      billing.change(subscription, change, { isInvoicedNow: true, isRefusedUnpaid: true });
    } catch {
      return showPortal(id, DECLINED);
    }
    return goTo(`/p/session/${id}`);
  };

  /** The page at a path; null where it is none of theirs. */
  return (method: string, path: string, body: string): Reply | null => {
    const [, area, kind, id = ""] = path.split("/");
    const form = new URLSearchParams(body);
    if (area === "c" && kind === "pay") return checkout(id, method, form);
    if (area === "p" && kind === "session") return method === "POST" ? actOnPortal(id, form) : showPortal(id);
    return null;
  };
}
