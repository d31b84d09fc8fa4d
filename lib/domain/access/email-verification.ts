import type { z } from "zod";
import { asSystem, type Context, type SystemContext } from "@/lib/domain/context";
import { invalid } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { queueMail } from "@/lib/domain/notifications";
import { parseInput } from "@/lib/domain/parse";
import { codeFingerprint, randomCode } from "@/lib/domain/secret-text";
import { verificationMail } from "./account-mails";
import { signedInUser } from "./caller";
import { storeOneTimeToken } from "./one-time-token";
import { emailVerification, type User } from "./schema";
import { loadUser } from "./user-row";

const LIFETIME_MINUTES = 10;
const MAX_TRIES = 5;

/**
 * Mails a person a new six-digit code; the ones before stop working. The mail belongs to no business, so that
 * no other member can read it.
 * @throws DomainError rate_limited after five within an hour.
 */
export async function mailVerificationCode(ctx: SystemContext, user: User): Promise<void> {
  const now = ctx.clock.now();
  const [id, code] = [newId(now), randomCode()];
  const refusal = await storeOneTimeToken(ctx, {
    id,
    userId: user.id,
    purpose: "email_verification",
    tokenHash: codeFingerprint(id, code),
    lifetimeMinutes: LIFETIME_MINUTES,
    replacesOthers: true,
  });
  if (refusal) throw refusal;
  const mail = verificationMail(user.firstName, code);
  await queueMail(
    { ...ctx, business: null },
    { dedupeKey: `email_verification:${id}`, kind: "email_verification", to: user.email, ...mail },
  );
}

/**
 * Mails the signed-in person a code that verifies their address; nothing when it is verified already.
 * @throws DomainError unauthenticated, forbidden for keys, rate_limited after five within an hour.
 */
export async function sendEmailVerification(ctx: Context): Promise<void> {
  const { userId } = signedInUser(ctx);
  await asSystem(ctx, "e-mail verification", async (system) => {
    const user = await loadUser(system.trx, userId);
    if (!user.emailVerifiedAt) await mailVerificationCode(system, user);
  });
}

/** Counts a try at the newest code and says how it went. A wrong one must be counted, so nothing throws here. */
async function tryCode(
  ctx: SystemContext,
  userId: string,
  code: string,
): Promise<"right" | "wrong" | "none"> {
  const now = ctx.clock.now();
  const token = await ctx.trx
    .updateTable("one_time_tokens")
    .set((eb) => ({ attempts: eb("attempts", "+", 1) }))
    .where("user_id", "=", userId)
    .where("purpose", "=", "email_verification")
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .where("attempts", "<", MAX_TRIES)
    .returning(["id", "token_hash"])
    .executeTakeFirst();
  if (!token) return "none";
  if (!codeFingerprint(token.id, code).equals(token.token_hash)) return "wrong";
  await ctx.trx.updateTable("one_time_tokens").set({ used_at: now }).where("id", "=", token.id).execute();
  await ctx.trx
    .updateTable("users")
    .set({ email_verified_at: now, updated_at: now })
    .where("id", "=", userId)
    .execute();
  return "right";
}

/**
 * Verifies the address of the signed-in person with the mailed code: ten minutes, five tries.
 * @throws DomainError validation_failed on `code`, unauthenticated, forbidden for keys.
 */
export async function verifyEmail(ctx: Context, input: z.input<typeof emailVerification>): Promise<User> {
  const { userId } = signedInUser(ctx);
  const code = parseInput(emailVerification, input).code.replace(/\s/g, "");
  const { user, outcome } = await asSystem(ctx, "e-mail verification", async (system) => {
    const before = await loadUser(system.trx, userId);
    if (before.emailVerifiedAt) return { user: before, outcome: "right" as const };
    const outcome = await tryCode(system, userId, code);
    return { user: outcome === "right" ? await loadUser(system.trx, userId) : before, outcome };
  });
  if (outcome === "none") throw invalid("code", "There is no code to check. Ask for a new one.");
  if (outcome === "wrong") throw invalid("code", "That is not the code of the newest mail.");
  return user;
}
