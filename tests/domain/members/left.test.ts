import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  changeRole,
  invitationAt,
  inviteMember,
  listInvitations,
  listMembers,
  removeMember,
  signUpInvited,
} from "@/lib/domain/members";
import { anonymousContext, makeTenant, type Tenant } from "../../support/context";

const invite = () => ({ email: `${randomUUID()}@guest.example`, role: "admin" as const });
const idOf = async ({ ctx }: Tenant, role: string) =>
  (await listMembers(ctx)).find((member) => member.role === role)?.id ?? "";

describe("a link that an admin keeps", () => {
  it("is over once they are removed", async () => {
    const tenant = await makeTenant();
    const admin = await tenant.as("admin");
    const { token } = await inviteMember(admin, invite());
    const own = await inviteMember(tenant.ctx, invite());
    await removeMember(tenant.ctx, await idOf(tenant, "admin"));
    await expect(
      signUpInvited(await anonymousContext(), { token, password: "a-good-password" }),
    ).rejects.toMatchObject({ code: "not_found" });
    expect(await listInvitations(tenant.ctx)).toEqual([own.invitation]);
  });

  it("is over once they may invite no more, and not before", async () => {
    const tenant = await makeTenant();
    const admin = await tenant.as("admin");
    const { token } = await inviteMember(admin, invite());
    const memberId = await idOf(tenant, "admin");
    await changeRole(tenant.ctx, { memberId, role: "admin" });
    expect(await invitationAt(tenant.ctx, token)).not.toBeNull();
    await changeRole(tenant.ctx, { memberId, role: "manager" });
    expect(await invitationAt(tenant.ctx, token)).toBeNull();
  });
});

describe("a mail to a stranger", () => {
  it("does not leave by the installation's server before the owner is verified", async () => {
    const tenant = await makeTenant();
    Object.assign(tenant.ctx.ports.mail, { transport: "smtp" });
    await expect(inviteMember(tenant.ctx, invite())).rejects.toMatchObject({ code: "forbidden" });
    expect(await listInvitations(tenant.ctx)).toEqual([]);
  });
});
