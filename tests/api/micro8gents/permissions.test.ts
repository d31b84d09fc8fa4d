import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROLES, type Role } from "@/lib/domain/permissions";
import { startTestStripe, type TestStripe } from "../../support/stripe";
import type { Answer, Sending } from "../support";
import * as ready from "./document/ready";
import { type Office, openOffice, rawOf, served } from "./office";
import { asRole, joinAs, type Person, refusal } from "./support";

type Caller = Role | "stranger" | "nobody";

/** What each caller is answered. */
interface Row {
  allowed: readonly Role[];
  /** A success; 200 unless said otherwise. */
  status?: 201;
  /** To a stranger to the business: the noun of a 404, or a success on what is the stranger's own. */
  stranger?: string;
  /** Made anew by the owner for each call: the thing that it is about. */
  about?: (office: Office) => Promise<Sending>;
  body?: object | (() => object);
}

const EVERYONE = ROLES;
const STAFF = ["owner", "admin", "manager", "member"] as const;
const MANAGERS = ["owner", "admin", "manager"] as const;
const ADMINS = ["owner", "admin"] as const;

let lastQuarter = 0;
/** A start that nobody has yet, within opening hours. */
const start = (): string => {
  lastQuarter += 2;
  return new Date(
    Date.UTC(2026, 2, 3 + Math.floor(lastQuarter / 28), 9, (lastQuarter % 28) * 15),
  ).toISOString();
};
const booked = async ({ make }: Office): Promise<Sending> => {
  const { id } = await make("POST /bookings", {
    body: { customer: "Ana", service: "A talk", date: start() },
  });
  return { id: String(id) };
};
/** One of each type is all there may be. */
const connected = async (office: Office): Promise<Sending> => {
  for (const { id } of (await office.ask("GET /integrations")).body as { id: number }[])
    await office.make("DELETE /integrations/:id", { id: String(id) });
  return ready.integration(office);
};
const disconnected = async (office: Office): Promise<Sending> => {
  await office.ask("DELETE /integrations/:id", await connected(office));
  return {};
};

/** Every endpoint that asks who is calling. A new one fails the test below until it is listed here. */
const MATRIX: Record<string, Row> = {
  "GET /auth/me": { allowed: EVERYONE },
  "GET /business/info": { allowed: EVERYONE },
  "PUT /business/info": { allowed: ADMINS, body: { city: "Springfield" } },
  "GET /business/hours": { allowed: EVERYONE },
  "PUT /business/hours": { allowed: ADMINS, body: { monday: { isOpen: true } } },
  "GET /business/faqs": { allowed: EVERYONE },
  "PUT /business/faqs": { allowed: MANAGERS, body: { faqs: [] } },
  "GET /calls": { allowed: EVERYONE },
  "GET /calls/:id": { allowed: EVERYONE, about: ready.call, stranger: "Call" },
  "POST /calls": { allowed: STAFF, status: 201, body: { status: "completed" } },
  "GET /dashboard/stats": { allowed: EVERYONE },
  "GET /bookings": { allowed: EVERYONE },
  "GET /bookings/:id": { allowed: EVERYONE, about: booked, stranger: "Appointment" },
  "POST /bookings": {
    allowed: STAFF,
    status: 201,
    body: () => ({ customer: "Ana", service: "A talk", date: start() }),
  },
  "PUT /bookings/:id": { allowed: STAFF, about: booked, stranger: "Appointment", body: { notes: "Changed" } },
  "DELETE /bookings/:id": { allowed: STAFF, about: booked, stranger: "Appointment" },
  "GET /integrations": { allowed: ADMINS },
  "POST /integrations": {
    allowed: ADMINS,
    status: 201,
    about: disconnected,
    body: { type: "email", config: {} },
  },
  "PUT /integrations/:id": {
    allowed: ADMINS,
    about: connected,
    stranger: "Integration",
    body: { status: "inactive" },
  },
  "DELETE /integrations/:id": { allowed: ADMINS, about: connected, stranger: "Integration" },
  "GET /subscriptions/current": { allowed: ADMINS },
  "POST /subscriptions": { allowed: ADMINS, status: 201, body: { plan: "free" } },
  "PUT /subscriptions/:id": {
    allowed: ADMINS,
    about: ready.freePlan,
    stranger: "Subscription",
    body: { plan: "free" },
  },
  "POST /subscriptions/checkout": {
    allowed: ADMINS,
    body: { plan: "basic", successUrl: "https://example.com/a", cancelUrl: "https://example.com/b" },
  },
  "POST /subscriptions/billing-portal": {
    allowed: ADMINS,
    body: { returnUrl: "https://example.com/account" },
  },
};

const guarded = [...served].filter(([, { doc }]) => !["public", "anyone"].includes(doc.access ?? ""));
const cells = guarded.flatMap(([name]) => {
  const row = MATRIX[name];
  const callers: Caller[] = [...ROLES, "stranger", "nobody"];
  return row ? callers.map((caller) => [name, caller, row] as const) : [];
});

let stripe: TestStripe;
let office: Office;
const people = new Map<Caller, Person>();
beforeAll(async () => {
  stripe = await startTestStripe();
  office = await openOffice(undefined, { payments: stripe.payments });
  const { businessId } = await rawOf(office.person);
  for (const role of ROLES)
    people.set(role, role === "owner" ? office.person : await joinAs(role, businessId));
  const other = await openOffice(undefined, { payments: stripe.payments });
  people.set("stranger", other.person);
  for (const { make } of [office, other]) {
    await make("POST /subscriptions", { body: { plan: "free" } });
    await make("POST /subscriptions/checkout", { body: MATRIX["POST /subscriptions/checkout"]?.body });
  }
});
afterAll(() => stripe.close());

async function ask(name: string, row: Row, caller: Caller): Promise<Answer> {
  const about = (await row.about?.(office)) ?? {};
  const body = typeof row.body === "function" ? row.body() : row.body;
  const headers = people.get(caller)?.headers ?? {};
  return office.ask(name, { ...about, headers, ...(body ? { body } : {}) });
}

function expected(row: Row, caller: Caller): { status: number; body: unknown } {
  if (caller === "nobody") return { status: 401, body: refusal(expect.any(String)) };
  if (caller === "stranger" && row.stranger)
    return { status: 404, body: refusal(`${row.stranger} not found`) };
  if (caller !== "stranger" && !row.allowed.includes(caller))
    return { status: 403, body: refusal("Insufficient permissions: ask an owner or admin of the business.") };
  return { status: row.status ?? 200, body: expect.not.objectContaining({ errors: expect.anything() }) };
}

describe("who may do what", () => {
  it("is said of every endpoint, and of no other", () => {
    const names = guarded.map(([name]) => name);
    expect(names.filter((name) => !Object.hasOwn(MATRIX, name))).toEqual([]);
    expect(Object.keys(MATRIX).filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(cells)("%s: %s", async (name, caller, row) => {
    const { status, body } = await ask(name, row, caller);
    expect({ status, body }).toEqual(expected(row, caller));
  });
});

describe("a second tenant", () => {
  it("finds nothing of the first in its own lists", async () => {
    await ready.call(office);
    await booked(office);
    await connected(office);
    const headers = people.get("stranger")?.headers ?? {};
    const own = (await office.ask("GET /business/info", { headers })).body as { id: number };
    for (const name of ["GET /calls", "GET /bookings", "GET /integrations", "GET /business/faqs"]) {
      const { body } = await office.ask(name, { headers });
      const rows = (Array.isArray(body) ? body : (body as { faqs: unknown[] }).faqs) as {
        businessId: number;
      }[];
      expect(rows.filter(({ businessId }) => businessId !== own.id)).toEqual([]);
    }
  });
});

describe("a session", () => {
  it("has the role that its person has now", async () => {
    const mine = await openOffice();
    const { headers } = await asRole(mine.person, "guest");
    expect((await mine.ask("POST /calls", { headers, body: { status: "missed" } })).status).toBe(403);
    const again = await asRole(mine.person, "member");
    const made = await mine.ask("POST /calls", { headers: again.headers, body: { status: "missed" } });
    expect(made.status).toBe(201);
  });
});
