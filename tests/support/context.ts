import { randomUUID } from "node:crypto";
import { type Database, database } from "@/lib/db/client";
import { openEmbeddedInMemory } from "@/lib/db/embedded";
import { asService } from "@/lib/db/tenant";
import { fixedClock } from "@/lib/domain/clock";
import { type Context, createContext } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import type { Role } from "@/lib/domain/permissions";
import { log } from "@/lib/log";
import { recordingPorts } from "./ports";

/** Monday, 09:00 in New York and 14:00 in UTC: the moment most tests happen at. */
export const NOW = "2026-03-02T14:00:00.000Z";

/** The embedded database of this worker, in memory, opened once. The app's own code finds the same one. */
export function testDatabase(): Promise<Database> {
  globalThis.frontdeskDatabase ??= openEmbeddedInMemory();
  return database();
}

export interface Tenant {
  businessId: string;
  userId: string;
  /** A context of a member with this role (default owner), with its own clock at NOW. */
  ctx: Context;
  /** The same business through another role; the user is made on the way. */
  as(role: Role): Promise<Context>;
  clock: ReturnType<typeof fixedClock>;
  ports: ReturnType<typeof recordingPorts>;
}

/** A context of nobody, as public routes have it. */
export async function anonymousContext(clock = fixedClock(NOW)): Promise<Context> {
  return createContext({
    requestId: "req_test",
    ip: "203.0.113.7",
    actor: { kind: "anonymous" },
    business: null,
    clock,
    ports: recordingPorts(),
    log: log(),
    database: await testDatabase(),
  });
}

/** A fresh business of its own, in New York unless said otherwise, with one owner and no hours, calendars or agents. */
export async function makeTenant(options: { timeZone?: string; name?: string } = {}): Promise<Tenant> {
  const db = await testDatabase();
  const clock = fixedClock(NOW);
  const ports = recordingPorts();
  const businessId = newId(new Date());

  const addMember = (role: Role): Promise<string> =>
    asService(db.kysely, async (trx) => {
      const userId = newId(new Date());
      const tag = randomUUID();
      const stamp = { created_at: clock.now(), updated_at: clock.now() };
      await trx
        .insertInto("users")
        .values({ id: userId, email: `${tag}@example.com`, username: tag, password_hash: "none", ...stamp })
        .execute();
      await trx
        .insertInto("members")
        .values({
          id: newId(new Date()),
          business_id: businessId,
          user_id: userId,
          role,
          created_at: clock.now(),
        })
        .execute();
      return userId;
    });

  const contextOf = (userId: string, role: Role): Context =>
    createContext({
      requestId: "req_test",
      ip: "203.0.113.7",
      actor: { kind: "user", userId, sessionId: randomUUID(), isPlatformAdmin: false },
      business: { id: businessId, role },
      clock,
      ports,
      log: log(),
      database: db,
    });

  await asService(db.kysely, (trx) =>
    trx
      .insertInto("businesses")
      .values({
        id: businessId,
        slug: `b-${randomUUID()}`,
        name: options.name ?? "Harbor Dental",
        time_zone: options.timeZone ?? "America/New_York",
        created_at: clock.now(),
        updated_at: clock.now(),
      })
      .execute(),
  );
  const userId = await addMember("owner");
  return {
    businessId,
    userId,
    ctx: contextOf(userId, "owner"),
    as: async (role) => contextOf(role === "owner" ? userId : await addMember(role), role),
    clock,
    ports,
  };
}
