import type { SystemContext } from "@/lib/domain/context";
import type { DomainError } from "@/lib/domain/errors";
import { tooOften } from "@/lib/domain/too-often";

export type Purpose = "password_reset" | "email_verification";

const HOUR_MILLISECONDS = 3_600_000;
const DAY_MILLISECONDS = 24 * HOUR_MILLISECONDS;
const MAX_PER_HOUR = 5;
const NOUNS: Record<Purpose, string> = { password_reset: "links", email_verification: "codes" };

export interface NewOneTimeToken {
  id: string;
  userId: string;
  purpose: Purpose;
  tokenHash: Buffer;
  lifetimeMinutes: number;
  /** Whether the ones before stop working. */
  replacesOthers: boolean;
}

/**
 * Stores a one-time token, unless its person was given five within the hour: more would be a nuisance in
 * their mailbox, and more tries at their codes. Requests of one person take turns, so that none is miscounted.
 * @returns why it was not stored; null where it was.
 */
export async function storeOneTimeToken(
  ctx: SystemContext,
  token: NewOneTimeToken,
): Promise<DomainError | null> {
  const now = ctx.clock.now();
  await ctx.trx.selectFrom("users").select("id").where("id", "=", token.userId).forNoKeyUpdate().execute();
  const oldest = await ctx.trx
    .selectFrom("one_time_tokens")
    .select("created_at")
    .where("user_id", "=", token.userId)
    .where("purpose", "=", token.purpose)
    .where("created_at", ">", new Date(now.getTime() - HOUR_MILLISECONDS))
    .orderBy("created_at", "desc")
    .offset(MAX_PER_HOUR - 1)
    .limit(1)
    .executeTakeFirst();
  if (oldest)
    return tooOften(
      ctx.clock,
      oldest.created_at,
      HOUR_MILLISECONDS,
      (wait) => `${MAX_PER_HOUR} ${NOUNS[token.purpose]} were sent within the hour. Try again in ${wait}.`,
    );
  await ctx.trx
    .deleteFrom("one_time_tokens")
    .where("user_id", "=", token.userId)
    .where("created_at", "<", new Date(now.getTime() - DAY_MILLISECONDS))
    .execute();
  if (token.replacesOthers) {
    await ctx.trx
      .updateTable("one_time_tokens")
      .set({ used_at: now })
      .where("user_id", "=", token.userId)
      .where("purpose", "=", token.purpose)
      .where("used_at", "is", null)
      .execute();
  }
  await ctx.trx
    .insertInto("one_time_tokens")
    .values({
      id: token.id,
      user_id: token.userId,
      purpose: token.purpose,
      token_hash: token.tokenHash,
      created_at: now,
      expires_at: new Date(now.getTime() + token.lifetimeMinutes * 60_000),
    })
    .execute();
  return null;
}
