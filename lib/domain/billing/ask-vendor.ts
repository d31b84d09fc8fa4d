import type { Context } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { IntentTaken, PaymentDeclined, type PaymentPort, VendorError } from "@/lib/domain/ports";

/** The port, where payments are set up. @throws DomainError unavailable. */
export function requirePayments({ ports }: Context): PaymentPort {
  if (!ports.payments.isConfigured)
    throw new DomainError("unavailable", "Payments are not set up here. Connect Stripe to sell plans.");
  return ports.payments;
}

/**
 * Asks the vendor for something that the caller waits for.
 * @throws DomainError validation_failed where a card was refused, conflict where another wish came first, unavailable
 * where trying again can help, else vendor_failed.
 */
export async function asked<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof PaymentDeclined) {
      const message = `${error.message} Choose another card in the billing portal, then try again.`;
      throw new DomainError("validation_failed", message, { fields: { plan: [message] }, cause: error });
    }
    if (error instanceof IntentTaken)
      throw new DomainError(
        "conflict",
        "Another plan was chosen at the same moment. See which plan runs now, then change it if you want another.",
        { cause: error },
      );
    if (!(error instanceof VendorError)) throw error;
    if (error.isRetryable)
      throw new DomainError("unavailable", "The payment service does not answer. Try again in a moment.", {
        retryAfterSeconds: 5,
        cause: error,
      });
    throw new DomainError("vendor_failed", "The payment service refused this. Nothing was changed or paid.", {
      cause: error,
    });
  }
}
