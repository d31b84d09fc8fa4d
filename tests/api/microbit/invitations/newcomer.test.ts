import { describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { identify, signIn, verifyEmail } from "@/lib/domain/access";
import { createContext } from "@/lib/domain/context";
import { mailedCode } from "../../../domain/access/people";
import { anonymousContext, testDatabase } from "../../../support/context";
import { GOOD_PASSWORD, register } from "../accounts";
import { openOffice, refusal } from "../office";

const placesOf = async (email: string) => {
  const { kysely } = await testDatabase();
  return asService(kysely, (trx) =>
    trx
      .selectFrom("members")
      .innerJoin("users", "users.id", "members.user_id")
      .select(["members.business_id", "members.role"])
      .where("users.email", "=", email)
      .execute(),
  );
};

describe("whoever registers without a token and is invited", () => {
  it("verifies the address in the dashboard, joins by id, and works there alone", async () => {
    const office = await openOffice();
    const person = await register(office);
    const { invitation } = await office.make("POST /workspaces/:workspaceId/invitations", {
      body: { email: person.email, role: "member" },
    });
    const accepting = { ...person.as, params: { id: (invitation as { id: string }).id } };
    const pending = () => office.make("GET /invitations/pending", person.as);

    expect(await pending()).toEqual({ invitations: [] });
    const early = await office.ask("POST /invitations/:id/accept", accepting);
    expect([early.status, early.body]).toEqual([403, refusal(expect.stringContaining("/verify-email"))]);

    const nobody = await anonymousContext(office.clock);
    const { session, business } = await signIn(nobody, {
      login: person.email,
      password: GOOD_PASSWORD,
      kind: "browser",
    });
    expect(business).toBeNull();
    const identity = await identify(nobody, { kind: "session", sessionId: session.id });
    const code = await mailedCode(nobody, person.email);
    await verifyEmail(createContext({ ...nobody, ...identity }), { code });
    expect(await placesOf(person.email)).toEqual([]);

    expect((await pending()).invitations).toHaveLength(1);
    expect((await office.ask("POST /invitations/:id/accept", accepting)).status).toBe(200);
    expect(await placesOf(person.email)).toEqual([{ business_id: office.businessId, role: "member" }]);
  });
});
