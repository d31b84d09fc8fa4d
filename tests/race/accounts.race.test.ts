import { describe, expect, it } from "vitest";
import {
  identify,
  issueRefreshToken,
  refreshSession,
  registerPerson,
  requestPasswordReset,
  resetPassword,
  signIn,
  signUp,
  verifyEmail,
} from "@/lib/domain/access";
import { findOrCreateContact, listContacts } from "@/lib/domain/contacts";
import { asSystem, inTenant } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { captureLead, listLeads } from "@/lib/domain/leads";
import { testVoice } from "@/lib/domain/platform";
import {
  freshEmail,
  mailedCode,
  mailedResetToken,
  mailsTo,
  newPerson,
  PASSWORD,
  signedInPerson,
} from "../domain/access/people";
import { anonymousContext, makeTenant } from "../support/context";
import { onPostgres } from "../support/on-postgres";

onPostgres({ connections: 20 });

/** The same act many times at once; what came of it. */
async function race<R>(count: number, act: (index: number) => Promise<R>) {
  const settled = await Promise.allSettled(Array.from({ length: count }, (_, index) => act(index)));
  return {
    won: settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : [])),
    codes: settled.flatMap((result) => (result.status === "rejected" ? [codeOf(result.reason)] : [])),
  };
}

const codeOf = (error: unknown): unknown =>
  typeof error === "object" && error !== null && "code" in error ? error.code : error;

describe("at once on real Postgres", () => {
  it("twenty refreshes with one token yield one new token at most, and end the session", async () => {
    const { ctx, sessionId } = await signedInPerson();
    const refreshToken = await issueRefreshToken(ctx, sessionId);
    const { won, codes } = await race(20, () => refreshSession(ctx, { refreshToken, rotate: true }));
    expect(won).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(["token_invalid"]));
    const next = { refreshToken: won[0]?.refreshToken ?? "", rotate: true };
    await expect(refreshSession(ctx, next)).rejects.toMatchObject({ code: "token_invalid" });
    await expect(identify(ctx, { kind: "session", sessionId })).rejects.toMatchObject({
      code: "token_invalid",
    });
  });

  it("one of ten resets with one link works", async () => {
    const { ctx, email } = await newPerson();
    await requestPasswordReset(ctx, { email });
    const token = await mailedResetToken(ctx, email);
    const { won, codes } = await race(10, (index) =>
      resetPassword(ctx, { token, password: `new password ${index}` }),
    );
    expect(won).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(["validation_failed"]));
  });

  it("twenty requests mail five links", async () => {
    const { ctx, email } = await newPerson();
    await race(20, () => requestPasswordReset(ctx, { email }));
    expect((await mailsTo(ctx, email)).filter((mail) => mail.kind === "password_reset")).toHaveLength(5);
  });

  it("twenty wrong codes leave no sixth try", async () => {
    const { own, ctx, email } = await signedInPerson();
    const code = await mailedCode(ctx, email);
    const wrong = code === "123456" ? "654321" : "123456";
    expect((await race(20, () => verifyEmail(own, { code: wrong }))).won).toEqual([]);
    await expect(verifyEmail(own, { code })).rejects.toMatchObject({ code: "validation_failed" });
  });

  it("ten sign-ins of somebody without a business make one", async () => {
    const ctx = await anonymousContext();
    const email = freshEmail();
    const userId = await registerPerson(
      ctx,
      { email, password: PASSWORD, firstName: "Ana" },
      { isEmailProven: true },
      async (_, { id }) => id,
    );
    const { won, codes } = await race(10, () =>
      signIn(ctx, { login: email, password: PASSWORD, kind: "token", needsBusiness: true }),
    );
    expect(codes).toEqual([]);
    const made = await asSystem(ctx, "test", ({ trx }) =>
      trx.selectFrom("members").select(["business_id", "role"]).where("user_id", "=", userId).execute(),
    );
    expect(made).toEqual([{ business_id: won[0]?.business?.id, role: "owner" }]);
    expect(new Set(won.map(({ business }) => business?.id)).size).toBe(1);
  });

  it("twenty tests of the voice vendor by one person are five", async () => {
    const { own } = await signedInPerson();
    const { won, codes } = await race(20, () => testVoice(own));
    expect(won).toHaveLength(5);
    expect(new Set(codes)).toEqual(new Set(["rate_limited"]));
  });

  it("one of ten sign-ups gets the address; ten with one name before the @ all get a user name", async () => {
    const ctx = await anonymousContext();
    const email = freshEmail();
    const same = await race(10, () => signUp(ctx, { email, password: PASSWORD, businessName: "Same" }));
    expect(same.won).toHaveLength(1);
    expect(new Set(same.codes)).toEqual(new Set(["already_exists"]));
    const alike = await race(10, (index) =>
      signUp(ctx, { email: `sam@${index}.example.com`, password: PASSWORD, businessName: "Sam's" }),
    );
    expect(alike.codes).toEqual([]);
    expect(new Set(alike.won.map(({ user }) => user.username)).size).toBe(10);
    expect(new Set(alike.won.map(({ business }) => business.slug)).size).toBe(10);
  });

  it("forty facts about two people make two contacts, without deadlock", async () => {
    const { ctx } = await makeTenant();
    const people = [
      { phone: "+12125550123", email: "ada@example.com" },
      { phone: "+12125550124", email: "bob@example.com" },
    ];
    const { codes } = await race(40, (index) => {
      const { phone, email } = people[index % 2] ?? {};
      return findOrCreateContact(ctx, [{ phone, email }, { email, phone }, { phone }][index % 3] ?? {});
    });
    expect(codes).toEqual([]);
    expect((await listContacts(ctx, { page: 1, limit: 10 })).total).toBe(2);
  });

  it("twenty captures of one conversation make one lead and one contact", async () => {
    const { ctx } = await makeTenant();
    const conversationId = newId(new Date());
    await inTenant(ctx, ({ trx, business, clock }) =>
      trx
        .insertInto("conversations")
        .values({
          id: conversationId,
          business_id: business.id,
          channel: "voice",
          created_at: clock.now(),
          updated_at: clock.now(),
        })
        .execute(),
    );
    const { codes } = await race(20, () =>
      captureLead(ctx, { phone: "+12125550123", source: "call", conversationId }),
    );
    expect(codes).toEqual([]);
    expect((await listLeads(ctx, { page: 1, limit: 10 })).total).toBe(1);
    expect((await listContacts(ctx, { page: 1, limit: 10 })).total).toBe(1);
  });
});
