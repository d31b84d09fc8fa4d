import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ids } from "@/lib/editions/microbit/ids";
import { startTestVendors, type TestVendors } from "../../../support/vendors";
import { type Office, openOffice, refusal } from "../office";
import { assistantIn, create, LIST, listed, ONE, openDesk, portsAt, whole } from "./desk";

let vendors: TestVendors;
let office: Office;
beforeAll(async () => {
  vendors = await startTestVendors();
  office = await openDesk(portsAt(vendors));
});
afterAll(() => vendors.close());

const VOICE = `PUT ${ONE}/voice`;
const unknown = () => ids.write("assistant", randomUUID());

describe("200 and 201", () => {
  it("creates, lists, shows, changes and deletes one", async () => {
    const own = await openDesk(portsAt(vendors));
    const created = await own.ask(`POST ${LIST}`, {
      body: { name: "Support Bot", instructions: "You are helpful.", voice: "en-US-Neural2-J" },
    });
    expect(created.status).toBe(201);
    const given = { name: "Support Bot", instructions: "You are helpful.", voice: "en-US-Neural2-J" };
    expect(created.body).toEqual({ assistant: whole(own, given) });
    const { id } = assistantIn(created.body);
    expect((await own.ask(`GET ${ONE}`, { id })).body).toEqual(created.body);
    expect((await own.ask(`GET ${LIST}`)).body).toEqual({ assistants: [whole(own, given)] });
    const update = { name: "Updated Name", instructions: "New instructions...", status: "active" };
    const updated = await own.ask(`PUT ${ONE}`, { id, body: update });
    expect([updated.status, updated.body]).toEqual([
      200,
      { assistant: whole(own, { ...given, ...update, id }) },
    ]);
    const voiced = await own.ask(VOICE, { id, body: { voice: "en-US-Neural2-C", language: "en-GB" } });
    const sound = { voice: "en-US-Neural2-C", language: "en-GB" };
    expect([voiced.status, voiced.body]).toEqual([
      200,
      { assistant: whole(own, { ...update, ...sound, id }) },
    ]);
    const removed = await own.ask(`DELETE ${ONE}`, { id });
    expect([removed.status, removed.body]).toEqual([200, { message: "Assistant deleted" }]);
    expect(await listed(own)).toEqual([]);
    expect((await own.ask(`GET ${ONE}`, { id })).status).toBe(404);
  });

  it("leaves what is absent, empties a voice, and reads and writes two words of status", async () => {
    const { id } = await create(office, { name: "Ava", instructions: "Be brief.", voice: "11labs-Myra" });
    const stopped = await office.ask(`PUT ${ONE}`, { id, body: { status: "inactive" } });
    const kept = { instructions: "Be brief.", voice: "11labs-Myra" };
    expect(stopped.body).toEqual({ assistant: whole(office, { ...kept, id, status: "inactive" }) });
    const plain = await office.ask(VOICE, { id, body: { voice: null } });
    expect(plain.body).toEqual({
      assistant: whole(office, { ...kept, id, status: "inactive", voice: "" }),
    });
    const silent = await office.ask(`POST ${LIST}`, { body: { name: "Ava", status: "inactive" } });
    expect(silent.body).toEqual({ assistant: whole(office, { status: "inactive" }) });
  });

  it("lists the newest first, for guests and members, too", async () => {
    const own = await openDesk(portsAt(vendors));
    const first = await create(own, { name: "First" });
    own.clock.set(new Date(own.clock.now().getTime() + 1000));
    const second = await create(own, { name: "Second" });
    for (const role of ["member", "guest"] as const) {
      const { headers } = await own.join(role);
      const answer = await own.ask(`GET ${LIST}`, { headers });
      expect(answer.body).toMatchObject({ assistants: [{ id: second.id }, { id: first.id }] });
      expect((await own.ask(`GET ${ONE}`, { headers, id: first.id })).status).toBe(200);
    }
  });

  it("begins with the receptionist of every new workspace", async () => {
    expect(await listed(await openOffice())).toMatchObject([{ name: "Receptionist", callerai_id: null }]);
  });
});

describe("400", () => {
  it.each([
    [{}, ["name"]],
    [{ name: "" }, ["name"]],
    [{ name: "Ava", status: "asleep" }, ["status"]],
    [{ name: "Ava", provider: "vonage" }, ["provider"]],
    [{ name: "Ava", phone_number: "12" }, ["phone_number"]],
    [{ name: "Ava", phone_number: "+1 abc" }, ["phone_number"]],
    [{ name: "Ava", provider_config: { account_sid: "AC1" } }, ["provider_config"]],
    [{ name: "Ava", provider: "twilio", phone_number: "+12125550123" }, ["provider_config"]],
    [{ name: "Ava", provider: "twilio", provider_config: { account_sid: "AC1" } }, ["provider_config"]],
    [{ name: "Ava", instructions: "x".repeat(20_001) }, ["instructions"]],
  ])("creates none of %j", async (body, fields) => {
    const before = await listed(office);
    const answer = await office.ask(`POST ${LIST}`, { body });
    expect(answer.status).toBe(400);
    const wrong = Object.fromEntries(fields.map((field) => [field, [expect.any(String)]]));
    expect(answer.body).toEqual(refusal(expect.any(String), { fields: wrong }));
    expect(await listed(office)).toEqual(before);
  });

  it("names the providers that there are", async () => {
    const { body } = await office.ask(`POST ${LIST}`, { body: { name: "Ava", provider: "vonage" } });
    expect(JSON.stringify(body)).toMatch(/telnyx.*twilio/);
  });

  it("changes nothing where a part of the change is refused", async () => {
    const { id } = await create(office);
    const wrong = { name: "Changed", provider_config: { account_sid: "AC1" } };
    expect((await office.ask(`PUT ${ONE}`, { id, body: wrong })).status).toBe(400);
    expect((await office.ask(VOICE, { id, body: { language: "x" } })).status).toBe(400);
    expect((await office.ask(`GET ${ONE}`, { id })).body).toMatchObject({ assistant: { name: "Ava" } });
  });
});

describe("401, 403 and 404", () => {
  const everyRequest = [
    [`GET ${LIST}`, undefined],
    [`POST ${LIST}`, { name: "Ava" }],
    [`GET ${ONE}`, undefined],
    [`PUT ${ONE}`, { name: "Ava" }],
    [VOICE, { voice: "x" }],
    [`DELETE ${ONE}`, undefined],
  ] as const;

  it.each(everyRequest)("is for people of the workspace: %s", async (name, body) => {
    const { id } = await create(office);
    const sending = { id, ...(body ? { body } : {}) };
    expect((await office.ask(name, { ...sending, headers: {} })).status).toBe(401);
    const { headers } = await office.stranger();
    const answer = await office.ask(name, { ...sending, headers });
    expect([answer.status, answer.body]).toEqual([404, refusal("Workspace not found")]);
  });

  it.each(everyRequest.filter(([name]) => !name.startsWith("GET")))(
    "is no guest's or member's: %s",
    async (name, body) => {
      const { id } = await create(office);
      for (const role of ["guest", "member"] as const) {
        const { headers } = await office.join(role);
        const answer = await office.ask(name, { id, headers, ...(body ? { body } : {}) });
        expect([role, answer.status]).toEqual([role, 403]);
      }
    },
  );

  it.each(everyRequest.filter(([name]) => name.includes(":id")))(
    "finds none of nobody's or elsewhere: %s",
    async (name, body) => {
      const elsewhere = await openDesk(portsAt(vendors));
      const foreign = await create(elsewhere);
      for (const id of [unknown(), "ast_1", foreign.id]) {
        const answer = await office.ask(name, { id, ...(body ? { body } : {}) });
        expect([answer.status, answer.body]).toEqual([404, refusal("Assistant not found")]);
      }
    },
  );

  it("lets a manager set everything but numbers and accounts", async () => {
    const { headers } = await office.join("manager");
    const made = await office.ask(`POST ${LIST}`, { headers, body: { name: "Ava" } });
    expect(made.status).toBe(201);
    const account = { provider: "twilio", provider_config: { account_sid: "AC1", auth_token: "x" } };
    for (const more of [{ phone_number: "+12125550123" }, account]) {
      const answer = await office.ask(`POST ${LIST}`, { headers, body: { name: "Mine", ...more } });
      expect(answer.status).toBe(403);
    }
    expect((await listed(office)).some((one) => "name" in one && one.name === "Mine")).toBe(false);
  });
});
