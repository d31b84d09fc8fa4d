import { setTimeout as delay } from "node:timers/promises";
import type { z } from "zod";
import { asSystem, audit, type Context } from "@/lib/domain/context";
import { invalid } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { queueMail } from "@/lib/domain/notifications";
import { parseInput } from "@/lib/domain/parse";
import { fingerprint, randomText } from "@/lib/domain/secret-text";
import { passwordResetMail } from "./account-mails";
import { storeOneTimeToken } from "./one-time-token";
import { hashPassword } from "./password";
import { passwordReset, passwordResetRequest } from "./schema";
import { closeSessions } from "./sessions";

const LIFETIME_MINUTES = 60;

/** Longer than writing the token and the mail takes, so that the time does not tell whether there is an account. */
const ANSWER_MILLISECONDS = 150;

async function mailResetLink(ctx: Context, email: string): Promise<void> {
  await asSystem(ctx, "password reset", async (system) => {
    const user = await system.trx
      .selectFrom("users")
      .select(["id", "first_name"])
      .where("email", "=", email)
      .where("status", "=", "active")
      .executeTakeFirst();
    if (!user) return;
    const [id, token] = [newId(ctx.clock.now()), randomText()];
    const refusal = await storeOneTimeToken(system, {
      id,
      userId: user.id,
      purpose: "password_reset",
      tokenHash: fingerprint(token),
      lifetimeMinutes: LIFETIME_MINUTES,
      replacesOthers: false,
    });
    if (refusal) return;
    await queueMail(
      { ...system, business: null },
      {
        dedupeKey: `password_reset:${id}`,
        kind: "password_reset",
        to: email,
        ...passwordResetMail(user.first_name, token),
      },
    );
  });
}

/**
 * Mails a link to choose a new password to whoever has an account under this address, at most five an hour.
 * Known and unknown addresses are answered alike.
 * @throws DomainError validation_failed for what is no e-mail address.
 */
export async function requestPasswordReset(
  ctx: Context,
  input: z.input<typeof passwordResetRequest>,
): Promise<void> {
  const { email } = parseInput(passwordResetRequest, input);
  await Promise.all([mailResetLink(ctx, email), delay(ANSWER_MILLISECONDS)]);
}

const usedUp = () => invalid("token", "This link is no longer good. Ask for a new one.");

/**
 * Sets a new password with the token of a mailed link: once, within the hour. Ends every session of the
 * person, and counts as proof of their address.
 * @throws DomainError validation_failed on `token` or `password`.
 */
export async function resetPassword(ctx: Context, input: z.input<typeof passwordReset>): Promise<void> {
  const { token, password } = parseInput(passwordReset, input);
  const tokenHash = fingerprint(token);
  const now = ctx.clock.now();
  // Hashing is dear; only who holds a live token makes us do it.
  const isLive = await asSystem(ctx, "password reset", ({ trx }) =>
    trx
      .selectFrom("one_time_tokens")
      .select("id")
      .where("token_hash", "=", tokenHash)
      .where("purpose", "=", "password_reset")
      .where("used_at", "is", null)
      .where("expires_at", ">", now)
      .executeTakeFirst(),
  );
  if (!isLive) throw usedUp();
  const passwordHash = await hashPassword(password);
  await asSystem(ctx, "password reset", async (system) => {
    const used = await system.trx
      .updateTable("one_time_tokens")
      .set({ used_at: now })
      .where("token_hash", "=", tokenHash)
      .where("purpose", "=", "password_reset")
      .where("used_at", "is", null)
      .where("expires_at", ">", now)
      .returning("user_id")
      .executeTakeFirst();
    if (!used) throw usedUp();
    const userId = used.user_id;
    await system.trx
      .updateTable("users")
      .set((eb) => ({
        password_hash: passwordHash,
        email_verified_at: eb.fn.coalesce("email_verified_at", eb.val(now)),
        updated_at: now,
      }))
      .where("id", "=", userId)
      .execute();
    await system.trx
      .updateTable("one_time_tokens")
      .set({ used_at: now })
      .where("user_id", "=", userId)
      .where("used_at", "is", null)
      .execute();
    await closeSessions(system, { userId }, "password_reset");
    await audit({ ...system, actor: ctx.actor }, "user.reset_password", userId);
  });
}
