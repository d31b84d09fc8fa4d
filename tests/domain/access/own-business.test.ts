import { describe, expect, it } from "vitest";
import { POST as cloudgreetLogin } from "@/app/api/cloudgreet/auth/login/route";
import { POST as micro8gentsLogin } from "@/app/api/micro8gents/auth/login/route";
import { registerPerson, signIn, signUp } from "@/lib/domain/access";
import { asSystem, type Context } from "@/lib/domain/context";
import { inviteMember, listMyInvitations } from "@/lib/domain/members";
import { dataOf, post } from "../../api/support";
import { anonymousContext, makeTenant } from "../../support/context";
import { freshEmail, PASSWORD } from "./people";

/** Somebody who registered where a business is not needed. */
async function loner(
  names: { firstName?: string; lastName?: string } = { firstName: "Ana", lastName: "Ruiz" },
) {
  const ctx = await anonymousContext();
  const email = freshEmail();
  const user = await registerPerson(
    ctx,
    { email, password: PASSWORD, ...names },
    { isEmailProven: true },
    async (_, user) => user,
  );
  const enter = (needsBusiness?: boolean) =>
    signIn(ctx, { login: email, password: PASSWORD, kind: "token", needsBusiness });
  return { ctx, email, user, enter };
}
const businessesOf = (ctx: Context, userId: string) =>
  asSystem(ctx, "test", ({ trx }) =>
    trx
      .selectFrom("members")
      .innerJoin("businesses", "businesses.id", "members.business_id")
      .select(["businesses.id", "businesses.name", "businesses.time_zone", "members.role"])
      .where("members.user_id", "=", userId)
      .execute(),
  );

describe("whoever signs in where a business is needed and has none", () => {
  it("gets one in their name, in UTC, and once", async () => {
    const { ctx, user, enter } = await loner();
    const { business, session } = await enter(true);
    expect(await businessesOf(ctx, user.id)).toEqual([
      { id: business?.id, name: "Ana Ruiz", time_zone: "UTC", role: "owner" },
    ]);
    expect(business?.role).toBe("owner");
    const audited = await asSystem(ctx, "test", ({ trx }) =>
      trx
        .selectFrom("audit_log")
        .select(["actor", "changes"])
        .where("action", "=", "business.create")
        .where("business_id", "=", business?.id ?? "")
        .execute(),
    );
    expect(audited).toEqual([
      {
        actor: { kind: "user", userId: user.id, sessionId: session.id, isPlatformAdmin: false },
        changes: { name: "Ana Ruiz" },
      },
    ]);
    expect((await enter(true)).business).toEqual(business);
    expect(await businessesOf(ctx, user.id)).toHaveLength(1);
  });

  it("gets it under the user name where they told no name", async () => {
    const { ctx, user, enter } = await loner({});
    await enter(true);
    expect(await businessesOf(ctx, user.id)).toMatchObject([{ name: user.username }]);
  });

  it("gets none where it is not needed, and none beside one that they work in", async () => {
    const { ctx, user, enter } = await loner();
    expect((await enter()).business).toBeNull();
    expect((await enter(false)).business).toBeNull();
    expect(await businessesOf(ctx, user.id)).toEqual([]);
    const tenant = await makeTenant();
    await asSystem(ctx, "test", ({ trx }) =>
      trx
        .insertInto("members")
        .values({
          id: user.id,
          business_id: tenant.businessId,
          user_id: user.id,
          role: "guest",
          created_at: new Date(),
        })
        .execute(),
    );
    expect((await enter(true)).business).toEqual({ id: tenant.businessId, role: "guest" });
    expect(await businessesOf(ctx, user.id)).toHaveLength(1);
  });

  it("gets one after having been removed from all, and with an invitation, which stays open", async () => {
    const { ctx, email, user, enter } = await loner();
    const tenant = await makeTenant();
    await inviteMember(tenant.ctx, { email, role: "guest" });
    const { session } = await enter(true);
    const actor = { kind: "user", userId: user.id, sessionId: session.id, isPlatformAdmin: false } as const;
    expect(await listMyInvitations({ ...ctx, actor })).toHaveLength(1);
    const [first] = await businessesOf(ctx, user.id);
    await asSystem(ctx, "test", ({ trx }) =>
      trx.deleteFrom("members").where("user_id", "=", user.id).execute(),
    );
    const { business } = await enter(true);
    expect(business?.id).not.toBe(first?.id);
    expect(await businessesOf(ctx, user.id)).toMatchObject([{ id: business?.id, role: "owner" }]);
  });

  it("gets none while the only one they work in is suspended", async () => {
    const ctx = await anonymousContext();
    const email = freshEmail();
    const { user, business } = await signUp(ctx, { email, password: PASSWORD, businessName: "Fern" });
    await asSystem(ctx, "test", ({ trx }) =>
      trx.updateTable("businesses").set({ status: "suspended" }).where("id", "=", business.id).execute(),
    );
    const entering = signIn(ctx, { login: email, password: PASSWORD, kind: "token", needsBusiness: true });
    await expect(entering).rejects.toMatchObject({ code: "suspended" });
    expect(await businessesOf(ctx, user.id)).toHaveLength(1);
  });

  it("is what CloudGreet and Micro8gents do", async () => {
    const one = await loner();
    const first = await post(cloudgreetLogin, { body: { email: one.email, password: PASSWORD } });
    expect(dataOf(first)).toMatchObject({
      user: { business_id: expect.stringMatching(/^business_/), role: "admin" },
    });
    const other = await loner();
    const second = await post(micro8gentsLogin, { body: { username: other.email, password: PASSWORD } });
    expect(second.body).toMatchObject({ email: other.email, businessName: "Ana Ruiz" });
  });
});
