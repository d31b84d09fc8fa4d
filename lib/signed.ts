import { createHmac } from "node:crypto";

const ENCODED_SECRET = /^whsec_[A-Za-z0-9+/_-]+=*$/;

/** A secret in the standard's own form stands for bytes; any other is taken as it is. */
const keyOf = (secret: string): Buffer =>
  ENCODED_SECRET.test(secret) ? Buffer.from(secret.slice("whsec_".length), "base64") : Buffer.from(secret);

/**
 * The headers of Standard Webhooks 1.0.0 (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md):
 * the signature is HMAC-SHA256 over `id.timestamp.body`. The id stays over all tries, the time is that of this one.
 * @param message.id without a full stop in it.
 */
export function standardHeaders(
  message: { id: string; body: string; sentAt: Date },
  secret: string,
): Record<string, string> {
  const seconds = Math.floor(message.sentAt.getTime() / 1000);
  const signature = createHmac("sha256", keyOf(secret))
    .update(`${message.id}.${seconds}.${message.body}`)
    .digest("base64");
  return {
    "webhook-id": message.id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": `v1,${signature}`,
  };
}

/** The header that n8n workflows check, and sign their requests with: HMAC-SHA256 of the body in hex. */
export const n8nHeaders = (body: string, secret: string): { "x-n8n-signature": string } => ({
  "x-n8n-signature": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
});
