import { beforeEach, describe, expect, it } from "vitest";
import { GET, PUT } from "@/app/api/cloudgreet/leads/[id]/route";
import { POST } from "@/app/api/cloudgreet/leads/route";
import { getLead, updateLead } from "@/lib/domain/leads";
import { ids } from "@/lib/editions/cloudgreet/ids";
import {
  contextAs,
  dataOf,
  failure,
  get,
  INSTANT,
  invalidFields,
  post,
  put,
  signUp,
  success,
  twoAccounts,
  unknownId,
  withRole,
} from "../../support";

const accounts = twoAccounts();
const EXAMPLE = {
  phone: "+1234567890",
  name: "John Doe",
  email: "john@example.com",
  source: "web",
  notes: "Interested in premium package",
};
let id: string;
beforeEach(async () => {
  id = String(dataOf(await post(POST, { as: accounts.owner, body: EXAMPLE })).id);
});
const change = (body: unknown) => put(PUT, { as: accounts.owner, id, body });
const lead = (changes: object = {}) =>
  success({
    id,
    business_id: accounts.owner.businessId,
    ...EXAMPLE,
    status: "new",
    qualification_score: expect.any(Number),
    created_at: INSTANT,
    updated_at: INSTANT,
    ...changes,
  });

describe("GET: 200", () => {
  it("shows the lead", async () => {
    const answer = await get(GET, { as: accounts.owner, id });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(lead());
  });
});

describe("GET and PUT: 404", () => {
  const refused = failure("LEAD_NOT_FOUND", "Lead not found");

  it.each(["lead_789", "", "lead_../..", unknownId("lead"), unknownId("appointment")])(
    "knows no lead %j",
    async (unknown) => {
      const answer = await get(GET, { as: accounts.owner, id: unknown });
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(refused);
      expect((await put(PUT, { as: accounts.owner, id: unknown, body: {} })).status).toBe(404);
    },
  );

  it("hides a lead from strangers, who cannot change it", async () => {
    const answer = await get(GET, { as: accounts.stranger, id });
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(refused);
    expect((await put(PUT, { as: accounts.stranger, id, body: { name: "Mine" } })).body).toEqual(refused);
    expect((await get(GET, { as: accounts.owner, id })).body).toEqual(lead());
  });
});

describe("PUT: 200", () => {
  it("takes the document's body and leaves the rest", async () => {
    const body = {
      name: "John Smith",
      email: "johnsmith@example.com",
      status: "qualified",
      notes: "Updated notes",
    };
    const answer = await change(body);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(lead(body));
    expect((await get(GET, { as: accounts.owner, id })).body).toEqual(lead(body));
  });

  it("takes back what it gave", async () => {
    const given = dataOf(await post(POST, { as: accounts.owner, body: { name: "Ana" } }));
    const answer = await put(PUT, { as: accounts.owner, id: String(given.id), body: given });
    expect(answer.status).toBe(200);
    expect(dataOf(answer)).toEqual({ ...given, updated_at: INSTANT });
  });

  it("empties a field that is null", async () => {
    expect((await change({ email: null })).body).toEqual(lead({ email: null }));
  });

  it("ignores what cannot be changed and what it does not know", async () => {
    const body = {
      id: "lead_1",
      business_id: accounts.stranger.businessId,
      source: "call",
      qualification_score: 1,
      x: 1,
    };
    expect((await change(body)).body).toEqual(lead());
  });

  it("leaves a finer state behind the word it already reads as", async () => {
    const ctx = await contextAs(accounts.owner);
    const raw = ids.read("lead").parse(id);
    await updateLead(ctx, { id: raw, status: "contacted" });
    await change({ status: "new" });
    expect((await getLead(ctx, raw)).status).toBe("contacted");
    await change({ status: "converted" });
    expect((await getLead(ctx, raw)).status).toBe("converted");
  });
});

describe("PUT: 403", () => {
  it("refuses a guest, who may read", async () => {
    const guest = await withRole(await signUp(), "guest", accounts.owner.raw.businessId);
    const answer = await put(PUT, { as: guest, id, body: { name: "X" } });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(failure("AUTH_INSUFFICIENT_PERMISSIONS"));
    expect((await get(GET, { as: guest, id })).status).toBe(200);
  });

  it("lets an agent write", async () => {
    const agent = await withRole(await signUp(), "member", accounts.owner.raw.businessId);
    expect((await put(PUT, { as: agent, id, body: { name: "X" } })).status).toBe(200);
  });
});

describe("PUT: 422", () => {
  it.each([
    [{ status: "contacted" }, "status"],
    [{ status: null }, "status"],
    [{ email: "nobody" }, "email"],
    [{ phone: "x" }, "phone"],
    [{ name: 1 }, "name"],
    [{ notes: { text: "x" } }, "notes"],
  ])("refuses %j and changes nothing", async (body, field) => {
    const answer = await change({ notes: "changed", ...body });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields(field));
    expect((await get(GET, { as: accounts.owner, id })).body).toEqual(lead());
  });
});
