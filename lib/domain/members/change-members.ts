import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { parseInput } from "@/lib/domain/parse";
import { permissionsOf } from "@/lib/domain/permissions";
import { lockMember } from "./read-members";
import { type Member, type RoleChange, roleChange } from "./schema";

/**
 * Ends the open invitations of somebody who may invite no more: a link that they kept would let them in again as whatever
 * they invited.
 */
async function endInvitationsOf({ trx, business, clock }: TenantContext, userId: string): Promise<void> {
  await trx
    .updateTable("invitations")
    .set({ ended_at: clock.now(), end_reason: "cancelled" })
    .where("business_id", "=", business.id)
    .where("invited_by", "=", userId)
    .where("ended_at", "is", null)
    .execute();
}

/**
 * Gives a member another role, from their next request on (at most five seconds later elsewhere). The role that they have
 * changes nothing. Who may invite no more has their open invitations ended.
 * @throws DomainError forbidden, also for the owner's role, which is neither taken nor given; not_found.
 */
export async function changeRole(ctx: Context, input: RoleChange): Promise<Member> {
  authorize(ctx, "member:write");
  const { memberId, role, sameAs = [] } = parseInput(roleChange, input);
  return inTenant(ctx, async (ctx) => {
    const before = await lockMember(ctx, memberId);
    if (before.role === role || sameAs.includes(before.role)) return before;
    if (before.role === "owner" || role === "owner")
      throw new DomainError("forbidden", "A business has one owner, whose role is neither taken nor given.");
    await ctx.trx
      .updateTable("members")
      .set({ role })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", before.id)
      .execute();
    if (!permissionsOf(role).has("member:write")) await endInvitationsOf(ctx, before.userId);
    await audit(ctx, "member.change_role", before.id, { from: before.role, to: role });
    announce(ctx, "member");
    return { ...before, role };
  });
}

/**
 * Removes somebody from the business. Their account stays; a session of theirs that works here names nobody any more.
 * @throws DomainError forbidden, also for the owner; not_found.
 */
export async function removeMember(ctx: Context, memberId: string): Promise<void> {
  authorize(ctx, "member:write");
  await inTenant(ctx, async (ctx) => {
    const { id, userId, role } = await lockMember(ctx, memberId);
    if (role === "owner") throw new DomainError("forbidden", "The owner of a business cannot be removed.");
    await ctx.trx
      .deleteFrom("members")
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .execute();
    await endInvitationsOf(ctx, userId);
    await audit(ctx, "member.remove", id, { userId, role });
    announce(ctx, "member");
  });
}
