import { asSystem, audit, type Context } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { signedInUser } from "./caller";
import { type ProfilePatch, profilePatch, type User } from "./schema";
import { loadUser } from "./user-row";

/**
 * Changes what the signed-in person is called. What stays the same is not written.
 * @throws DomainError unauthenticated, forbidden for keys, validation_failed.
 */
export async function updateProfile(ctx: Context, input: ProfilePatch): Promise<User> {
  const { userId } = signedInUser(ctx);
  const patch = parseInput(profilePatch, input);
  return asSystem(ctx, "a person changes their own account", async (system) => {
    const before = await loadUser(system.trx, userId);
    const { firstName = before.firstName, lastName = before.lastName } = patch;
    if (firstName === before.firstName && lastName === before.lastName) return before;
    await system.trx
      .updateTable("users")
      .set({ first_name: firstName, last_name: lastName, updated_at: ctx.clock.now() })
      .where("id", "=", userId)
      .execute();
    await audit({ ...system, actor: ctx.actor }, "user.update_profile", userId, { firstName, lastName });
    return loadUser(system.trx, userId);
  });
}
