import { ERROR_CODES, type ErrorCode, notFound } from "@/lib/domain/errors";
import type { Edition, WireError } from "@/lib/http/edition";
import type { AnyRouteSpec } from "@/lib/http/route";

/** What each error tells a caller in the reference: the cause, in words that fit every operation. */
const CAUSES: Record<ErrorCode, string> = {
  malformed: "The body is not valid JSON.",
  validation_failed: "A value is missing or wrong; the answer names every field.",
  unauthenticated: "Authentication required",
  invalid_credentials: "The e-mail address or the password is wrong.",
  token_invalid: "Invalid or expired token",
  token_expired: "The token has expired.",
  forbidden: "Insufficient permissions: ask an owner or admin of the business.",
  suspended: "This account is suspended.",
  not_found: "There is no such thing, or it belongs to another business.",
  already_exists: "It exists already.",
  slot_taken: "This time is no longer free.",
  conflict: "Its state does not allow this, or the idempotency key was used for another request.",
  quota_exceeded: "What the plan allows is used up.",
  rate_limited: "Too many requests. Wait and try again.",
  method_not_allowed: "The path has no such method.",
  payload_too_large: "The body is larger than 1 MB.",
  unsupported_media_type: "The content type is not application/json.",
  vendor_failed: "A service that this needs did not do its part.",
  unavailable: "Service temporarily unavailable",
  internal: "Internal server error",
};

/** The errors that an operation can answer with: those of the pipeline, by what the route asks for, and its own. */
function codesOf(spec: AnyRouteSpec, method: string): Set<ErrorCode> {
  const codes = new Set<ErrorCode>(["rate_limited", "internal", "unavailable", ...(spec.errors ?? [])]);
  const isWebhook = spec.limit === "webhook";
  if (isWebhook) for (const code of ["malformed", "token_invalid"] as const) codes.add(code);
  if (spec.access !== "public" && spec.access !== "anyone") {
    for (const code of ["unauthenticated", "token_invalid", "suspended"] as const) codes.add(code);
    codes.add("forbidden");
  }
  if (spec.query) codes.add("validation_failed");
  if (spec.body) {
    for (const code of ["malformed", "validation_failed", "unsupported_media_type"] as const) codes.add(code);
  }
  if (method !== "get") codes.add("payload_too_large");
  if (method === "post" && !isWebhook) codes.add("conflict");
  if (spec.params || spec.subject) codes.add("not_found");
  return codes;
}

function wireError(code: ErrorCode, spec: AnyRouteSpec): WireError {
  if (code === "not_found" && spec.subject) {
    const { message, detail } = notFound(spec.subject);
    return { code, message, detail };
  }
  const fields = { field: ["What is wrong with it."] };
  if (code === "rate_limited") return { code, message: CAUSES[code], detail: { isRequestLimit: true } };
  return { code, message: CAUSES[code], detail: code === "validation_failed" ? { fields } : {} };
}

interface Refusal {
  /** The domain's code, and what is missing where that is known: `not_found_lead`. */
  name: string;
  cause: string;
  body: unknown;
}

/** The refusals of an operation by status, each as the edition words it. */
export function refusalsOf(
  edition: Edition,
  spec: AnyRouteSpec,
  method: string,
): { status: number; refusals: Refusal[] }[] {
  const possible = new Set([...codesOf(spec, method)].map((code) => spec.rewords?.[code] ?? code));
  const codes = ERROR_CODES.filter((code) => possible.has(code));
  const meta = { requestId: "req_019b76da9a8c7bf5a2e3d1c0f4e5a6b7", now: new Date("2026-01-15T10:30:00Z") };
  const statuses = [...new Set(codes.map((code) => edition.statuses[code]))].sort();
  return statuses.map((status) => ({
    status,
    refusals: codes
      .filter((code) => edition.statuses[code] === status)
      .map((code) => ({
        name: code === "not_found" && spec.subject ? `${code}_${spec.subject}` : code,
        cause: CAUSES[code],
        body: edition.fail(wireError(code, spec), meta),
      })),
  }));
}
