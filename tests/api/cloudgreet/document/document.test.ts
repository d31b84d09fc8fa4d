import { decodeJwt, decodeProtectedHeader } from "jose";
import { describe, expect, it } from "vitest";
import { type Answer, dataOf, failure, REQUEST_ID, signUp, success, withRole } from "../../support";
import { fromRetell, fromTelnyx, vendorKeys } from "../../vendors";
import type { Documented } from "./documented";
import { DOCUMENTED } from "./fixtures";
import { differences } from "./shape";
import { DOCUMENTED_AT, openWorld, served, type World } from "./world";

vendorKeys();

async function sendDocumented(world: World, name: string, { by, send }: Documented): Promise<Answer> {
  const sending = (await send?.(world)) ?? {};
  if (by === "telnyx" || by === "retell") {
    const deliver = by === "telnyx" ? fromTelnyx : fromRetell;
    const under = world.at(name);
    return deliver(under, sending.body, { under, signedAt: world.clock.now() });
  }
  return world.ask(name, by === "nobody" ? sending : { as: world.account, ...sending });
}

describe("the document's endpoints", () => {
  it("are 35, each with an example here", () => {
    expect(Object.keys(DOCUMENTED)).toHaveLength(35);
  });

  it("are all served", () => {
    expect(Object.keys(DOCUMENTED).filter((name) => !served.has(name))).toEqual([]);
  });
});

describe("the document's example, as sent", () => {
  it.each(Object.entries(DOCUMENTED))("%s", async (name, documented) => {
    const world = await openWorld();
    const answer = await sendDocumented(world, name, documented);
    expect(answer.body).toEqual({
      ...success(expect.anything(), documented.message ?? "Operation completed successfully"),
      timestamp: "2024-01-15T10:30:00.000Z",
    });
    expect(answer.status).toBe(documented.status ?? 200);
    expect(answer.headers.get("x-request-id")).toEqual(REQUEST_ID);
    expect(answer.body).toMatchObject({ requestId: answer.headers.get("x-request-id") });
    expect(differences(dataOf(answer), documented.data, documented)).toEqual([]);
  });

  it("POST /leads of the command line, without source and notes", async () => {
    const world = await openWorld();
    const { businessId: business_id } = world.account;
    const body = { business_id, phone: "+1234567890", name: "John Doe", email: "john@example.com" };
    const answer = await world.ask("POST /leads", { as: world.account, body });
    expect(answer.status).toBe(201);
    expect(dataOf(answer)).toMatchObject({ ...body, source: "web", status: "new" });
  });

  it("GET /appointments of the command line, and of an SDK with an API key", async () => {
    const world = await openWorld();
    const id = await world.appointment();
    const query = { business_id: world.account.businessId };
    const signedIn = await world.ask("GET /appointments", { as: world.account, query });
    expect(dataOf(signedIn)).toMatchObject({ appointments: [{ id }] });
    const headers = { authorization: `Bearer ${await world.apiKey()}` };
    const withKey = await world.ask("GET /appointments", { headers, query });
    expect(dataOf(withKey)).toEqual(dataOf(signedIn));
  });
});

describe("the document's token", () => {
  it("has its claims and its hour", async () => {
    const world = await openWorld();
    const { token, userId, businessId } = world.account;
    const at = Date.parse(DOCUMENTED_AT) / 1000;
    expect(decodeProtectedHeader(token)).toEqual({ alg: "HS256", typ: "JWT" });
    expect(decodeJwt(token)).toMatchObject({
      sub: userId,
      business_id: businessId,
      role: "admin",
      iat: at,
      exp: at + 3600,
    });
    world.clock.set("2024-01-15T11:29:59Z");
    expect((await world.ask("GET /businesses", { as: world.account })).status).toBe(200);
    world.clock.set("2024-01-15T11:30:01Z");
    const late = await world.ask("GET /businesses", { as: world.account });
    expect(late.status).toBe(401);
    expect(late.body).toEqual(failure("AUTH_INVALID_TOKEN"));
  });
});

describe("the document's roles", () => {
  it.each([
    ["owner", "admin"],
    ["admin", "admin"],
    ["manager", "user"],
    ["member", "agent"],
    ["guest", "user"],
  ] as const)("%s stands in the token as %s", async (role, word) => {
    const { token } = await withRole(await signUp(), role);
    expect(decodeJwt(token).role).toBe(word);
  });
});

describe("an answer that falls short of an example", () => {
  const example = { id: "lead_123", leads: [{ status: "new", at: "2024-01-15T10:30:00Z" }], count: 1 };
  const open = { words: { "leads[].status": ["new", "qualified"] }, nullable: ["count"] };
  const good = {
    id: "lead_9z",
    leads: [{ status: "qualified", at: "2026-01-15T10:30:00.123Z" }],
    count: null,
  };
  const [lead] = good.leads;
  it.each([
    [good, []],
    [{ ...good, extra: true }, []],
    [{ ...good, id: "user_9z" }, ["id: user_9z is no lead_…"]],
    [{ id: good.id, leads: good.leads }, ["count: is missing"]],
    [{ ...good, count: "1" }, ['count: "1" is no number']],
    [{ ...good, id: null }, ["id: null is no string"]],
    [{ ...good, leads: [] }, ["leads: an empty list shows nothing"]],
    [{ ...good, leads: {} }, ["leads: no list"]],
    [
      { ...good, leads: [{ ...lead, status: "lost" }] },
      ["leads[].status: lost is no word of new, qualified"],
    ],
    [
      { ...good, leads: [lead, { ...lead, at: "15 January" }] },
      ["leads[].at: 15 January is no instant in UTC"],
    ],
  ])("%j", (actual, expected) => {
    expect(differences(actual, example, open)).toEqual(expected);
  });
});

describe("the document's errors", () => {
  it("have its shape, with the fields by name where the body is wrong", async () => {
    const world = await openWorld();
    const answer = await world.ask("POST /auth/register", {
      body: { email: "user@example.com", password: "x" },
    });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({
      ...failure("VALIDATION_ERROR", "Validation failed", { business_name: [expect.any(String)] }),
      timestamp: "2024-01-15T10:30:00.000Z",
    });
  });

  it.each(
    Object.keys(DOCUMENTED).filter((name) =>
      /^GET .*(leads|appointments|agents|calls|sms|emails|overview|scored)$/.test(name),
    ),
  )("%s needs its business_id", async (name) => {
    const world = await openWorld();
    const answer = await world.ask(name, { as: world.account });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject(
      failure("VALIDATION_ERROR", "Validation failed", { business_id: [expect.any(String)] }),
    );
  });
});
