import { describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { ids } from "@/lib/editions/microbit/ids";
import { NOW, testDatabase } from "../../../support/context";
import { INSTANT, idOf, newEmail } from "../../support";
import { type Office, openOffice, type Person, refusal } from "../office";

const LIST = "GET /workspaces/:workspaceId/invitations";
const INVITE = "POST /workspaces/:workspaceId/invitations";
const CANCEL = "DELETE /workspaces/:workspaceId/invitations/:invitationId";
const PENDING = "GET /invitations/pending";
const ACCEPT = "POST /invitations/:id/accept";
const DECLINE = "POST /invitations/:id/decline";

const whole = ({ workspaceId }: Office, email: string, role = "member") => ({
  id: idOf("inv"),
  workspace_id: workspaceId,
  email,
  role,
  status: "pending",
  created_at: INSTANT,
  expires_at: INSTANT,
});
const gone = { status: 404, body: refusal("Invitation not found") };

interface Made {
  id: string;
  token: string;
}
const invite = async (office: Office, email: string, role = "member"): Promise<Made> =>
  (await office.make(INVITE, { body: { email, role } })).invitation as Made;

/** A workspace that has invited somebody with an account. */
async function withInvited() {
  const office = await openOffice();
  const person = await office.stranger();
  const { headers } = person;
  const made = await invite(office, person.email);
  return { office, person, made, sending: { headers, params: { id: made.id } } };
}

async function unverify({ userId }: Person): Promise<void> {
  const { kysely } = await testDatabase();
  await asService(kysely, (trx) =>
    trx.updateTable("users").set({ email_verified_at: null }).where("id", "=", userId).execute(),
  );
}

async function endWeekOf(id: string): Promise<void> {
  const { kysely } = await testDatabase();
  await asService(kysely, (trx) =>
    trx
      .updateTable("invitations")
      .set({ expires_at: new Date(NOW) })
      .where("id", "=", ids.read("invitation").parse(id))
      .execute(),
  );
}

describe(INVITE, () => {
  it("201: with a token that is told once; the list and whoever is invited see it without", async () => {
    const office = await openOffice();
    const person = await office.stranger();
    const body = { email: person.email.toUpperCase(), role: "guest" };
    const shown = whole(office, person.email, "guest");
    expect(await office.ask(INVITE, { body })).toMatchObject({
      status: 201,
      body: { invitation: { ...shown, token: expect.stringMatching(/^.{20,}$/) } },
    });
    expect((await office.ask(LIST)).body).toEqual({ invitations: [shown] });
    expect((await office.ask(PENDING, { headers: person.headers })).body).toEqual({
      invitations: [{ ...shown, workspace: { name: "Harbor Dental" } }],
    });
  });

  it("201: an open one to the same address is replaced", async () => {
    const { office, person, made, sending } = await withInvited();
    const second = await invite(office, person.email, "admin");
    expect((await office.make(LIST)).invitations).toMatchObject([{ id: second.id, role: "admin" }]);
    expect(await office.ask(ACCEPT, sending)).toMatchObject(gone);
    expect(second.token).not.toBe(made.token);
  });

  it.each([
    [{}, ["email", "role"]],
    [{ email: "nobody", role: "member" }, ["email"]],
    [{ email: "a@example.com", role: "manager" }, ["role"]],
  ])("400: %j", async (body, fields) => {
    const { ask } = await openOffice();
    const answer = await ask(INVITE, { body });
    expect(answer.status).toBe(400);
    expect(Object.keys((answer.body as { fields: object }).fields)).toEqual(fields);
  });

  it("403: nobody is invited as owner", async () => {
    const { ask } = await openOffice();
    expect(await ask(INVITE, { body: { email: "a@example.com", role: "owner" } })).toMatchObject({
      status: 403,
      body: refusal("A business has one owner, whose role is neither taken nor given."),
    });
  });

  it("409: who works there already", async () => {
    const { ask, join } = await openOffice();
    const { email } = await join("guest");
    expect(await ask(INVITE, { body: { email, role: "admin" } })).toMatchObject({
      status: 409,
      body: refusal(expect.any(String), { fields: { email: ["Works here already."] } }),
    });
  });

  it("429: more than fifty within a day", async () => {
    const office = await openOffice();
    for (let count = 0; count < 50; count += 1) await invite(office, newEmail());
    office.clock.set(new Date(Date.parse(NOW) + 10 * 3_600_000));
    const body = { email: "one-more@example.com", role: "member" };
    const answer = await office.ask(INVITE, { body });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, String(14 * 3_600)]);
  });
});

describe(CANCEL, () => {
  it("200: it is over then, for everybody", async () => {
    const { office, made, sending } = await withInvited();
    const cancelling = { params: { invitationId: made.id } };
    expect(await office.ask(CANCEL, cancelling)).toMatchObject({
      status: 200,
      body: { message: "Invitation cancelled" },
    });
    expect(await office.ask(CANCEL, cancelling)).toMatchObject(gone);
    expect((await office.make(LIST)).invitations).toEqual([]);
    expect(await office.ask(ACCEPT, sending)).toMatchObject(gone);
  });

  it("404: another workspace's", async () => {
    const { made } = await withInvited();
    const { ask } = await openOffice();
    expect(await ask(CANCEL, { params: { invitationId: made.id } })).toMatchObject(gone);
  });
});

describe(ACCEPT, () => {
  it("200: joins with the role; once", async () => {
    const { office, person, sending } = await withInvited();
    expect(await office.ask(ACCEPT, sending)).toMatchObject({
      status: 200,
      body: { message: "Invitation accepted", workspace_id: office.workspaceId },
    });
    const { members } = await office.make("GET /workspaces/:workspaceId/members");
    expect(members).toContainEqual(
      expect.objectContaining({ user_id: ids.write("user", person.userId), role: "member" }),
    );
    expect(await office.ask(ACCEPT, sending)).toMatchObject(gone);
    expect((await office.ask(PENDING, sending)).body).toEqual({ invitations: [] });
  });

  it("403: before the address is verified, and what to do; with the token of the link it joins", async () => {
    const { office, person, made, sending } = await withInvited();
    await unverify(person);
    expect((await office.ask(PENDING, sending)).body).toEqual({ invitations: [] });
    expect(await office.ask(ACCEPT, sending)).toMatchObject({
      status: 403,
      body: refusal(
        expect.stringMatching(
          /at http:\/\/localhost:\d+\/verify-email .*, or use the link in the invitation's mail\.$/,
        ),
      ),
    });
    expect((await office.ask(ACCEPT, { ...sending, body: { token: made.token } })).status).toBe(200);
  });

  it("404: another's, with a token of another, and one whose week is over", async () => {
    const { office, made, sending } = await withInvited();
    const { headers } = await office.stranger();
    expect(await office.ask(ACCEPT, { ...sending, headers })).toMatchObject(gone);
    for (const token of ["", "nothing", (await withInvited()).made.token])
      expect(await office.ask(ACCEPT, { ...sending, body: { token } })).toMatchObject(gone);
    const other = await office.ask(ACCEPT, { headers, params: { id: made.id }, body: { token: made.token } });
    expect(other).toMatchObject({ status: 403, body: refusal(expect.stringContaining("is for")) });
    await endWeekOf(made.id);
    expect(await office.ask(ACCEPT, sending)).toMatchObject(gone);
  });
});

describe(DECLINE, () => {
  it("200: it is over then; 404 the second time, and for another", async () => {
    const { office, sending } = await withInvited();
    const { headers } = await office.stranger();
    expect(await office.ask(DECLINE, { ...sending, headers })).toMatchObject(gone);
    expect(await office.ask(DECLINE, sending)).toMatchObject({
      status: 200,
      body: { message: "Invitation declined" },
    });
    expect(await office.ask(DECLINE, sending)).toMatchObject(gone);
    expect((await office.make(LIST)).invitations).toEqual([]);
  });

  it("403: before the address is verified; with the token of the link it is declined", async () => {
    const { office, person, made, sending } = await withInvited();
    await unverify(person);
    expect((await office.ask(DECLINE, sending)).status).toBe(403);
    expect((await office.ask(DECLINE, { ...sending, body: { token: made.token } })).status).toBe(200);
  });
});
