import { beforeAll, describe, expect, it } from "vitest";
import { POST as appointmentPost } from "@/app/api/cloudgreet/appointments/route";
import { POST as leadPost } from "@/app/api/cloudgreet/leads/route";
import { createAgent } from "@/lib/domain/agents";
import { ROLES, type Role } from "@/lib/domain/permissions";
import { ids } from "@/lib/editions/cloudgreet/ids";
import { allRoutes, type Route } from "@/scripts/api-routes";
import { setPlan } from "../../domain/limits/used";
import {
  type Account,
  type Answer,
  contextAs,
  dataOf,
  failure,
  post,
  send,
  signUp,
  withRole,
} from "../support";
import { giveNumber, vendorKeys } from "../vendors";

type Caller = Role | "stranger" | "nobody";

/** What each caller is answered: a status, or the code of a 404. */
interface Row {
  allowed: readonly Role[];
  status?: 200 | 201;
  /** Stranger to the business: the code of the 404, or a success on what is the stranger's own. */
  stranger: string | 200 | 201;
  /** What it is about, of the owner's business; each call gets one of its own. */
  about?: "agent" | "lead" | "appointment" | "business";
  query?: boolean;
  body?: (businessId: string) => object;
}

const EVERYONE = ROLES;
const STAFF = ["owner", "admin", "manager", "member"] as const;
const MANAGERS = ["owner", "admin", "manager"] as const;
const ADMINS = ["owner", "admin"] as const;
const soon = (): string => new Date(Date.now() + 86_400_000 * (1 + nextDay++)).toISOString();
let nextDay = 0;

/** Every endpoint that asks who is calling. A new one fails the test below until it is listed here. */
const MATRIX: Record<string, Row> = {
  "GET /businesses": { allowed: EVERYONE, stranger: 200 },
  "POST /businesses": {
    allowed: EVERYONE,
    status: 201,
    stranger: 201,
    body: () => ({ name: "Another" }),
  },
  "GET /businesses/[id]": { allowed: EVERYONE, about: "business", stranger: "BUSINESS_NOT_FOUND" },
  "PUT /businesses/[id]": {
    allowed: ADMINS,
    about: "business",
    stranger: "BUSINESS_NOT_FOUND",
    body: () => ({ name: "Harbor Dental" }),
  },
  "GET /agents": { allowed: EVERYONE, query: true, stranger: "BUSINESS_NOT_FOUND" },
  "POST /agents": {
    allowed: MANAGERS,
    status: 201,
    stranger: "BUSINESS_NOT_FOUND",
    body: (business_id) => ({ business_id, name: "Sales Agent" }),
  },
  "POST /agents/[id]/start": { allowed: MANAGERS, about: "agent", stranger: "AGENT_NOT_FOUND" },
  "POST /agents/[id]/stop": { allowed: MANAGERS, about: "agent", stranger: "AGENT_NOT_FOUND" },
  "GET /agents/[id]/status": { allowed: EVERYONE, about: "agent", stranger: "AGENT_NOT_FOUND" },
  "GET /leads": { allowed: EVERYONE, query: true, stranger: "BUSINESS_NOT_FOUND" },
  "POST /leads": {
    allowed: STAFF,
    status: 201,
    stranger: "BUSINESS_NOT_FOUND",
    body: (business_id) => ({ business_id, name: "John Doe" }),
  },
  "GET /leads/[id]": { allowed: EVERYONE, about: "lead", stranger: "LEAD_NOT_FOUND" },
  "PUT /leads/[id]": {
    allowed: STAFF,
    about: "lead",
    stranger: "LEAD_NOT_FOUND",
    body: () => ({ name: "John Smith" }),
  },
  "POST /leads/[id]/qualify": {
    allowed: STAFF,
    about: "lead",
    stranger: "LEAD_NOT_FOUND",
    body: () => ({ criteria: { budget: "high" } }),
  },
  "GET /appointments": { allowed: EVERYONE, query: true, stranger: "BUSINESS_NOT_FOUND" },
  "POST /appointments": {
    allowed: STAFF,
    status: 201,
    stranger: "BUSINESS_NOT_FOUND",
    body: (business_id) => ({ business_id, scheduled_date: soon() }),
  },
  "GET /appointments/[id]": { allowed: EVERYONE, about: "appointment", stranger: "APPOINTMENT_NOT_FOUND" },
  "PUT /appointments/[id]": {
    allowed: STAFF,
    about: "appointment",
    stranger: "APPOINTMENT_NOT_FOUND",
    body: () => ({ notes: "Updated notes" }),
  },
  "DELETE /appointments/[id]": {
    allowed: STAFF,
    about: "appointment",
    stranger: "APPOINTMENT_NOT_FOUND",
  },
  "POST /appointments/[id]/remind": {
    allowed: STAFF,
    about: "appointment",
    status: 201,
    stranger: "APPOINTMENT_NOT_FOUND",
    body: () => ({ method: "email" }),
  },
  "GET /calls": { allowed: EVERYONE, query: true, stranger: "BUSINESS_NOT_FOUND" },
  "GET /sms": { allowed: EVERYONE, query: true, stranger: "BUSINESS_NOT_FOUND" },
  "POST /sms": {
    allowed: STAFF,
    status: 201,
    stranger: "BUSINESS_NOT_FOUND",
    body: (business_id) => ({ business_id, phone: "+12025550143", message: "See you at nine." }),
  },
  "GET /analytics/overview": { allowed: EVERYONE, query: true, stranger: "BUSINESS_NOT_FOUND" },
  "GET /analytics/leads/scored": { allowed: EVERYONE, query: true, stranger: "BUSINESS_NOT_FOUND" },
  "GET /emails": { allowed: EVERYONE, query: true, stranger: "BUSINESS_NOT_FOUND" },
  "POST /emails": {
    allowed: STAFF,
    status: 201,
    stranger: "BUSINESS_NOT_FOUND",
    body: (business_id) => ({
      business_id,
      to: "john@example.com",
      subject: "Tomorrow",
      content: "See you at nine.",
    }),
  },
};

const guarded = (await allRoutes()).filter(
  ({ edition, isRefusal, handler }) =>
    edition === "cloudgreet" && !isRefusal && !["public", "anyone"].includes(handler.doc.access ?? ""),
);
const nameOf = ({ name }: Route): string => name.replace("/api/cloudgreet", "");
const cells = guarded.flatMap((route) => {
  const row = MATRIX[nameOf(route)];
  const callers: Caller[] = [...ROLES, "stranger", "nobody"];
  return row ? callers.map((caller) => [nameOf(route), caller, route, row] as const) : [];
});

vendorKeys();
let owner: Account;
const accounts = new Map<Caller, Account>();
beforeAll(async () => {
  owner = await signUp();
  await setPlan({ businessId: owner.raw.businessId }, "enterprise");
  await giveNumber(owner);
  for (const role of ROLES) {
    accounts.set(role, role === "owner" ? owner : await withRole(await signUp(), role, owner.raw.businessId));
  }
  accounts.set("stranger", await signUp("Someone Else"));
});

async function thing(about: Row["about"]): Promise<string | undefined> {
  if (about === "business") return owner.businessId;
  if (about === "agent")
    return ids.write(
      "agent",
      (await createAgent(await contextAs(owner), { name: "Sales Agent", status: "inactive" })).id,
    );
  if (about === "lead")
    return String(dataOf(await post(leadPost, { as: owner, body: { name: "John Doe" } })).id);
  if (about === "appointment") {
    const lead = dataOf(await post(leadPost, { as: owner, body: { email: "ana@example.com" } }));
    const body = { scheduled_date: soon(), lead_id: lead.id };
    return String(dataOf(await post(appointmentPost, { as: owner, body })).id);
  }
  return undefined;
}

async function ask(route: Route, row: Row, caller: Caller): Promise<Answer> {
  const id = await thing(row.about);
  const as = accounts.get(caller);
  return send(route.method, route.handler, {
    ...(as ? { as } : {}),
    ...(id ? { id } : {}),
    ...(row.query ? { query: { business_id: owner.businessId } } : {}),
    ...(row.body ? { body: row.body(owner.businessId) } : {}),
  });
}

function expected(row: Row, caller: Caller): { status: number; body: unknown } {
  if (caller === "nobody") return { status: 401, body: failure("AUTH_REQUIRED", "Authentication required") };
  if (caller === "stranger" && typeof row.stranger === "string")
    return { status: 404, body: failure(row.stranger) };
  if (caller !== "stranger" && !row.allowed.includes(caller))
    return { status: 403, body: failure("AUTH_INSUFFICIENT_PERMISSIONS") };
  const status = caller === "stranger" ? Number(row.stranger) : (row.status ?? 200);
  return { status, body: expect.objectContaining({ success: true }) };
}

describe("who may do what", () => {
  it("is said of every endpoint", () => {
    expect(guarded.map(nameOf).filter((name) => !Object.hasOwn(MATRIX, name))).toEqual([]);
  });

  it.each(cells)("%s: %s", async (_name, caller, route, row) => {
    const { status, body } = await ask(route, row, caller);
    expect({ status, body }).toEqual(expected(row, caller));
  });
});

describe("a second tenant", () => {
  it("finds nothing of the first in its own lists", async () => {
    const stranger = accounts.get("stranger");
    if (!stranger) throw new Error("The stranger is made before the tests");
    for (const route of guarded.filter((route) => MATRIX[nameOf(route)]?.query)) {
      const answer = await send("GET", route.handler, {
        as: stranger,
        query: { business_id: stranger.businessId },
      });
      expect(answer.status).toBe(200);
      expect(JSON.stringify(answer.body)).not.toContain(owner.businessId);
    }
  });
});
