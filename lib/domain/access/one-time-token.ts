import { sql } from "kysely";
import type { SystemContext } from "@/lib/domain/context";

export type Purpose = "password_reset" | "email_verification";

const HOUR_MILLISECONDS = 3_600_000;
const DAY_MILLISECONDS = 24 * HOUR_MILLISECONDS;
const MAX_PER_HOUR = 5;

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
 * @returns whether it was stored.
 */
export async function storeOneTimeToken(ctx: SystemContext, token: NewOneTimeToken): Promise<boolean> {
  const now = ctx.clock.now();
  await ctx.trx.selectFrom("users").select("id").where("id", "=", token.userId).forNoKeyUpdate().execute();
  const ofPerson = ctx.trx
    .selectFrom("one_time_tokens")
    .where("user_id", "=", token.userId)
    .where("purpose", "=", token.purpose);
  const { recent } = await ofPerson
    .select(sql<number>`count(*)`.as("recent"))
    .where("created_at", ">", new Date(now.getTime() - HOUR_MILLISECONDS))
    .executeTakeFirstOrThrow();
  if (recent >= MAX_PER_HOUR) return false;
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
  return true;
}
