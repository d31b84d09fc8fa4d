/** Everything that can go wrong in the product's own terms. Each edition words every one of them. */
export const ERROR_CODES = [
  "malformed",
  "validation_failed",
  "unauthenticated",
  "invalid_credentials",
  "token_invalid",
  "token_expired",
  "forbidden",
  "suspended",
  "not_found",
  "already_exists",
  "slot_taken",
  "conflict",
  "quota_exceeded",
  "rate_limited",
  "method_not_allowed",
  "payload_too_large",
  "unsupported_media_type",
  "vendor_failed",
  "unavailable",
  "internal",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** The nouns an error can be about. */
export type Subject =
  | "user"
  | "business"
  | "member"
  | "invitation"
  | "agent"
  | "scenario"
  | "call"
  | "conversation"
  | "message"
  | "contact"
  | "lead"
  | "calendar"
  | "time_slot"
  | "appointment"
  | "service"
  | "faq"
  | "number"
  | "task"
  | "api_key"
  | "subscription"
  | "integration"
  | "delivery"
  | "file";

/** Messages per field, as forms show them. */
export type FieldErrors = Record<string, string[]>;

export interface ErrorDetail {
  subject?: Subject;
  fields?: FieldErrors;
  /** Facts that help the caller go on, such as the next free slots. Shown to the caller. */
  data?: Record<string, unknown>;
  /** Seconds until a retry makes sense. */
  retryAfterSeconds?: number;
  /** How often one may ask at all, and no rule of the domain: every edition has words of its own for it. */
  isRequestLimit?: true;
  cause?: unknown;
}

/** An error of the domain. `message` is written for the caller: it says what is wrong and what to do. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;

  constructor(code: ErrorCode, message: string, detail: ErrorDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = "DomainError";
    this.code = code;
    this.detail = detail;
  }
}

const NOUNS: Record<Subject, string> = {
  user: "User",
  business: "Business",
  member: "Member",
  invitation: "Invitation",
  agent: "Agent",
  scenario: "Scenario",
  call: "Call",
  conversation: "Conversation",
  message: "Message",
  contact: "Contact",
  lead: "Lead",
  calendar: "Calendar",
  time_slot: "Time slot",
  appointment: "Appointment",
  service: "Service",
  faq: "FAQ",
  number: "Number",
  task: "Task",
  api_key: "API key",
  subscription: "Subscription",
  integration: "Integration",
  delivery: "Delivery",
  file: "File",
};

/** The thing does not exist, or belongs to another tenant: the caller cannot tell which. */
export const notFound = (subject: Subject): DomainError =>
  new DomainError("not_found", `${NOUNS[subject]} not found`, { subject });

/** The input breaks a rule that the schema cannot state. */
export const invalid = (field: string, message: string): DomainError =>
  new DomainError("validation_failed", message, { fields: { [field]: [message] } });
