import { sql } from "kysely";
import type { SystemContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import type { ConnectionTestKind } from "./schema";

const HOUR_MILLISECONDS = 3_600_000;
const DAY_MILLISECONDS = 24 * HOUR_MILLISECONDS;
const MOST_AN_HOUR = 5;

/** The one whose clock and place in the queue count: a person, under a lock until the transaction ends. */
const lockPerson = ({ trx }: SystemContext, userId: string) =>
  trx
    .selectFrom("users")
    .select(["email", "email_verified_at"])
    .where("id", "=", userId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();

/**
 * Counts a test of a connection against the person who asks for it. Tests of one person take turns, so that none is
 * miscounted.
 * @returns the person's address and when they verified it.
 * @throws DomainError rate_limited after five of a kind within an hour.
 */
export async function takeTest(system: SystemContext, userId: string, kind: ConnectionTestKind) {
  const person = await lockPerson(system, userId);
  const now = system.clock.now();
  const { recent, oldest } = await system.trx
    .selectFrom("connection_tests")
    .select([sql<string>`count(*)`.as("recent"), sql<Date | null>`min(created_at)`.as("oldest")])
    .where("user_id", "=", userId)
    .where("kind", "=", kind)
    .where("created_at", ">", new Date(now.getTime() - HOUR_MILLISECONDS))
    .executeTakeFirstOrThrow();
  if (Number(recent) >= MOST_AN_HOUR) {
    const freeAt = (oldest?.getTime() ?? now.getTime()) + HOUR_MILLISECONDS;
    throw new DomainError("rate_limited", "Five tests were made within the hour. Try again later.", {
      retryAfterSeconds: Math.max(1, Math.ceil((freeAt - now.getTime()) / 1000)),
    });
  }
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
