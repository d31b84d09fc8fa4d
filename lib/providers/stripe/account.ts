import { z } from "zod";
import { VendorError, type Verifiable } from "@/lib/domain/ports";
import { openStripe } from "./sdk";

export interface StripeAccountSettings {
  /** A bare origin. Null: Stripe itself. */
  baseUrl: string | null;
  isEmulated: boolean;
  timeoutMilliseconds?: number;
}

const failure = z.object({ statusCode: z.number().optional().catch(undefined) }).catch({});

function failureOf(error: unknown): VendorError {
  const { statusCode } = failure.parse(error);
  const words =
    statusCode === 401
      ? "Stripe does not know this secret key. Copy it again from the API keys of your Stripe account."
      : statusCode === 403
        ? "Stripe does not let this key read the balance, which is how it is checked. Give it that permission, or use the standard secret key."
        : statusCode === 429
          ? "Stripe is asked too often right now. Try again in a minute."
          : "Stripe could not be reached. Try again in a few minutes.";
  const isRetryable = statusCode !== 401 && statusCode !== 403;
  return new VendorError("stripe", words, { isRetryable, cause: error });
}

/**
 * A business's own Stripe account, by its secret key. It is only ever asked whether it knows the key, by reading the
 * balance, which changes nothing. Throws VendorError with words for the owner.
 */
export function createStripeAccount(
  settings: StripeAccountSettings,
): (account: { secretKey: string }) => Verifiable {
  return ({ secretKey }) => ({
    isEmulated: settings.isEmulated,
    verify: async () => {
      // What no header can carry is no key, and the SDK would throw its own words about it.
      if (!/^[\x21-\x7e]+$/.test(secretKey)) throw failureOf({ statusCode: 401 });
      try {
        const stripe = await openStripe(secretKey, settings);
        await stripe.balance.retrieve();
      } catch (error) {
        throw failureOf(error);
      }
    },
  });
}
