import { describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { createApiKey } from "@/lib/domain/access";
import { ids } from "@/lib/editions/microbit/ids";
import { makeTenant, testDatabase } from "../../../support/context";
import { officeWith, userJson, wait } from "../accounts";
import { openOffice, refusal } from "../office";

const audited = async (userId: string) => {
  const { kysely } = await testDatabase();
  return asService(kysely, (trx) =>
    trx
      .selectFrom("audit_log")
      .select(["action", "changes"])
      .where("subject_id", "=", ids.read("user").parse(userId))
      .execute(),
  );
};

describe("PUT /users/me", () => {
  it("200: changes the name, which reads back as it was written", async () => {
    const { office, person } = await officeWith();
    wait(office, 60);
    const body = { display_name: "Jean-Luc van der Berg" };
    const answer = await office.ask("PUT /users/me", { ...person.as, body });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      user: { ...userJson(person.email, body.display_name), updated_at: office.clock.now().toISOString() },
    });
    expect((await office.ask("GET /auth/me", person.as)).body).toEqual(answer.body);
    expect(await audited(person.userId)).toEqual([
      {
        action: "user.update_profile",
        changes: { firstName: "Jean-Luc", lastName: "van der Berg" },
      },
    ]);
  });

  it("200: changes nothing where nothing is said, or what is so already, and nothing but the name", async () => {
    const { office, person } = await officeWith();
    const before = (await office.ask("GET /auth/me", person.as)).body;
    wait(office, 60);
    const same = { display_name: "John Doe", email: "eve@example.com", status: "suspended" };
    for (const body of [{}, same]) {
      const answer = await office.ask("PUT /users/me", { ...person.as, body });
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual(before);
    }
    expect(await audited(person.userId)).toEqual([]);
  });

  it("200: a single word takes the last name away", async () => {
    const { office, person } = await officeWith();
    const { user } = await office.make("PUT /users/me", { ...person.as, body: { display_name: "Cher" } });
    expect(user).toEqual(userJson(person.email, "Cher"));
  });

  it("400: no name, and one that is too long", async () => {
    const { office, person } = await officeWith();
    for (const display_name of ["", "  ", null, "x".repeat(101), "xy ".repeat(70)]) {
      const answer = await office.ask("PUT /users/me", { ...person.as, body: { display_name } });
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(
        refusal(expect.any(String), { fields: { display_name: [expect.any(String)] } }),
      );
    }
  });

  it("401: without a credential", async () => {
    const office = await openOffice();
    const answer = await office.ask("PUT /users/me", { headers: {}, body: { display_name: "Eve" } });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(refusal("Authentication required"));
  });

  it("403: a key is nobody", async () => {
    const office = await openOffice();
    const { key } = await createApiKey((await makeTenant()).ctx, { name: "Test" });
    const sending = { headers: { "x-api-key": key }, body: { display_name: "Eve" } };
    const answer = await office.ask("PUT /users/me", sending);
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(refusal("Only a signed-in person can do this."));
  });
});
