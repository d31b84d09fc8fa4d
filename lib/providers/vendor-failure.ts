import { z } from "zod";
import { VendorError } from "@/lib/domain/ports";

const failure = z.object({ status: z.number().optional().catch(undefined), message: z.string().catch("") });
const RETRYABLE_STATUSES = new Set([408, 409, 425, 429]);
const NEVER_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);
const MOST_CAUSES = 4;

/** Status of an SDK's error; undefined when nobody answered. */
export const statusOf = (error: unknown): number | undefined => failure.safeParse(error).data?.status;

/** Whether the connection never came about, so that nothing can have been taken. */
export function neverConnected(error: unknown): boolean {
  let inner = error;
  for (let depth = 0; depth < MOST_CAUSES; depth += 1) {
    if (!(inner instanceof Error)) return false;
    if ("code" in inner && typeof inner.code === "string" && NEVER_CONNECTED.has(inner.code)) return true;
    inner = inner.cause;
  }
  return false;
}

/**
 * Any throw of an SDK as the one error the domain knows. No answer, 408, 409, 425, 429 and 5xx can be
 * tried again; every other refusal is final.
 */
export function vendorFailure(vendor: string, error: unknown, retryable?: boolean): VendorError {
  if (error instanceof VendorError) return error;
  const status = statusOf(error);
  const isRetryable = retryable ?? (status === undefined || status >= 500 || RETRYABLE_STATUSES.has(status));
  const message = error instanceof Error ? error.message : String(error);
  return new VendorError(vendor, `${vendor}: ${message}`, { isRetryable, cause: error });
}
