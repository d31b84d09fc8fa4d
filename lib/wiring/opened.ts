import { DomainError } from "@/lib/domain/errors";
import { WebhookRefused } from "@/lib/providers/webhook-refused";

/**
 * What is in a delivery: what is not the vendor's is 401, what is no event is 400; neither is kept.
 * @throws DomainError token_invalid, malformed.
 */
export async function opened<T>(open: () => Promise<T> | T): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof WebhookRefused)) throw error;
    throw new DomainError(error.reason === "malformed" ? "malformed" : "token_invalid", error.message, {
      cause: error,
    });
  }
}
