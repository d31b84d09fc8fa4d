import { Stripe } from "stripe";
import type { PaymentPort } from "@/lib/domain/ports";
import { listen } from "@/lib/providers/emulation/server";
import { createStripePayments } from "@/lib/providers/stripe/client";
import { type StripeEmulator, startStripeEmulator } from "@/lib/providers/stripe/emulator";
import { type PaymentEvent, parseStripeEvent } from "@/lib/providers/stripe/events";

export const CARDS = {
  pays: "4242 4242 4242 4242",
  declines: "4000 0000 0000 0002",
  asks: "4000 0025 0000 3155",
  declinesLater: "4000 0000 0000 0341",
} as const;

export interface TestStripe {
  emulator: StripeEmulator;
  /** The product's adapter. */
  payments: PaymentPort;
  /** The vendor's own SDK, as anybody would use it. */
  sdk: Stripe;
  /** The webhooks that arrived, oldest first. */
  arrived: { event: PaymentEvent; rawBody: string; signature: string }[];
  /** Fills in a page's card form as a browser without scripts would. */
  payOn(url: string, card: string): Promise<Response>;
  close(): Promise<void>;
}

/** An emulated account, an endpoint that takes its webhooks, and both ways of asking it. Close it after the test. */
export async function startTestStripe(options: { now?: () => Date } = {}): Promise<TestStripe> {
  const arrived: TestStripe["arrived"] = [];
  const endpoint = await listen(async ({ text, body, headers }) => {
    const signature = String(headers["stripe-signature"]);
    arrived.push({ event: parseStripeEvent(body), rawBody: text, signature });
    return { status: 200, json: {} };
  });
  const emulator = await startStripeEmulator({
    ...options,
    webhookUrl: () => `${endpoint.origin}/webhook`,
    retryMilliseconds: [10, 20, 40],
  });
  const { apiKey, baseUrl } = emulator;
  const { hostname, port } = new URL(baseUrl);
  return {
    emulator,
    arrived,
    payments: createStripePayments({ apiKey, baseUrl, timeoutMilliseconds: 30_000 }),
    sdk: new Stripe(apiKey, { host: hostname, port, protocol: "http", maxNetworkRetries: 0 }),
    payOn: (url, card) =>
      fetch(url, {
        method: "POST",
        redirect: "manual",
        body: new URLSearchParams({ number: card, expiry: "12/80", cvc: "123" }),
      }),
    close: async () => {
      await emulator.close();
      await endpoint.close();
    },
  };
}
