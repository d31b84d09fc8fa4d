import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { cancelInvitation, inviteMember } from "@/lib/domain/members";
import { makeTenant } from "../../support/context";
import { sellPlans, setPlan, used } from "../limits/used";

const invite = () => ({ email: `${randomUUID()}@guest.example`, role: "member" as const });

it("a seat is kept for whoever is invited; beyond the plan nobody is, until there is room", async () => {
  const tenant = await makeTenant();
  sellPlans(tenant);
  const first = invite();
  const { invitation } = await inviteMember(tenant.ctx, first);
  expect(await used(tenant)).toMatchObject({ seats: 2 });
  await expect(inviteMember(tenant.ctx, invite())).rejects.toMatchObject({ code: "quota_exceeded" });
  // The same person anew takes no second seat.
  await inviteMember(tenant.ctx, first);
  await expect(cancelInvitation(tenant.ctx, invitation.id)).rejects.toMatchObject({ code: "not_found" });
  await setPlan(tenant, "basic");
  await inviteMember(tenant.ctx, invite());
  expect(await used(tenant)).toMatchObject({ seats: 3 });
});
