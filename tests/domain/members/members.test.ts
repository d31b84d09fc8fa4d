import { describe, expect, it } from "vitest";
import { startSession } from "@/lib/domain/access";
import { sessionStanding } from "@/lib/domain/access/session-standing";
import { changeRole, listMembers, removeMember } from "@/lib/domain/members";
import { GRANTED_ROLES } from "@/lib/domain/permissions";
import { anonymousContext, makeTenant, type Tenant } from "../../support/context";

/** A business with an owner and one more person. */
async function team(role: (typeof GRANTED_ROLES)[number] = "member") {
  const tenant = await makeTenant();
  const other = await tenant.as(role);
  const member = (await listMembers(tenant.ctx)).find((one) => one.role === role);
  const owner = (await listMembers(tenant.ctx)).find((one) => one.role === "owner");
  if (!member || !owner) throw new Error("The team is not there");
  return { tenant, other, member, owner };
}

const rolesOf = async ({ ctx }: Tenant) => (await listMembers(ctx)).map(({ role }) => role).sort();

describe("a role", () => {
  it.each(GRANTED_ROLES)("is given: %s", async (role) => {
    const { tenant, member } = await team("member");
    expect(await changeRole(tenant.ctx, { memberId: member.id, role })).toEqual({ ...member, role });
    expect(await rolesOf(tenant)).toEqual([role, "owner"].sort());
  });

  it("of the owner is neither taken nor given, by the owner neither; writing it again changes nothing", async () => {
    const { tenant, other, member, owner } = await team("admin");
    for (const ctx of [tenant.ctx, other]) {
      for (const wish of [
        { memberId: owner.id, role: "admin" as const },
        { memberId: member.id, role: "owner" as const },
      ])
        await expect(changeRole(ctx, wish)).rejects.toMatchObject({ code: "forbidden" });
      expect(await changeRole(ctx, { memberId: owner.id, role: "owner" })).toEqual(owner);
    }
    expect(await rolesOf(tenant)).toEqual(["admin", "owner"]);
  });

  it.each(["manager", "member", "guest"] as const)("is not a %s's to give", async (role) => {
    const { other, member } = await team(role);
    await expect(changeRole(other, { memberId: member.id, role: "admin" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(removeMember(other, member.id)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("of another business's member looks missing", async () => {
    const [{ tenant }, { member }] = [await team(), await team()];
    for (const id of [member.id, "no id"]) {
      await expect(changeRole(tenant.ctx, { memberId: id, role: "guest" })).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(removeMember(tenant.ctx, id)).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

describe("somebody who is removed", () => {
  it("is gone, and their session here names nobody any more", async () => {
    const { tenant, member } = await team();
    const nobody = await anonymousContext(tenant.clock);
    const { session } = await startSession(nobody, { userId: member.userId, kind: "token" });
    expect(await sessionStanding(nobody, session.id)).toMatchObject({ problem: null });
    await removeMember(tenant.ctx, member.id);
    expect(await rolesOf(tenant)).toEqual(["owner"]);
    expect(await sessionStanding(nobody, session.id)).toMatchObject({ problem: "token_invalid" });
    await expect(removeMember(tenant.ctx, member.id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("is never the owner", async () => {
    const { tenant, other, owner } = await team("admin");
    for (const ctx of [tenant.ctx, other])
      await expect(removeMember(ctx, owner.id)).rejects.toMatchObject({ code: "forbidden" });
  });
});
