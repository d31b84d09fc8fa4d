import { beforeAll, describe, expect, it } from "vitest";
import { POST as businessPost } from "@/app/api/cloudgreet/businesses/route";
import { GET, POST } from "@/app/api/cloudgreet/leads/route";
import { createLead } from "@/lib/domain/leads";
import {
  type Account,
  contextAs,
  dataOf,
  failure,
  get,
  INSTANT,
  idOf,
  invalidFields,
  makeApiKey,
  post,
  signUp,
  success,
  twoAccounts,
  unknownId,
  withRole,
} from "../../support";

/** The document's body, without the business it names. */
const EXAMPLE = {
  phone: "+1234567890",
  name: "John Doe",
  email: "john@example.com",
  source: "web",
  notes: "Interested in premium package",
};
const accounts = twoAccounts();
const lead = (account: Account, changes: object = {}) => ({
  id: idOf("lead"),
  business_id: account.businessId,
  ...EXAMPLE,
  status: "new",
  qualification_score: expect.any(Number),
  created_at: INSTANT,
  updated_at: INSTANT,
  ...changes,
});
const create = (body: object, as: Account = accounts.owner) => post(POST, { as, body });
const idsOf = (answer: Awaited<ReturnType<typeof get>>) =>
  (dataOf(answer).leads as { id: string }[]).map(({ id }) => id);

describe("POST: 201", () => {
  it("makes the document's lead, its number kept", async () => {
    const answer = await create({ business_id: accounts.owner.businessId, ...EXAMPLE });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual(success(lead(accounts.owner)));
    const { qualification_score } = dataOf(answer);
    expect(Number.isInteger(qualification_score)).toBe(true);
    expect(qualification_score as number).toBeGreaterThan(0);
    expect(qualification_score as number).toBeLessThanOrEqual(100);
  });

  it("takes the body of the document's curl, without source and notes", async () => {
    const { source: _1, notes: _2, ...body } = EXAMPLE;
    const answer = await create({ business_id: accounts.owner.businessId, ...body });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual(success(lead(accounts.owner, { source: "web", notes: "" })));
  });

  it("takes the last of two equal keys", async () => {
    expect(
      dataOf(await post(POST, { as: accounts.owner, body: '{"name":"First","name":"Last"}' })).name,
    ).toBe("Last");
  });

  it("needs no business where the token names one", async () => {
    const answer = await create({ name: "Ana", email: null });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual(
      success(lead(accounts.owner, { name: "Ana", phone: null, email: null, notes: "" })),
    );
  });

  it("makes it in another business of the caller", async () => {
    const { id } = dataOf(await post(businessPost, { as: accounts.owner, body: { name: "Second" } }));
    const answer = await create({ ...EXAMPLE, business_id: id });
    expect(answer).toMatchObject({ status: 201, body: { data: { business_id: id } } });
  });

  it("ignores what it does not know", async () => {
    const answer = await create({
      ...EXAMPLE,
      id: "lead_1",
      status: "converted",
      qualification_score: 100,
      x: {},
    });
    expect(answer.body).toEqual(success(lead(accounts.owner)));
  });

  it.each(["‮مرحبا", "🦷 Zoë O'Brien", "<script>alert(1)</script>", "'; drop table leads; --", "__proto__"])(
    "keeps the name %j as it is",
    async (name) => {
      expect(dataOf(await create({ name })).name).toBe(name);
    },
  );
});

describe("POST: 403", () => {
  it("refuses a guest, and a key without the permission", async () => {
    const guest = await withRole(await signUp(), "guest", accounts.owner.raw.businessId);
    const key = await makeApiKey(accounts.owner, ["lead:read"]);
    const refused = failure("AUTH_INSUFFICIENT_PERMISSIONS");
    const answers = [
      await create(EXAMPLE, guest),
      await post(POST, { headers: { "x-api-key": key }, body: EXAMPLE }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
    for (const answer of answers) expect(answer.body).toEqual(refused);
  });
});

describe("POST: 404", () => {
  it.each(["business_456", unknownId("business")])("knows no business %s", async (business_id) => {
    const answer = await create({ ...EXAMPLE, business_id });
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(failure("BUSINESS_NOT_FOUND", "Business not found"));
  });

  it("hides a stranger's business and writes nothing there", async () => {
    const { stranger } = accounts;
    expect((await create({ ...EXAMPLE, business_id: stranger.businessId })).status).toBe(404);
    const key = await makeApiKey(accounts.owner);
    const body = { ...EXAMPLE, business_id: stranger.businessId };
    expect((await post(POST, { headers: { "x-api-key": key }, body })).status).toBe(404);
    const list = await get(GET, { as: stranger, query: { business_id: stranger.businessId } });
    expect(idsOf(list)).toEqual([]);
  });
});

describe("POST: 422", () => {
  it.each([
    [{}, "phone"],
    [{ phone: "12" }, "phone"],
    [{ phone: "call me" }, "phone"],
    [{ phone: 1234567890 }, "phone"],
    [{ ...EXAMPLE, email: "nobody" }, "email"],
    [{ ...EXAMPLE, source: "carrier pigeon" }, "source"],
    [{ ...EXAMPLE, source: "WEB" }, "source"],
    [{ ...EXAMPLE, name: ["John"] }, "name"],
    [{ ...EXAMPLE, name: "x".repeat(10_000) }, "name"],
    [{ ...EXAMPLE, notes: "x".repeat(10_001) }, "notes"],
  ])("refuses %j", async (body, field) => {
    const answer = await create(body);
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields(field));
  });
});

describe("GET: 200", () => {
  let account: Account;
  beforeAll(async () => {
    account = await signUp();
    const ctx = await contextAs(account);
    const statuses = ["new", "contacted", "qualified", "unqualified", "lost", "converted"] as const;
    const sources = ["call", "sms", "email", "web", "widget", "import"] as const;
    for (const [index, status] of statuses.entries()) {
      await createLead(ctx, { name: `Lead ${index}`, status, source: sources[index] ?? "web" });
    }
  });
  const list = (query: Record<string, string>) =>
    get(GET, { as: account, query: { business_id: account.businessId, ...query } });
  const namesOf = (answer: Awaited<ReturnType<typeof get>>) =>
    (dataOf(answer).leads as { name: string }[]).map(({ name }) => name);

  it("lists newest first, in the document's words", async () => {
    const answer = await list({});
    const shown = (index: number, status: string, source: string) =>
      lead(account, { name: `Lead ${index}`, phone: null, email: null, notes: "", status, source });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(
      success({
        leads: [
          shown(5, "converted", "web"),
          shown(4, "unqualified", "web"),
          shown(3, "unqualified", "web"),
          shown(2, "qualified", "email"),
          shown(1, "new", "sms"),
          shown(0, "new", "call"),
        ],
        pagination: { page: 1, limit: 20, total: 6, pages: 1 },
      }),
    );
  });

  it.each([
    [{ status: "new" }, ["Lead 1", "Lead 0"]],
    [{ status: "qualified" }, ["Lead 2"]],
    [{ status: "unqualified" }, ["Lead 4", "Lead 3"]],
    [{ status: "converted" }, ["Lead 5"]],
    [{ source: "call" }, ["Lead 0"]],
    [{ source: "web" }, ["Lead 5", "Lead 4", "Lead 3"]],
    [{ source: "web", status: "converted" }, ["Lead 5"]],
    [{ source: "call", status: "converted" }, []],
    [{ search: "lead 3" }, ["Lead 3"]],
  ])("filters by %j", async (query, names) => {
    const answer = await list(query);
    expect(namesOf(answer)).toEqual(names);
    expect(dataOf(answer).pagination).toMatchObject({ total: names.length });
  });

  it("pages", async () => {
    const answer = await list({ page: "2", limit: "4" });
    expect(namesOf(answer)).toEqual(["Lead 1", "Lead 0"]);
    expect(dataOf(answer).pagination).toEqual({ page: 2, limit: 4, total: 6, pages: 2 });
  });
});

describe("GET: 404", () => {
  it("hides a stranger's business like one that is not there", async () => {
    for (const business_id of [accounts.stranger.businessId, unknownId("business"), "business_456"]) {
      const answer = await get(GET, { as: accounts.owner, query: { business_id } });
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(failure("BUSINESS_NOT_FOUND", "Business not found"));
    }
  });
});

describe("GET: 422", () => {
  it.each([
    [{}, "business_id"],
    [{ business_id: "business_1", status: "contacted" }, "status"],
    [{ business_id: "business_1", source: "fax" }, "source"],
    [{ business_id: "business_1", page: "0" }, "page"],
    [{ business_id: "business_1", limit: "101" }, "limit"],
  ])("refuses %j", async (query, field) => {
    const answer = await get(GET, { as: accounts.owner, query: query as Record<string, string> });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields(field));
  });
});
