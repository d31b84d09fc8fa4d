import type { Subject } from "@/lib/domain/errors";
import { env } from "@/lib/env";
import { DEFAULT_STATUSES } from "@/lib/http/doors";
import type { PublishedEdition, WireError } from "@/lib/http/edition";
import { inWords } from "@/lib/http/field-words";
import { reference } from "./reference";

/** What Microbit calls the fields that the domain complains about. */
const FIELD_WORDS: Record<string, string> = {
  login: "email",
  firstName: "display_name",
  lastName: "display_name",
  displayName: "display_name",
  currentPassword: "old_password",
  newPassword: "new_password",
  companyName: "company_name",
  voiceId: "voice",
  agentId: "assistant_id",
  phoneNumber: "phone_number",
  number: "phone_number",
  config: "provider_config",
  country: "country_code",
  dayOfWeek: "day_of_week",
  startsAt: "start_time",
  endsAt: "end_time",
  from: "start_date",
  to: "end_date",
  firstDay: "start_date",
  lastDay: "end_date",
  durationMinutes: "duration_minutes",
  "customer.name": "customer_name",
  "customer.phone": "customer_phone",
  "customer.email": "customer_email",
};

/** What Microbit calls the things that may be missing. */
const NOUNS: Partial<Record<Subject, string>> = { agent: "Assistant", business: "Workspace" };

const MINUTE = 60;

/** The one text of a refusal: "Rate limit exceeded" as published for too many requests, and which fields are wrong. */
function textOf({ code, message, detail }: WireError, fields: Record<string, string[]> | undefined): string {
  if (detail.isRequestLimit) return "Rate limit exceeded";
  const noun = code === "not_found" && detail.subject && NOUNS[detail.subject];
  if (noun) return `${noun} not found`;
  const wrong = Object.entries(fields ?? {});
  if (wrong.length === 0) return message;
  return wrong.map(([field, [first = message]]) => `${field}: ${first}`).join(" ");
}

/** Smartbotic Microbit: workspaces, snake case, one text per refusal. */
export const microbit: PublishedEdition = {
  name: "microbit",
  title: "Smartbotic Microbit API",
  limits: {
    anonymous: [],
    get everyone() {
      return [{ limit: env().MICROBIT_REQUESTS_PER_MINUTE, windowSeconds: MINUTE }];
    },
    caller: [],
    auth: [{ limit: 30, windowSeconds: MINUTE }],
    webhook: [],
  },
  rateHeaders: () => ({}),
  cors: {
    origins: "*",
    methods: ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"],
    headers: ["Authorization", "Content-Type", "X-API-Key", "Idempotency-Key"],
  },
  statuses: { ...DEFAULT_STATUSES, validation_failed: 400 },
  fail: (refused) => {
    const { detail } = refused;
    const fields = detail.fields && inWords(detail.fields, FIELD_WORDS);
    return {
      error: textOf(refused, fields),
      ...(fields ? { fields } : {}),
      ...(detail.data ? { details: detail.data } : {}),
    };
  },
  succeed: (data) => data,
  reference,
};
