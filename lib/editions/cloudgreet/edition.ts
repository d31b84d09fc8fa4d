import type { ErrorCode, Subject } from "@/lib/domain/errors";
import { DEFAULT_STATUSES } from "@/lib/http/doors";
import type { PublishedEdition } from "@/lib/http/edition";
import { inWords } from "@/lib/http/field-words";
import { type CloudGreetCode, reference } from "./reference";

/** CloudGreet, "Error Codes": its 13 words for everything that can go wrong. */
const CODES: Record<ErrorCode, CloudGreetCode> = {
  malformed: "VALIDATION_ERROR",
  validation_failed: "VALIDATION_ERROR",
  unauthenticated: "AUTH_REQUIRED",
  invalid_credentials: "AUTH_INVALID_TOKEN",
  token_invalid: "AUTH_INVALID_TOKEN",
  token_expired: "AUTH_INVALID_TOKEN",
  forbidden: "AUTH_INSUFFICIENT_PERMISSIONS",
  suspended: "AUTH_INSUFFICIENT_PERMISSIONS",
  not_found: "RESOURCE_NOT_FOUND",
  already_exists: "RESOURCE_ALREADY_EXISTS",
  slot_taken: "RESOURCE_ALREADY_EXISTS",
  conflict: "RESOURCE_ALREADY_EXISTS",
  quota_exceeded: "RATE_LIMIT_EXCEEDED",
  rate_limited: "RATE_LIMIT_EXCEEDED",
  method_not_allowed: "VALIDATION_ERROR",
  payload_too_large: "VALIDATION_ERROR",
  unsupported_media_type: "VALIDATION_ERROR",
  vendor_failed: "EXTERNAL_SERVICE_ERROR",
  unavailable: "EXTERNAL_SERVICE_ERROR",
  internal: "INTERNAL_SERVER_ERROR",
};

const NOT_FOUND_CODES: Partial<Record<Subject, CloudGreetCode>> = {
  business: "BUSINESS_NOT_FOUND",
  lead: "LEAD_NOT_FOUND",
  appointment: "APPOINTMENT_NOT_FOUND",
  agent: "AGENT_NOT_FOUND",
};

/** What CloudGreet calls the fields that the domain complains about. */
const FIELD_WORDS: Record<string, string> = {
  businessName: "business_name",
  firstName: "first_name",
  lastName: "last_name",
  login: "email",
  timeZone: "settings.timezone",
  hours: "settings.business_hours",
  startsAt: "scheduled_date",
  durationMinutes: "duration",
  title: "type",
  leadId: "lead_id",
};

const HOUR = 3600;

/** CloudGreet: the default edition. */
export const cloudgreet: PublishedEdition = {
  name: "cloudgreet",
  title: "CloudGreet API",
  limits: {
    anonymous: [{ limit: 100, windowSeconds: HOUR }],
    everyone: [],
    caller: [{ limit: 1000, windowSeconds: HOUR }],
    auth: [{ limit: 30, windowSeconds: 60 }],
    webhook: [{ limit: 10_000, windowSeconds: HOUR }],
  },
  rateHeaders: ({ limit, remaining, resetAt }) => ({
    "X-RateLimit-Limit": String(limit),
    "X-RateLimit-Remaining": String(remaining),
    "X-RateLimit-Reset": String(Math.ceil(resetAt.getTime() / 1000)),
  }),
  cors: null,
  // The document lists 503 and no 502.
  statuses: { ...DEFAULT_STATUSES, vendor_failed: 503 },
  fail: ({ code, message, detail }, { requestId, now }) => ({
    success: false,
    error: code === "validation_failed" ? "Validation failed" : message,
    code: (code === "not_found" && detail.subject && NOT_FOUND_CODES[detail.subject]) || CODES[code],
    details: detail.fields ? inWords(detail.fields, FIELD_WORDS) : (detail.data ?? {}),
    timestamp: now.toISOString(),
    requestId,
  }),
  succeed: (data, { message, requestId, now }) => ({
    success: true,
    data,
    message,
    timestamp: now.toISOString(),
    requestId,
  }),
  reference,
};
