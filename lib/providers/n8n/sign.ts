import { createHmac } from "node:crypto";

/** The header that a workflow signs its requests with, and that signs ours to it: HMAC-SHA256 of the body in hex. */
export const signN8n = (rawBody: string, secret: string): { "x-n8n-signature": string } => ({
  "x-n8n-signature": `sha256=${createHmac("sha256", secret).update(rawBody).digest("hex")}`,
});
