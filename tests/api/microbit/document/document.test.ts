import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { testDatabase } from "../../../support/context";
import { startTestVendors, type TestVendors } from "../../../support/vendors";
import { type Answer, REQUEST_ID } from "../../support";
import { portsAt } from "../assistants/desk";
import { type Office, openOffice, refusal, served } from "../office";
import { DOCUMENTED, type Documented } from "./documented";
import { differences } from "./shape";

let vendors: TestVendors;
beforeAll(async () => {
  vendors = await startTestVendors();
});
afterAll(() => vendors.close());
/** Before the document's example is booked. */
const EXAMPLES_DAY = "2024-01-15T10:30:00.000Z";
const documented = Object.entries(DOCUMENTED);

// The document closes registration, and that for every test of this database.
afterEach(async () => {
  const { kysely } = await testDatabase();
  await asService(kysely, (trx) => trx.deleteFrom("platform_settings").execute());
});

async function ask(name: string, { ready, body }: Documented, office: Office): Promise<Answer> {
  const { body: own, ...sending } = (await ready?.(office)) ?? {};
  return office.ask(name, { ...sending, ...(body ? { body: { ...body, ...Object(own) } } : {}) });
}

describe("the document's endpoints", () => {
  it("are 47, each listed here", () => {
    expect(documented).toHaveLength(47);
  });

  it("are all served, and no other", () => {
    expect([...served.keys()].sort()).toEqual(Object.keys(DOCUMENTED).sort());
  });
});

describe("the document's request, as published", () => {
  it.each(documented)("%s", async (name, endpoint) => {
    const office = await openOffice(EXAMPLES_DAY, { vendors: portsAt(vendors) });
    const answer = await ask(name, endpoint, office);
    expect(answer.body).not.toHaveProperty("error");
    expect(answer.status).toBe(endpoint.status ?? 200);
    expect(answer.headers.get("x-request-id")).toEqual(REQUEST_ID);
    expect(differences(answer.body, endpoint.answer)).toEqual([]);
    if ("message" in endpoint.answer && !("success" in endpoint.answer))
      expect(answer.body).toMatchObject({ message: endpoint.answer.message });
  });
});

describe("the document's refusals", () => {
  const open = [
    "POST /auth/register",
    "POST /auth/login",
    "POST /auth/refresh",
    "PUT /appointments/:id/cancel",
  ];
  const guarded = documented.filter(([name]) => {
    const access = served.get(name)?.doc.access;
    return access !== "public" && access !== "anyone";
  });
  const withBody = documented.filter(([, { body }]) => body);

  it("ask for a token everywhere but where the document says that none is needed", () => {
    const names = documented
      .map(([name]) => name)
      .filter((name) => !guarded.some(([other]) => other === name));
    expect(names.sort()).toEqual(
      [
        ...open,
        "GET /calendars/:calendarId/available-slots",
        "POST /calendars/:calendarId/appointments",
      ].sort(),
    );
  });

  it.each(guarded)("401 to nobody: %s", async (name) => {
    const answer = await (await openOffice()).ask(name, {
      headers: {},
      id: "x",
      params: { calendarId: "x" },
    });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(refusal());
  });

  it.each(withBody)("400 to what is no JSON: %s", async (name) => {
    const answer = await (await openOffice()).ask(name, { id: "x", params: { calendarId: "x" }, body: "{" });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(refusal());
  });
});
