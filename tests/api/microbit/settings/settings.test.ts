import { afterEach, describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { testDatabase } from "../../../support/context";
import { newEmail } from "../../support";
import { officeWith, setPerson, wait } from "../accounts";
import { openOffice, refusal } from "../office";

const settings = (given: object = {}) => ({
  settings: { smtp_configured: false, callerai_configured: false, registration_enabled: true, ...given },
});
const FORBIDDEN = refusal("Only the platform's admin can change this.");

/** The tests of a worker share its one installation. */
afterEach(async () => {
  const { kysely } = await testDatabase();
  await asService(kysely, (trx) => trx.deleteFrom("platform_settings").execute());
});

describe("GET /settings", () => {
  it("200: what is set up, for anybody with an account", async () => {
    const { office, person } = await officeWith();
    for (const sending of [person.as, {}]) {
      const answer = await office.ask("GET /settings", sending);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual(settings());
    }
  });

  it("401: without a credential", async () => {
    const answer = await (await openOffice()).ask("GET /settings", { headers: {} });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(refusal("Authentication required"));
  });
});

describe("PUT /settings", () => {
  it("200: the platform's admin closes registration and opens it; what is not said stays", async () => {
    const { office, person } = await officeWith();
    await setPerson(person.email, { is_platform_admin: true });
    for (const [body, registration_enabled] of [
      [{ registration_enabled: false }, false],
      [{}, false],
      [{ smtp_configured: true }, false],
      [{ registration_enabled: true }, true],
    ] as const) {
      wait(office, 1);
      const answer = await office.ask("PUT /settings", { ...person.as, body });
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual(settings({ registration_enabled }));
      expect((await office.ask("GET /settings", {})).body).toEqual(answer.body);
    }
    const { kysely } = await testDatabase();
    const audited = await asService(kysely, (trx) =>
      trx
        .selectFrom("audit_log")
        .innerJoin("users", "users.id", "audit_log.subject_id")
        .select(["business_id", "changes"])
        .where("action", "=", "platform.update")
        .where("users.email", "=", person.email)
        .orderBy("audit_log.occurred_at")
        .execute(),
    );
    expect(audited).toEqual([
      { business_id: null, changes: { isRegistrationEnabled: false } },
      { business_id: null, changes: { isRegistrationEnabled: true } },
    ]);
  });

  it("400: what is neither true nor false", async () => {
    const { office, person } = await officeWith();
    await setPerson(person.email, { is_platform_admin: true });
    for (const registration_enabled of ["no", null, 0]) {
      const answer = await office.ask("PUT /settings", { ...person.as, body: { registration_enabled } });
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(
        refusal(expect.any(String), { fields: { registration_enabled: [expect.any(String)] } }),
      );
    }
  });

  it("401: without a credential", async () => {
    const answer = await (await openOffice()).ask("PUT /settings", { headers: {}, body: {} });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(refusal("Authentication required"));
  });

  it("403: everybody else, an owner too, and an admin no more within five seconds", async () => {
    const { office, person } = await officeWith();
    const body = { registration_enabled: false };
    for (const sending of [person.as, {}]) {
      const answer = await office.ask("PUT /settings", { ...sending, body });
      expect(answer.status).toBe(403);
      expect(answer.body).toEqual(FORBIDDEN);
    }
    await setPerson(office.owner.email, { is_platform_admin: true });
    wait(office, 6);
    expect((await office.ask("PUT /settings", { body: {} })).status).toBe(200);
    await setPerson(office.owner.email, { is_platform_admin: false });
    wait(office, 6);
    expect((await office.ask("PUT /settings", { body })).body).toEqual(FORBIDDEN);
    expect((await office.ask("GET /settings")).body).toEqual(settings());
  });
});

describe("registration that is closed", () => {
  it("403 for a register without an invitation, at once, and nothing is written", async () => {
    const { office, person } = await officeWith();
    await setPerson(person.email, { is_platform_admin: true });
    await office.make("PUT /settings", { ...person.as, body: { registration_enabled: false } });
    const email = newEmail();
    const body = { email, password: "SecurePass123", display_name: "Eve" };
    const answer = await office.ask("POST /auth/register", { headers: {}, body });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(
      refusal(
        "New accounts are by invitation only here. Ask somebody who works with it already to invite you.",
      ),
    );
    await office.make("PUT /settings", { ...person.as, body: { registration_enabled: true } });
    expect((await office.ask("POST /auth/register", { headers: {}, body })).status).toBe(201);
  });
});
