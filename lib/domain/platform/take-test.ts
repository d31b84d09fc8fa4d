import type { SystemContext } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { tooOften } from "@/lib/domain/too-often";
import type { ConnectionTestKind } from "./schema";

const HOUR_MILLISECONDS = 3_600_000;
const DAY_MILLISECONDS = 24 * HOUR_MILLISECONDS;
const RULES: Record<ConnectionTestKind, { most: number; made: string }> = {
  mail: { most: 5, made: "5 tests were made" },
  voice: { most: 5, made: "5 tests were made" },
  numbers: { most: 30, made: "You looked for numbers 30 times" },
};

/** The one whose clock and place in the queue count: a person, under a lock until the transaction ends. */
const lockPerson = ({ trx }: SystemContext, userId: string) =>
  trx
    .selectFrom("users")
    .select(["email", "email_verified_at"])
    .where("id", "=", userId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();

/**
 * Counts a test of a connection, or a look for numbers, against the person who asks for it. Tests of one person take turns, so that none is
 * miscounted.
 * @returns the person's address and when they verified it.
 * @throws DomainError rate_limited after five tests within an hour, thirty looks for numbers.
 */
export async function takeTest(system: SystemContext, userId: string, kind: ConnectionTestKind) {
  const { most, made } = RULES[kind];
  const person = await lockPerson(system, userId);
  const now = system.clock.now();
  const oldest = await system.trx
    .selectFrom("connection_tests")
    .select("created_at")
    .where("user_id", "=", userId)
    .where("kind", "=", kind)
    .where("created_at", ">", new Date(now.getTime() - HOUR_MILLISECONDS))
    .orderBy("created_at", "desc")
    .offset(most - 1)
    .limit(1)
    .executeTakeFirst();
  if (oldest)
    throw tooOften(
      system.clock,
      oldest.created_at,
      HOUR_MILLISECONDS,
      (wait) => `${made} within the hour. Try again in ${wait}.`,
    );
  await system.trx
    .deleteFrom("connection_tests")
    .where("user_id", "=", userId)
    .where("created_at", "<", new Date(now.getTime() - DAY_MILLISECONDS))
    .execute();
  await system.trx
    .insertInto("connection_tests")
    .values({ id: newId(now), user_id: userId, kind, created_at: now })
    .execute();
  return person;
}
