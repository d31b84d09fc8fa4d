import { timingSafeEqual } from "node:crypto";
import { type HeaderSource, headerOf, jsonOf, WebhookRefused } from "../webhook-refused";
import { type PaymentEvent, parseStripeEvent } from "./events";
import { stripeSignature } from "./sign";

const VENDOR = "stripe";
const TOLERANCE_SECONDS = 300;

/** The parts of `t=<seconds>,v1=<hex>,v1=<hex>,v0=…`; several v1 stand there while a secret is rolled. */
function partsOf(header: string): { seconds: string; signatures: string[] } {
  const pairs = header.split(",").map((part) => part.trim().split("="));
  const seconds = pairs.find(([key]) => key === "t")?.[1] ?? "";
  const signatures = pairs.flatMap(([key, value]) => (key === "v1" && value ? [value] : []));
  return { seconds, signatures };
}

const equals = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/**
 * Checks who sent a webhook, as Stripe's SDK does (cjs/Webhooks.js of 23.1): HMAC-SHA256 over `t.rawBody`, signed at
 * most 300 s ago. The check is our own, since the SDK's takes one secret only. Unlike it, a time that is as far
 * ahead is refused as well.
 * @param secrets any of them may have signed: the endpoint's, the emulator's.
 * @throws WebhookRefused
 */
export function verifyStripe(input: {
  rawBody: string;
  headers: HeaderSource;
  secrets: readonly string[];
  now: Date;
}): void {
  const header = headerOf(input.headers, "stripe-signature");
  if (!header) throw new WebhookRefused(VENDOR, "unsigned", "The webhook carries no signature.");
  const { seconds, signatures } = partsOf(header);
  if (!/^\d{1,12}$/.test(seconds) || signatures.length === 0)
    throw new WebhookRefused(VENDOR, "forged", "The signature header has no time or no v1 signature.");
  const secrets = input.secrets.filter((secret) => secret.trim() !== "");
  const expected = secrets.map((secret) => stripeSignature(seconds, input.rawBody, secret));
  if (!expected.some((one) => signatures.some((given) => equals(one, given))))
    throw new WebhookRefused(VENDOR, "forged", "The signature does not fit the body.");
  const age = Math.floor(input.now.getTime() / 1000) - Number(seconds);
  if (Math.abs(age) > TOLERANCE_SECONDS)
    throw new WebhookRefused(VENDOR, "stale", "The webhook was signed more than five minutes away from now.");
}

/**
 * The event in a webhook that really comes from Stripe.
 * @throws WebhookRefused when it does not, or is no event.
 */
export async function receiveStripe(input: {
  rawBody: string;
  headers: HeaderSource;
  secrets: readonly string[];
  now: Date;
}): Promise<PaymentEvent> {
  verifyStripe(input);
  return parseStripeEvent(jsonOf(VENDOR, input.rawBody));
}
