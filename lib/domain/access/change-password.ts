import type { z } from "zod";
import { asSystem, audit, type Context } from "@/lib/domain/context";
import { DomainError, invalid } from "@/lib/domain/errors";
import { parseInput } from "@/lib/domain/parse";
import { signedInUser } from "./caller";
import { hashPassword, isPassword } from "./password";
import { passwordChange } from "./schema";
import { closeSessions } from "./sessions";

/**
 * Changes the password of the signed-in person. Every other session of theirs ends; this one, whose holder has just shown
 * that they know the password, goes on.
 * @throws DomainError validation_failed on `currentPassword` when it is wrong, unauthenticated, forbidden for keys.
 */
export async function changePassword(ctx: Context, input: z.input<typeof passwordChange>): Promise<void> {
  const { userId, sessionId } = signedInUser(ctx);
  const { currentPassword, newPassword } = parseInput(passwordChange, input);
  const known = await asSystem(ctx, "password change", ({ trx }) =>
    trx.selectFrom("users").select("password_hash").where("id", "=", userId).executeTakeFirst(),
  );
  if (!(await isPassword(currentPassword, known?.password_hash)) || !known) {
    throw invalid("currentPassword", "This is not your current password.");
  }
  const passwordHash = await hashPassword(newPassword);
  await asSystem(ctx, "password change", async (system) => {
    const changed = await system.trx
      .updateTable("users")
      .set({ password_hash: passwordHash, updated_at: ctx.clock.now() })
      .where("id", "=", userId)
      .where("password_hash", "=", known.password_hash)
      .returning("id")
      .executeTakeFirst();
    if (!changed) throw new DomainError("conflict", "The password was changed elsewhere at the same time.");
    await closeSessions(system, { userId, exceptSessionId: sessionId }, "password_change");
    await audit({ ...system, actor: ctx.actor }, "user.change_password", userId);
  });
}
