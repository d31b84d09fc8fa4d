import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { createApiKey } from "@/lib/domain/access";
import { ids } from "@/lib/editions/microbit/ids";
import { anonymousContext, testDatabase } from "../../../support/context";
import { INSTANT, idOf } from "../../support";
import { register } from "../accounts";
import { type Office, openOffice, refusal } from "../office";

const BODY = { name: "My Company", company_name: "Acme Corp", address: "123 Main St", phone: "+1-555-0100" };
const whole = (given: object = {}) => ({
  id: idOf("ws"),
  name: "Harbor Dental",
  company_name: "",
  address: "",
  phone: "",
  created_at: INSTANT,
  updated_at: INSTANT,
  ...given,
});
const nowhere = { workspaceId: ids.write("workspace", randomUUID()) };

/** A key with which a program of the workspace calls. */
async function keyOf({ businessId, owner, clock }: Office) {
  const actor = {
    kind: "user",
    userId: owner.userId,
    sessionId: randomUUID(),
    isPlatformAdmin: false,
  } as const;
  const ctx = {
    ...(await anonymousContext(clock)),
    actor,
    business: { id: businessId, role: "owner" as const },
  };
  const { key } = await createApiKey(ctx, { name: "Program", permissions: ["business:read"] });
  return { "x-api-key": key };
}

describe("POST /workspaces", () => {
  it("201: is owned by the caller, whose session without one works in it from then on", async () => {
    const { ask, stranger, businessId } = await openOffice();
    const { headers, userId } = await stranger();
    const answer = await ask("POST /workspaces", { headers, body: BODY });
    expect(answer).toMatchObject({
      status: 201,
      body: { workspace: whole({ ...BODY, phone: "+15550100" }) },
    });
    const { id } = (answer.body as { workspace: { id: string } }).workspace;
    const { body } = await ask("GET /workspaces/:workspaceId/members", {
      headers,
      params: { workspaceId: id },
    });
    expect(body).toMatchObject({ members: [{ user_id: ids.write("user", userId), role: "owner" }] });
    const { kysely } = await testDatabase();
    const made = await asService(kysely, (trx) =>
      trx
        .selectFrom("sessions")
        .innerJoin("businesses", "businesses.id", "sessions.business_id")
        .select(["businesses.id", "time_zone"])
        .where("user_id", "=", userId)
        .executeTakeFirst(),
    );
    expect(made).toEqual({ id: ids.read("workspace").parse(id), time_zone: "UTC" });
    expect(made?.id).not.toBe(businessId);
  });

  it("201: needs no more than a name", async () => {
    const { ask } = await openOffice();
    for (const more of [{}, { company_name: null, address: "", phone: null }])
      expect(await ask("POST /workspaces", { body: { name: " Second ", ...more } })).toMatchObject({
        status: 201,
        body: { workspace: whole({ name: "Second" }) },
      });
  });

  it.each([
    [{}, "name"],
    [{ name: " " }, "name"],
    [{ ...BODY, phone: "call me" }, "phone"],
    [{ ...BODY, company_name: "x".repeat(201) }, "company_name"],
  ])("400: %j", async (body, field) => {
    const { ask } = await openOffice();
    expect(await ask("POST /workspaces", { body })).toMatchObject({
      status: 400,
      body: refusal(expect.stringContaining(`${field}: `), { fields: { [field]: [expect.any(String)] } }),
    });
  });

  it("401 without a credential, 403 with a key", async () => {
    const office = await openOffice();
    expect((await office.ask("POST /workspaces", { headers: {}, body: BODY })).status).toBe(401);
    expect((await office.ask("POST /workspaces", { headers: await keyOf(office), body: BODY })).status).toBe(
      403,
    );
  });

  it("403: a fourth one before the address is verified", async () => {
    const office = await openOffice();
    const person = await register(office);
    for (const name of ["One", "Two", "Three"])
      await office.make("POST /workspaces", { ...person.as, body: { name } });
    const answer = await office.ask("POST /workspaces", { ...person.as, body: { name: "Four" } });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(refusal(expect.stringContaining("Verify your e-mail address")));
  });

  it("429: an eleventh within a day", async () => {
    const office = await openOffice();
    const { headers } = await office.stranger();
    for (let made = 0; made < 10; made += 1)
      await office.make("POST /workspaces", { headers, body: { name: "Another" } });
    const answer = await office.ask("POST /workspaces", { headers, body: { name: "Another" } });
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("86400");
  });
});

describe("GET /workspaces", () => {
  it("200: those of the person, oldest first, and the one of a key", async () => {
    const office = await openOffice();
    const { ask, make, stranger, clock } = office;
    clock.set(new Date(clock.now().getTime() + 1_000));
    await make("POST /workspaces", { body: { name: "Second" } });
    expect(await ask("GET /workspaces")).toMatchObject({
      status: 200,
      body: { workspaces: [whole({ id: office.workspaceId }), whole({ name: "Second" })] },
    });
    const { headers } = await stranger();
    expect((await ask("GET /workspaces", { headers })).body).toEqual({ workspaces: [] });
    expect((await ask("GET /workspaces", { headers: await keyOf(office) })).body).toEqual({
      workspaces: [whole({ id: office.workspaceId })],
    });
  });
});

describe("GET /workspaces/:workspaceId", () => {
  it("200: for a guest, too", async () => {
    const { ask, join, workspaceId } = await openOffice();
    const { headers } = await join("guest");
    expect(await ask("GET /workspaces/:workspaceId", { headers })).toMatchObject({
      status: 200,
      body: { workspace: whole({ id: workspaceId }) },
    });
  });

  it.each([nowhere.workspaceId, randomUUID(), "ws_xyz789", "usr_abc123"])("404: %s", async (workspaceId) => {
    const { ask } = await openOffice();
    expect(await ask("GET /workspaces/:workspaceId", { params: { workspaceId } })).toMatchObject({
      status: 404,
      body: refusal("Workspace not found"),
    });
  });
});

describe("PUT /workspaces/:workspaceId", () => {
  it("200: what is absent stays, null and empty text empty a field", async () => {
    const { ask, workspaceId } = await openOffice();
    const put = async (body: object) => (await ask("PUT /workspaces/:workspaceId", { body })).body;
    const known = { id: workspaceId, company_name: "New Corp", address: "456 Oak Ave", phone: "+15550200" };
    expect(await put({ ...known, phone: "+1-555-0200" })).toEqual({ workspace: whole(known) });
    expect(await put({ name: "Updated" })).toEqual({ workspace: whole({ ...known, name: "Updated" }) });
    expect(await put({ company_name: null, address: "", phone: "" })).toEqual({
      workspace: whole({ id: workspaceId, name: "Updated" }),
    });
    expect((await ask("GET /workspaces/:workspaceId")).body).toEqual(await put({}));
  });

  it("400: an empty name, and a phone that is none; nothing has changed", async () => {
    const { ask, workspaceId } = await openOffice();
    for (const body of [{ name: "" }, { name: null }, { address: "Elsewhere", phone: "12" }])
      expect((await ask("PUT /workspaces/:workspaceId", { body })).status).toBe(400);
    expect((await ask("GET /workspaces/:workspaceId")).body).toEqual({
      workspace: whole({ id: workspaceId }),
    });
  });

  it("404: another's", async () => {
    const { ask } = await openOffice();
    const { workspaceId } = await openOffice();
    const sending = { params: { workspaceId }, body: { name: "Mine" } };
    expect((await ask("PUT /workspaces/:workspaceId", sending)).status).toBe(404);
  });
});

describe("DELETE /workspaces/:workspaceId", () => {
  it("200: it is gone, with its keys; the owner works on elsewhere with the same session", async () => {
    const office = await openOffice();
    const { ask, make } = office;
    const key = await keyOf(office);
    const second = (await make("POST /workspaces", { body: { name: "Second" } })).workspace;
    expect((await ask("GET /workspaces", { headers: key })).status).toBe(200);
    expect(await ask("DELETE /workspaces/:workspaceId")).toMatchObject({
      status: 200,
      body: { message: "Workspace deleted" },
    });
    expect((await ask("GET /workspaces", { headers: key })).status).toBe(401);
    expect((await ask("GET /workspaces")).body).toEqual({ workspaces: [second] });
  });

  it("404: the second time, and for whoever worked there", async () => {
    const { ask, join } = await openOffice();
    const { headers } = await join("admin");
    await ask("DELETE /workspaces/:workspaceId");
    for (const name of ["DELETE /workspaces/:workspaceId", "GET /workspaces/:workspaceId"])
      for (const sending of [{}, { headers }])
        expect(await ask(name, sending)).toMatchObject({ status: 404, body: refusal("Workspace not found") });
  });

  it("403: for an admin; nothing is gone", async () => {
    const { ask, join } = await openOffice();
    const { headers } = await join("admin");
    expect((await ask("DELETE /workspaces/:workspaceId", { headers })).status).toBe(403);
    expect((await ask("GET /workspaces/:workspaceId")).status).toBe(200);
  });

  it("409: while a call goes on", async () => {
    const { ask, businessId, clock } = await openOffice();
    const { kysely } = await testDatabase();
    const stamp = { business_id: businessId, created_at: clock.now(), updated_at: clock.now() };
    await asService(kysely, async (trx) => {
      const [id, conversation_id] = [randomUUID(), randomUUID()];
      await trx
        .insertInto("conversations")
        .values({ id: conversation_id, channel: "voice", ...stamp })
        .execute();
      await trx
        .insertInto("calls")
        .values({ id, conversation_id, provider: "telnyx", started_at: clock.now(), ...stamp })
        .execute();
    });
    expect(await ask("DELETE /workspaces/:workspaceId")).toMatchObject({
      status: 409,
      body: refusal("A call is going on. Delete the business when it is over."),
    });
    expect((await ask("GET /workspaces/:workspaceId")).status).toBe(200);
  });
});
