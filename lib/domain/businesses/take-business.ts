import type { SystemContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { tooOften } from "@/lib/domain/too-often";

const DAY_MILLISECONDS = 86_400_000;
const MOST_A_DAY = 10;
const MOST_OWNED = 20;
const MOST_UNVERIFIED = 3;

/** @throws DomainError rate_limited with the seconds until one more may be made, whether or not those are still there. */
async function requireTurn({ trx, clock }: SystemContext, userId: string): Promise<void> {
  const now = clock.now();
  const oldest = await trx
    .selectFrom("business_creations")
    .select("created_at")
    .where("user_id", "=", userId)
    .where("created_at", ">", new Date(now.getTime() - DAY_MILLISECONDS))
    .orderBy("created_at", "desc")
    .offset(MOST_A_DAY - 1)
    .limit(1)
    .executeTakeFirst();
  if (oldest)
    throw tooOften(
      clock,
      oldest.created_at,
      DAY_MILLISECONDS,
      (wait) => `You have made ${MOST_A_DAY} within a day. Try again in ${wait}.`,
    );
}

/**
 * Counts a business against whoever is to own it. Those of one person take turns, so that none is miscounted.
 * @throws DomainError forbidden for a fourth one before the person's address is verified, quota_exceeded for a
 * twenty-first, rate_limited for an eleventh within a day.
 */
export async function takeBusiness(ctx: SystemContext, userId: string): Promise<void> {
  const { trx } = ctx;
  const person = await trx
    .selectFrom("users")
    .select("email_verified_at")
    .where("id", "=", userId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const { count } = await trx
    .selectFrom("members")
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .where("user_id", "=", userId)
    .where("role", "=", "owner")
    .executeTakeFirstOrThrow();
  const owned = Number(count);
  if (owned >= MOST_OWNED)
    throw new DomainError(
      "quota_exceeded",
      `You own ${owned} already, and may own ${MOST_OWNED}. Delete one that you do not need first.`,
    );
  if (!person.email_verified_at && owned >= MOST_UNVERIFIED)
    throw new DomainError(
      "forbidden",
      `Verify your e-mail address first, with the code that was mailed to you: before that you may own ${MOST_UNVERIFIED}.`,
    );
  await requireTurn(ctx, userId);
  const now = ctx.clock.now();
  await trx
    .deleteFrom("business_creations")
    .where("user_id", "=", userId)
    .where("created_at", "<=", new Date(now.getTime() - DAY_MILLISECONDS))
    .execute();
  await trx
    .insertInto("business_creations")
    .values({ id: newId(now), user_id: userId, created_at: now })
    .execute();
}
