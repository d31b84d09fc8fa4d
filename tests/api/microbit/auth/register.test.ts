import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { inviteMember, listMembers } from "@/lib/domain/members";
import { makeTenant, type Tenant, testDatabase } from "../../../support/context";
import { newEmail } from "../../support";
import { accountOf, GOOD_PASSWORD, JWT, officeWith, userJson } from "../accounts";
import { openOffice, refusal } from "../office";

const wrong = [expect.any(String)];
const request = (given: object = {}) => ({
  headers: {},
  body: { email: newEmail(), password: GOOD_PASSWORD, display_name: "John Doe", ...given },
});
const mailsTo = async (email: string) => {
  const { kysely } = await testDatabase();
  return asService(kysely, (trx) =>
    trx.selectFrom("mails").select(["kind", "text_body"]).where("to_address", "=", email).execute(),
  );
};
const mailedToken = async (email: string, businessName: string): Promise<string> => {
  const mails = (await mailsTo(email)).filter(({ text_body }) => text_body.includes(businessName));
  return /\/invitation\/(\S+)/.exec(mails.at(-1)?.text_body ?? "")?.[1] ?? "";
};
const membersOf = async ({ ctx }: Tenant) => (await listMembers(ctx)).map(({ email }) => email);

describe("POST /auth/register", () => {
  it("201: makes a person without a workspace, answers tokens and mails a code", async () => {
    const office = await openOffice();
    const { headers, body } = request();
    const answer = await office.ask("POST /auth/register", { headers, body });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      user: userJson(body.email),
      access_token: JWT,
      refresh_token: expect.stringMatching(/^[\w-]{43}$/),
      token_type: "Bearer",
      expires_in: 900,
    });
    const { kysely } = await testDatabase();
    const places = await asService(kysely, (trx) =>
      trx
        .selectFrom("members")
        .innerJoin("users", "users.id", "members.user_id")
        .select("members.id")
        .where("users.email", "=", body.email)
        .execute(),
    );
    expect(places).toEqual([]);
    expect((await mailsTo(body.email)).map(({ kind }) => kind)).toEqual(["email_verification"]);
  });

  it.each([
    ["Jean-Luc van der Berg", "Jean-Luc van der Berg"],
    ["Cher", "Cher"],
    ["  Ana   Maria  Ruiz ", "Ana Maria Ruiz"],
  ])("201: %j is called %j", async (given, read) => {
    const { office, person } = await officeWith({ display_name: given });
    const { user } = await office.make("GET /auth/me", person.as);
    expect(user).toMatchObject({ display_name: read });
  });

  it("400: names every field that is wrong", async () => {
    const office = await openOffice();
    const refused = async (body: object) => {
      const answer = await office.ask("POST /auth/register", { headers: {}, body });
      expect(answer.status).toBe(400);
      return answer.body;
    };
    expect(await refused({})).toEqual(
      refusal(expect.any(String), { fields: { email: wrong, password: wrong, display_name: wrong } }),
    );
    for (const password of ["short1", "short", "no digit in here"])
      expect(await refused(request({ password }).body)).toEqual(
        refusal(expect.stringMatching(/^password: Use at least/), {
          fields: { password: expect.any(Array) },
        }),
      );
    for (const display_name of ["", " ", "x".repeat(101), "x".repeat(202)])
      expect(await refused(request({ display_name }).body)).toEqual(
        refusal(expect.any(String), { fields: { display_name: wrong } }),
      );
  });

  it("409: an address that has an account, in any spelling", async () => {
    const { office, person } = await officeWith();
    const answer = await office.ask("POST /auth/register", request({ email: person.email.toUpperCase() }));
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual(
      refusal("email: Already in use.", { fields: { email: ["Already in use."] } }),
    );
  });
});

describe("POST /auth/register with an invite_token", () => {
  const invited = async () => {
    const [one, other] = await Promise.all([
      makeTenant({ name: `Fern ${randomUUID()}` }),
      makeTenant({ name: `Moss ${randomUUID()}` }),
    ]);
    const email = newEmail();
    const { token } = await inviteMember(one.ctx, { email, role: "manager" });
    await inviteMember(other.ctx, { email, role: "guest" });
    const { kysely } = await testDatabase();
    const { name } = await asService(kysely, (trx) =>
      trx.selectFrom("businesses").select("name").where("id", "=", one.businessId).executeTakeFirstOrThrow(),
    );
    return { one, other, email, shown: token, mailed: await mailedToken(email, name) };
  };

  it("201, mailed: joins that workspace and the others that invite the address, which is proven", async () => {
    const office = await openOffice();
    const { one, other, email, mailed } = await invited();
    const person = accountOf(
      await office.make("POST /auth/register", request({ email, invite_token: mailed })),
    );
    expect(await membersOf(one)).toContain(email);
    expect(await membersOf(other)).toContain(email);
    const { kysely } = await testDatabase();
    const session = await asService(kysely, (trx) =>
      trx
        .selectFrom("sessions")
        .innerJoin("users", "users.id", "sessions.user_id")
        .select(["business_id", "email_verified_at"])
        .where("users.email", "=", person.email)
        .executeTakeFirstOrThrow(),
    );
    expect(session).toEqual({ business_id: one.businessId, email_verified_at: office.clock.now() });
    expect((await mailsTo(email)).filter(({ kind }) => kind === "email_verification")).toEqual([]);
  });

  it("201, shown: joins that workspace alone, and a code is mailed", async () => {
    const office = await openOffice();
    const { one, other, email, shown } = await invited();
    await office.make("POST /auth/register", request({ email, invite_token: shown }));
    expect(await membersOf(one)).toContain(email);
    expect(await membersOf(other)).not.toContain(email);
    expect((await mailsTo(email)).filter(({ kind }) => kind === "email_verification")).toHaveLength(1);
  });

  it("403: another address than the invited one, and nobody is made", async () => {
    const office = await openOffice();
    const { one, email, shown, mailed } = await invited();
    for (const invite_token of [shown, mailed]) {
      const given = request({ invite_token });
      const answer = await office.ask("POST /auth/register", given);
      expect(answer.status).toBe(403);
      expect(answer.body).toEqual(refusal(`This invitation is for ${email}. Sign up with that address.`));
      expect(await mailsTo(given.body.email)).toEqual([]);
    }
    expect(await membersOf(one)).not.toContain(email);
  });

  it("404: a token of nothing, one that was used, and one that is late", async () => {
    const office = await openOffice();
    const over = refusal("This invitation is no longer good. Ask for a new one.");
    const missing = async (given: object) => {
      const answer = await office.ask("POST /auth/register", request(given));
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(over);
    };
    await missing({ invite_token: "optional-invite-token" });
    const used = await invited();
    await office.make("POST /auth/register", request({ email: used.email, invite_token: used.shown }));
    await missing({ email: used.email, invite_token: used.mailed });
    const late = await invited();
    office.clock.set(new Date(office.clock.now().getTime() + 7 * 86_400_000));
    await missing({ email: late.email, invite_token: late.mailed });
  });

  it("409: an invited address that has an account, and the invitation stays open", async () => {
    const { office, person } = await officeWith();
    const tenant = await makeTenant();
    const { token } = await inviteMember(tenant.ctx, { email: person.email, role: "guest" });
    const answer = await office.ask(
      "POST /auth/register",
      request({ email: person.email, invite_token: token }),
    );
    expect(answer.status).toBe(409);
    expect(await membersOf(tenant)).not.toContain(person.email);
  });
});
