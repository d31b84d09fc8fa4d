import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import type { Role } from "@/lib/domain/permissions";
import { ids } from "@/lib/editions/microbit/ids";
import { testDatabase } from "../../../support/context";
import { INSTANT, idOf } from "../../support";
import { type Office, openOffice, type Person, refusal } from "../office";

const LIST = "GET /workspaces/:workspaceId/members";
const ROLE = "PUT /workspaces/:workspaceId/members/:memberId/role";
const REMOVE = "DELETE /workspaces/:workspaceId/members/:memberId";

const whole = ({ workspaceId }: Office, { userId, email }: Person, role: string) => ({
  id: idOf("wm"),
  workspace_id: workspaceId,
  user_id: ids.write("user", userId),
  role,
  user: { email, display_name: "Pat Doe" },
  created_at: INSTANT,
});

interface Listed {
  id: string;
  user_id: string;
  role: string;
}
const listed = async (office: Office) => (await office.make(LIST)).members as Listed[];
const idIn = async (office: Office, { userId }: Person): Promise<string> =>
  (await listed(office)).find(({ user_id }) => user_id === ids.write("user", userId))?.id ?? "";

/** Somebody with a role, and the path to them. */
async function withMember(role: Role) {
  const office = await openOffice();
  const person = await office.join(role);
  return { office, person, params: { memberId: await idIn(office, person) } };
}

/** The role as the business itself has it. */
const roleKept = async (person: Person) => {
  const { kysely } = await testDatabase();
  const row = await asService(kysely, (trx) =>
    trx.selectFrom("members").select("role").where("user_id", "=", person.userId).executeTakeFirst(),
  );
  return row?.role;
};

describe(LIST, () => {
  it("200: everybody who works there, a manager as a member; a guest reads it, too", async () => {
    const office = await openOffice();
    const people = new Map<string, Person>([["owner", office.owner]]);
    for (const role of ["admin", "manager", "member", "guest"] as const)
      people.set(role, await office.join(role));
    const { status, body } = await office.ask(LIST, { headers: people.get("guest")?.headers ?? {} });
    expect(status).toBe(200);
    const expected = [...people].map(([role, person]) =>
      whole(office, person, role === "manager" ? "member" : role),
    );
    expect((body as { members: unknown[] }).members).toHaveLength(expected.length);
    expect(body).toEqual({ members: expect.arrayContaining(expected) });
  });
});

describe(ROLE, () => {
  it.each(["admin", "guest"])("200: a member becomes %s", async (role) => {
    const { office, person, params } = await withMember("member");
    expect(await office.ask(ROLE, { params, body: { role } })).toMatchObject({
      status: 200,
      body: { member: whole(office, person, role) },
    });
    expect(await roleKept(person)).toBe(role);
  });

  it("200: what a manager reads as changes nothing; another role does", async () => {
    const { office, person, params } = await withMember("manager");
    expect((await office.ask(ROLE, { params, body: { role: "member" } })).body).toEqual({
      member: whole(office, person, "member"),
    });
    expect(await roleKept(person)).toBe("manager");
    await office.make(ROLE, { params, body: { role: "guest" } });
    await office.make(ROLE, { params, body: { role: "member" } });
    expect(await roleKept(person)).toBe("member");
  });

  it("200: the owner stays owner", async () => {
    const office = await openOffice();
    const params = { memberId: await idIn(office, office.owner) };
    expect((await office.ask(ROLE, { params, body: { role: "owner" } })).body).toEqual({
      member: whole(office, office.owner, "owner"),
    });
  });

  it("403: the owner's role is neither given nor taken", async () => {
    const { office, params } = await withMember("admin");
    const text = "A business has one owner, whose role is neither taken nor given.";
    const refused = { status: 403, body: refusal(text) };
    expect(await office.ask(ROLE, { params, body: { role: "owner" } })).toMatchObject(refused);
    const owner = { memberId: await idIn(office, office.owner) };
    expect(await office.ask(ROLE, { params: owner, body: { role: "guest" } })).toMatchObject(refused);
  });

  it.each([{}, { role: "manager" }, { role: "boss" }])("400: %j", async (body) => {
    const { office, params } = await withMember("member");
    expect(await office.ask(ROLE, { params, body })).toMatchObject({
      status: 400,
      body: refusal(expect.stringMatching(/^role: /), { fields: { role: [expect.any(String)] } }),
    });
  });

  it("404: nobody's id, and that of a member of another workspace", async () => {
    const { params } = await withMember("member");
    const office = await openOffice();
    for (const memberId of [params.memberId, ids.write("member", randomUUID()), "wm_1"])
      expect(await office.ask(ROLE, { params: { memberId }, body: { role: "guest" } })).toMatchObject({
        status: 404,
        body: refusal("Member not found"),
      });
  });
});

describe(REMOVE, () => {
  it("200: and 404 from then on; the session of the person that worked there has ended", async () => {
    const { office, person, params } = await withMember("admin");
    expect(await office.ask(REMOVE, { params })).toMatchObject({
      status: 200,
      body: { message: "Member removed" },
    });
    expect(await office.ask(REMOVE, { params })).toMatchObject({
      status: 404,
      body: refusal("Member not found"),
    });
    expect((await listed(office)).map(({ role }) => role)).toEqual(["owner"]);
    expect((await office.ask(LIST, { headers: person.headers })).status).toBe(401);
  });

  it("403: the owner, also by an admin", async () => {
    const { office, person } = await withMember("admin");
    const params = { memberId: await idIn(office, office.owner) };
    for (const headers of [office.owner.headers, person.headers])
      expect(await office.ask(REMOVE, { params, headers })).toMatchObject({
        status: 403,
        body: refusal("The owner of a business cannot be removed."),
      });
  });
});
