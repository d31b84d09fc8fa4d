import { createHmac, randomBytes } from "node:crypto";

/** A secret as Stripe gives one to a webhook endpoint. */
export const makeWebhookSecret = (): string => `whsec_${randomBytes(24).toString("hex")}`;

/** Hex HMAC-SHA256 over `seconds.body`; the key is the whole secret, its prefix included. */
export const stripeSignature = (seconds: number | string, rawBody: string, secret: string): string =>
  createHmac("sha256", secret).update(`${seconds}.${rawBody}`).digest("hex");

/** The header that Stripe puts on a webhook. */
export function signStripe(rawBody: string, secret: string, now: Date): Record<string, string> {
  const seconds = Math.floor(now.getTime() / 1000);
  return { "stripe-signature": `t=${seconds},v1=${stripeSignature(seconds, rawBody, secret)}` };
}
