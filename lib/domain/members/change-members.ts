import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { parseInput } from "@/lib/domain/parse";
import { lockMember } from "./read-members";
import { type Member, type RoleChange, roleChange } from "./schema";

/**
 * Gives a member another role, from their next request on (at most five seconds later elsewhere). The role that they have changes nothing.
 * @throws DomainError forbidden, also for the owner's role, which is neither taken nor given; not_found.
 */
export async function changeRole(ctx: Context, input: RoleChange): Promise<Member> {
  authorize(ctx, "member:write");
  const { memberId, role } = parseInput(roleChange, input);
  return inTenant(ctx, async (ctx) => {
    const before = await lockMember(ctx, memberId);
    if (before.role === role) return before;
    if (before.role === "owner" || role === "owner")
      throw new DomainError("forbidden", "A business has one owner, whose role is neither taken nor given.");
    await ctx.trx
      .updateTable("members")
      .set({ role })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", before.id)
      .execute();
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
    await audit(ctx, "member.remove", id, { userId, role });
    announce(ctx, "member");
  });
}
