import { symmetric } from "retell-sdk/lib/webhook_auth";

/** The header that Retell puts on webhooks and tool requests: HMAC-SHA256 over body and milliseconds. */
export async function signRetell(rawBody: string, key: string, now: Date): Promise<Record<string, string>> {
  return { "x-retell-signature": await symmetric.sign(rawBody, key, now.getTime()) };
}
