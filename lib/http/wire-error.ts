import { DomainError } from "@/lib/domain/errors";
import { VendorError } from "@/lib/domain/ports";
import type { WireError } from "./edition";

/** Postgres and socket conditions that pass by themselves: the caller may try again. */
const TRANSIENT = new Set([
  "08000",
  "08003",
  "08006",
  "53300",
  "53400",
  "55P03",
  "57014",
  "57P01",
  "57P02",
  "57P03",
  "40001",
  "40P01",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
]);

const isTransient = (error: unknown): boolean =>
  error instanceof Error &&
  (("code" in error && TRANSIENT.has(String(error.code))) ||
    /connection terminated|not queryable|timeout exceeded when trying to connect|query read timeout/i.test(
      error.message,
    ));

/** Any thrown thing as what the caller may know of it: unknown errors say nothing. */
export function toWireError(error: unknown): WireError {
  if (error instanceof DomainError) return { code: error.code, message: error.message, detail: error.detail };
  if (error instanceof VendorError) {
    return {
      code: "vendor_failed",
      message: "A service that this needs did not do its part. Try again later.",
      detail: error.isRetryable ? { retryAfterSeconds: 30 } : {},
    };
  }
  if (isTransient(error)) {
    return {
      code: "unavailable",
      message: "Service temporarily unavailable",
      detail: { retryAfterSeconds: 2 },
    };
  }
  return { code: "internal", message: "Internal server error", detail: {} };
}
