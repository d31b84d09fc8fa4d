import { randomBytes, randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { signUp } from "@/lib/domain/access";
import { type Context, createContext } from "@/lib/domain/context";
import {
  acceptInvitation,
  cancelInvitation,
  declineInvitation,
  invitationAt,
  inviteMember,
  listInvitations,
  listMembers,
  listMyInvitations,
  signUpInvited,
} from "@/lib/domain/members";
import { anonymousContext, makeTenant, type Tenant, testDatabase } from "../../support/context";

const PASSWORD = "a-good-password";
const newEmail = () => `${randomUUID()}@guest.example`;

/** The token in the mail that went to an address; undefined where none did. */
async function mailedTo(email: string): Promise<string | undefined> {
  const { kysely } = await testDatabase();
  const mail = await asService(kysely, (trx) =>
    trx
      .selectFrom("mails")
      .select(["text_body", "business_id"])
      .where("to_address", "=", email)
      .where("kind", "=", "invitation")
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .executeTakeFirst(),
  );
  // Of no business, so that none of its members reads the link.
  expect(mail?.business_id ?? null).toBeNull();
  return /\/invitation\/(\S+)/.exec(mail?.text_body ?? "")?.[1];
}

/** Somebody with an account and a business of their own. */
async function person(email: string, isEmailProven: boolean): Promise<Context> {
  const nobody = await anonymousContext();
  const { user, business } = await signUp(
    nobody,
    { email, password: PASSWORD, businessName: "Their Own" },
    { isEmailProven },
  );
  return createContext({
    ...nobody,
    actor: { kind: "user", userId: user.id, sessionId: randomUUID(), isPlatformAdmin: false },
    business: { id: business.id, role: "owner" },
  });
}

const roleOf = async (tenant: Tenant, email: string) =>
  (await listMembers(tenant.ctx)).find((member) => member.email === email)?.role;

describe("an invitation", () => {
  it("is listed, mailed, and told by both of its links", async () => {
    const tenant = await makeTenant({ name: "Fern Salon" });
    const email = newEmail();
    const { invitation, token } = await inviteMember(tenant.ctx, {
      email: ` ${email.toUpperCase()} `,
      role: "manager",
    });
    expect(invitation).toEqual({
      id: expect.any(String),
      businessId: tenant.businessId,
      businessName: "Fern Salon",
      email,
      role: "manager",
      invitedBy: expect.any(String),
      createdAt: tenant.clock.now(),
      expiresAt: new Date(tenant.clock.now().getTime() + 7 * 86_400_000),
    });
    expect(await listInvitations(tenant.ctx)).toEqual([invitation]);
    const mailed = await mailedTo(email);
    expect(mailed).not.toBe(token);
    for (const link of [token, mailed ?? ""])
      expect(await invitationAt(tenant.ctx, link)).toEqual(invitation);
    for (const link of [
      "",
      "x",
      `${mailed}x`,
      mailed?.slice(0, -1) ?? "",
      "m.",
      `m.${invitation.id}.`,
      `${mailed?.slice(0, -1)}é`,
    ])
      expect(await invitationAt(tenant.ctx, link)).toBeNull();
  });

  it("is open for seven days", async () => {
    const tenant = await makeTenant();
    const { token } = await inviteMember(tenant.ctx, { email: newEmail(), role: "guest" });
    const at = (milliseconds: number) => tenant.clock.set(new Date(milliseconds).toISOString());
    const end = tenant.clock.now().getTime() + 7 * 86_400_000;
    at(end - 1);
    expect(await invitationAt(tenant.ctx, token)).not.toBeNull();
    at(end);
    expect(await invitationAt(tenant.ctx, token)).toBeNull();
    expect(await listInvitations(tenant.ctx)).toEqual([]);
  });

  it("to the same address replaces the one before", async () => {
    const tenant = await makeTenant();
    const email = newEmail();
    const first = await inviteMember(tenant.ctx, { email, role: "guest" });
    const second = await inviteMember(tenant.ctx, { email, role: "admin" });
    expect(await listInvitations(tenant.ctx)).toEqual([second.invitation]);
    expect(await invitationAt(tenant.ctx, first.token)).toBeNull();
  });

  it("stands in the list with all others, some hundred of them", async () => {
    const { ctx, businessId } = await makeTenant();
    const { kysely } = await testDatabase();
    await asService(kysely, (trx) =>
      trx
        .insertInto("invitations")
        .values(
          Array.from({ length: 350 }, () => ({
            id: randomUUID(),
            business_id: businessId,
            email: newEmail(),
            role: "guest",
            token_hash: randomBytes(32),
            expires_at: new Date(ctx.clock.now().getTime() + 86_400_000),
            created_at: ctx.clock.now(),
          })),
        )
        .execute(),
    );
    expect(await listInvitations(ctx)).toHaveLength(350);
  });

  it("is taken back, once, by its own business", async () => {
    const [tenant, other] = [await makeTenant(), await makeTenant()];
    const { invitation, token } = await inviteMember(tenant.ctx, { email: newEmail(), role: "guest" });
    for (const id of [invitation.id, "no id"])
      await expect(cancelInvitation(other.ctx, id)).rejects.toMatchObject({ code: "not_found" });
    await cancelInvitation(tenant.ctx, invitation.id);
    expect(await invitationAt(tenant.ctx, token)).toBeNull();
    await expect(cancelInvitation(tenant.ctx, invitation.id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is refused for who works here already, for an owner's role, and for more than fifty a day", async () => {
    const tenant = await makeTenant();
    const [owner] = await listMembers(tenant.ctx);
    await expect(
      inviteMember(tenant.ctx, { email: owner?.email ?? "", role: "guest" }),
    ).rejects.toMatchObject({
      code: "already_exists",
    });
    await expect(inviteMember(tenant.ctx, { email: newEmail(), role: "owner" })).rejects.toMatchObject({
      code: "forbidden",
    });
    for (let sent = 0; sent < 50; sent += 1)
      await inviteMember(tenant.ctx, { email: newEmail(), role: "guest" });
    await expect(inviteMember(tenant.ctx, { email: newEmail(), role: "guest" })).rejects.toMatchObject({
      code: "rate_limited",
    });
  });

  it.each(["manager", "member", "guest"] as const)("is not a %s's to send, see or cancel", async (role) => {
    const tenant = await makeTenant();
    const ctx = await tenant.as(role);
    const forbidden = { code: "forbidden" };
    await expect(inviteMember(ctx, { email: newEmail(), role: "guest" })).rejects.toMatchObject(forbidden);
    await expect(listInvitations(ctx)).rejects.toMatchObject(forbidden);
    await expect(cancelInvitation(ctx, randomUUID())).rejects.toMatchObject(forbidden);
  });
});

describe("whoever has an account", () => {
  it("finds and accepts it by its id once their address is verified, and only once", async () => {
    const tenant = await makeTenant();
    const email = newEmail();
    const { invitation } = await inviteMember(tenant.ctx, { email, role: "manager" });
    const someone = await person(email, true);
    expect(await listMyInvitations(someone)).toEqual([invitation]);
    expect(await acceptInvitation(someone, { id: invitation.id })).toEqual({ businessId: tenant.businessId });
    expect(await roleOf(tenant, email)).toBe("manager");
    expect(await listMyInvitations(someone)).toEqual([]);
    await expect(acceptInvitation(someone, { id: invitation.id })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("needs the mailed link while their address is not verified; it proves the address", async () => {
    const tenant = await makeTenant();
    const email = newEmail();
    const { invitation, token } = await inviteMember(tenant.ctx, { email, role: "member" });
    const someone = await person(email, false);
    // Who invites an address is nobody's to know before it is theirs.
    expect(await listMyInvitations(someone)).toEqual([]);
    await expect(acceptInvitation(someone, { id: invitation.id })).rejects.toMatchObject({
      code: "forbidden",
    });
    await acceptInvitation(someone, { token: (await mailedTo(email)) ?? "" });
    expect(await roleOf(tenant, email)).toBe("member");
    const again = await inviteMember((await makeTenant()).ctx, { email, role: "guest" });
    await acceptInvitation(someone, { id: again.invitation.id });
    await expect(acceptInvitation(someone, { token })).rejects.toMatchObject({ code: "not_found" });
  });

  it("declines it", async () => {
    const tenant = await makeTenant();
    const email = newEmail();
    const { invitation, token } = await inviteMember(tenant.ctx, { email, role: "member" });
    await declineInvitation(await person(email, true), { id: invitation.id });
    expect(await invitationAt(tenant.ctx, token)).toBeNull();
    expect(await roleOf(tenant, email)).toBeUndefined();
  });

  it("of another address neither finds it nor answers it, even with its link", async () => {
    const tenant = await makeTenant();
    const { invitation, token } = await inviteMember(tenant.ctx, { email: newEmail(), role: "admin" });
    const stranger = await person(newEmail(), true);
    expect(await listMyInvitations(stranger)).toEqual([]);
    for (const answer of [acceptInvitation, declineInvitation]) {
      await expect(answer(stranger, { id: invitation.id })).rejects.toMatchObject({ code: "not_found" });
      await expect(answer(stranger, { token })).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});

describe("whoever has no account", () => {
  it("signs up by the mailed link: verified, a member, without a business of their own", async () => {
    const tenant = await makeTenant();
    const email = newEmail();
    await inviteMember(tenant.ctx, { email, role: "guest" });
    const token = (await mailedTo(email)) ?? "";
    const joined = await signUpInvited(await anonymousContext(), {
      token,
      password: PASSWORD,
      firstName: "Kim",
    });
    expect(joined).toMatchObject({ businessId: tenant.businessId, user: { email, firstName: "Kim" } });
    expect(joined.user.emailVerifiedAt).not.toBeNull();
    expect(await roleOf(tenant, email)).toBe("guest");
    await expect(
      signUpInvited(await anonymousContext(), { token, password: PASSWORD }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("signs up by a link that whoever invited them hands over, which proves no address", async () => {
    const tenant = await makeTenant();
    const email = newEmail();
    const { token } = await inviteMember(tenant.ctx, { email, role: "guest" });
    const { user } = await signUpInvited(await anonymousContext(), { token, password: PASSWORD });
    expect(user).toMatchObject({ email, emailVerifiedAt: null });
  });

  it("does so with the invited address only, and not where it has an account", async () => {
    const tenant = await makeTenant();
    const email = newEmail();
    const { token } = await inviteMember(tenant.ctx, { email, role: "guest" });
    const nobody = await anonymousContext();
    await expect(
      signUpInvited(nobody, { token, password: PASSWORD, email: newEmail() }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await person(email, true);
    await expect(signUpInvited(nobody, { token, password: PASSWORD })).rejects.toMatchObject({
      code: "already_exists",
    });
    expect(await invitationAt(nobody, token)).not.toBeNull();
  });
});
