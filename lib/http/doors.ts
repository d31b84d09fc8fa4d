import type { ErrorCode } from "@/lib/domain/errors";
import type { Edition } from "./edition";

/** HTTP status of each domain error where no document says otherwise. */
export const DEFAULT_STATUSES: Record<ErrorCode, number> = {
  malformed: 400,
  validation_failed: 422,
  unauthenticated: 401,
  invalid_credentials: 401,
  token_invalid: 401,
  token_expired: 401,
  forbidden: 403,
  suspended: 403,
  not_found: 404,
  already_exists: 409,
  slot_taken: 409,
  conflict: 409,
  quota_exceeded: 429,
  rate_limited: 429,
  method_not_allowed: 405,
  payload_too_large: 413,
  unsupported_media_type: 415,
  vendor_failed: 502,
  unavailable: 503,
  internal: 500,
};

/** The doors of the product itself: vendors' webhooks, tools, cron, live updates. No document describes them. */
export const doors: Edition = {
  name: "doors",
  title: "Frontdesk",
  // One vendor address carries every tenant, so nothing is counted per address; signatures guard these doors. The one
  // that anybody may knock at asks for `auth`: mail programs unsubscribe many from one address, but not without end.
  limits: {
    anonymous: [],
    everyone: [],
    caller: [],
    auth: [{ limit: 300, windowSeconds: 60 }],
    webhook: [],
  },
  rateHeaders: () => ({}),
  cors: null,
  statuses: DEFAULT_STATUSES,
  fail: ({ code, message, detail }) => ({
    error: message,
    code,
    ...(detail.fields ? { fields: detail.fields } : {}),
    ...(detail.data ? { details: detail.data } : {}),
  }),
  succeed: (data) => data,
  reference: null,
};
