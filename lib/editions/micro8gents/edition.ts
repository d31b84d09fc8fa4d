import { DEFAULT_STATUSES } from "@/lib/http/doors";
import type { PublishedEdition } from "@/lib/http/edition";
import { inWords } from "@/lib/http/field-words";
import { reference } from "./reference";

/** What Micro8gents calls the fields that the domain complains about. */
const FIELD_WORDS: Record<string, string> = {
  login: "username",
  name: "businessName",
  postalCode: "zip",
  startsAt: "date",
  title: "service",
  serviceId: "service",
  "customer.name": "customer",
  "customer.phone": "phone",
  "customer.email": "email",
};

const MINUTE = 60;
const HOUR = 3600;

/** Micro8gents: bare bodies, numeric ids, a session cookie. */
export const micro8gents: PublishedEdition = {
  name: "micro8gents",
  title: "Micro8gents API",
  limits: {
    anonymous: [],
    everyone: [
      { limit: 100, windowSeconds: MINUTE },
      { limit: 1000, windowSeconds: HOUR },
    ],
    caller: [],
    auth: [{ limit: 30, windowSeconds: MINUTE }],
    webhook: [{ limit: 10_000, windowSeconds: MINUTE }],
  },
  rateHeaders: ({ limit, remaining, resetAt }) => ({
    "X-RateLimit-Limit": String(limit),
    "X-RateLimit-Remaining": String(remaining),
    "X-RateLimit-Reset": String(Math.ceil(resetAt.getTime() / 1000)),
  }),
  cors: null,
  statuses: { ...DEFAULT_STATUSES, validation_failed: 400 },
  fail: ({ message, detail }) => ({
    message,
    errors: detail.fields ? inWords(detail.fields, FIELD_WORDS) : {},
    ...(detail.data ? { details: detail.data } : {}),
  }),
  succeed: (data) => data,
  reference,
};
