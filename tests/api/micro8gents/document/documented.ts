import type { Sending } from "../../support";
import type { Office } from "../office";
import {
  BOOKING,
  BOOKING_BODY,
  CALL,
  CALL_BODY,
  CHECKOUT,
  CHECKOUT_BODY,
  FAQS,
  FAQS_BODY,
  HOURS,
  INFO,
  INFO_BODY,
  INTEGRATION,
  INTEGRATION_BODY,
  INTEGRATION_PATCH,
  MESSAGE,
  PLAN_BODY,
  PORTAL,
  PORTAL_BODY,
  STATS,
  SUBSCRIPTION,
  USER,
} from "./bodies";
import * as ready from "./ready";
import type { Spec } from "./spec";

/** What has to be there before a request, and what goes along with it; `body` overrides single values. */
export type Ready = (office: Office) => Promise<Sending>;

/** One documented endpoint. */
export interface Documented {
  /** The statuses that the document lists. */
  statuses: readonly number[];
  body?: { readonly [field: string]: Spec };
  answer: Spec;
  /** Before the documented request; nothing is needed by default. */
  ready?: Ready;
  /** How a listed status is met where the usual ways (a bad body, nobody, an unknown id) do not lead there. */
  meets?: Partial<Record<number, Ready>>;
  /** Listed, and cannot be met: why, as docs/contracts.md has it. */
  never?: Partial<Record<number, string>>;
  /** A field that does not read back as it was sent. */
  differs?: string;
}

const READ = [200, 401];
const ONE = [200, 401, 404];
const WRITE = [200, 400, 401];
const MADE = [201, 400, 401];
const CHANGE = [200, 400, 401, 404];
const WEBHOOK = { statuses: [200, 400], answer: {} };

/** The document's endpoints in its order. A webhook's 200 is the vendor's to sign: `webhooks/`. */
export const DOCUMENTED: Record<string, Documented> = {
  "POST /auth/register": {
    statuses: [201, 400, 409],
    body: { username: "string", email: "string", password: "string", businessName: "string" },
    answer: USER,
    ready: ready.newcomer,
    meets: { 409: ready.sameAgain },
  },
  "POST /auth/login": {
    statuses: [200, 401],
    body: { username: "string", password: "string" },
    answer: USER,
    ready: ready.known,
    meets: { 401: ready.wrongPassword },
  },
  "POST /auth/logout": { statuses: [200], answer: MESSAGE },
  "GET /auth/me": { statuses: READ, answer: USER },

  "GET /business/info": {
    statuses: ONE,
    answer: INFO,
    never: { 404: "A session is of a business, and that has its information." },
  },
  "PUT /business/info": { statuses: WRITE, body: INFO_BODY, answer: INFO },
  "GET /business/hours": {
    statuses: ONE,
    answer: HOURS,
    never: { 404: "A business always has hours." },
  },
  "PUT /business/hours": { statuses: WRITE, body: HOURS, answer: MESSAGE },
  "GET /business/faqs": { statuses: READ, answer: FAQS, ready: ready.faqs },
  "PUT /business/faqs": { statuses: WRITE, body: FAQS_BODY, answer: MESSAGE },

  "GET /calls": { statuses: READ, answer: [CALL], ready: ready.calls },
  "GET /calls/:id": { statuses: ONE, answer: CALL, ready: ready.call },
  "POST /calls": { statuses: MADE, body: CALL_BODY, answer: CALL },
  "GET /dashboard/stats": { statuses: READ, answer: STATS },

  "GET /bookings": { statuses: READ, answer: [BOOKING], ready: ready.booking },
  "GET /bookings/:id": { statuses: ONE, answer: BOOKING, ready: ready.booking },
  "POST /bookings": { statuses: MADE, body: BOOKING_BODY, answer: BOOKING },
  "PUT /bookings/:id": { statuses: CHANGE, body: BOOKING_BODY, answer: BOOKING, ready: ready.booking },
  "DELETE /bookings/:id": { statuses: ONE, answer: MESSAGE, ready: ready.booking },

  "GET /integrations": { statuses: READ, answer: [INTEGRATION], ready: ready.integration },
  "POST /integrations": { statuses: MADE, body: INTEGRATION_BODY, answer: INTEGRATION, differs: "status" },
  "PUT /integrations/:id": {
    statuses: CHANGE,
    body: INTEGRATION_PATCH,
    answer: INTEGRATION,
    differs: "status",
    ready: ready.integration,
  },
  "DELETE /integrations/:id": { statuses: ONE, answer: MESSAGE, ready: ready.integration },

  "GET /subscriptions/current": {
    statuses: ONE,
    answer: SUBSCRIPTION,
    ready: ready.freePlan,
    meets: { 404: ready.nothing },
  },
  "POST /subscriptions": { statuses: MADE, body: PLAN_BODY, answer: SUBSCRIPTION },
  "PUT /subscriptions/:id": {
    statuses: CHANGE,
    body: PLAN_BODY,
    answer: SUBSCRIPTION,
    ready: ready.freePlan,
  },
  "POST /subscriptions/checkout": { statuses: WRITE, body: CHECKOUT_BODY, answer: CHECKOUT },
  "POST /subscriptions/billing-portal": {
    statuses: CHANGE,
    body: PORTAL_BODY,
    answer: PORTAL,
    ready: ready.customer,
    meets: { 404: ready.nothing },
  },

  "POST /webhooks/stripe": WEBHOOK,
  "POST /webhooks/twilio": WEBHOOK,
  "POST /webhooks/n8n": WEBHOOK,
};
