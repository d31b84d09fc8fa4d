import type { Stripe } from "stripe";

const TIMEOUT_MILLISECONDS = 5000;

/**
 * Stripe's SDK for one key, loaded at first use.
 * @param options.baseUrl a bare origin; null: Stripe itself.
 */
export async function openStripe(
  key: string,
  { baseUrl, timeoutMilliseconds }: { baseUrl: string | null; timeoutMilliseconds?: number | undefined },
): Promise<Stripe> {
  const { Stripe: Client } = await import("stripe");
  const address = baseUrl ? new URL(baseUrl) : null;
  return new Client(key, {
    timeout: timeoutMilliseconds ?? TIMEOUT_MILLISECONDS,
    maxNetworkRetries: 1,
    telemetry: false,
    ...(address
      ? {
          host: address.hostname,
          port: address.port || (address.protocol === "https:" ? "443" : "80"),
          protocol: address.protocol === "https:" ? "https" : "http",
        }
      : {}),
  });
}
