import { z } from "zod";
import type { BusinessScope, SystemContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { ROLES } from "@/lib/domain/permissions";
import { forget } from "./identity-cache";
import type { SessionKind, SignedIn } from "./schema";
import { toUser, USER_COLUMNS } from "./user-row";

const DAY_MILLISECONDS = 86_400_000;
const IDLE_DAYS = 7;
const LONGEST_DAYS = 30;

export const roleSchema = z.enum(ROLES);

/** A session ends seven days after its last use was noted, and thirty days after the sign-in whatever happens. */
export const expiryAt = (now: Date, createdAt: Date): Date =>
  new Date(
    Math.min(
      now.getTime() + IDLE_DAYS * DAY_MILLISECONDS,
      createdAt.getTime() + LONGEST_DAYS * DAY_MILLISECONDS,
    ),
  );

/** The business a person goes on in: the last used of those not suspended; null for a person without any. */
async function lastUsedBusiness(ctx: SystemContext, userId: string): Promise<BusinessScope | null> {
  const members = await ctx.trx
    .selectFrom("members")
    .innerJoin("businesses", "businesses.id", "members.business_id")
    .select(["members.business_id", "members.role", "businesses.status"])
    .where("members.user_id", "=", userId)
    .orderBy("members.last_used_at", (order) => order.desc().nullsLast())
    .orderBy("members.created_at", "desc")
    .execute();
  const open = members.find((member) => member.status !== "suspended");
  if (open) return { id: open.business_id, role: roleSchema.parse(open.role) };
  if (members.length > 0) throw new DomainError("suspended", "This business is suspended.");
  return null;
}

export interface NewSession {
  userId: string;
  kind: SessionKind;
  userAgent?: string | null | undefined;
}

/**
 * Writes a session of a person who has proved who they are.
 * @throws DomainError suspended, unauthenticated when there is no such person.
 */
export async function openSession(
  ctx: SystemContext,
  { userId, kind, userAgent }: NewSession,
): Promise<SignedIn> {
  const row = await ctx.trx
    .selectFrom("users")
    .select([...USER_COLUMNS, "users.status"])
    .where("users.id", "=", userId)
    .executeTakeFirst();
  if (!row) throw new DomainError("unauthenticated", "Sign in first.");
  if (row.status === "suspended") throw new DomainError("suspended", "This account is suspended.");
  const business = await lastUsedBusiness(ctx, userId);
  const now = ctx.clock.now();
  const session = { id: newId(now), expiresAt: expiryAt(now, now) };
  await ctx.trx
    .insertInto("sessions")
    .values({
      id: session.id,
      user_id: userId,
      business_id: business?.id ?? null,
      kind,
      user_agent: userAgent?.replaceAll("\u0000", "").slice(0, 300) ?? null,
      ip: ctx.ip,
      created_at: now,
      expires_at: session.expiresAt,
    })
    .execute();
  if (business) {
    await ctx.trx
      .updateTable("members")
      .set({ last_used_at: now })
      .where("business_id", "=", business.id)
      .where("user_id", "=", userId)
      .execute();
  }
  return { user: toUser(row), session, business };
}

/** Ends sessions that are still open, for this process at once. @returns their ids. */
export async function closeSessions(
  ctx: SystemContext,
  which: { sessionId: string; userId?: string } | { userId: string },
  reason: string,
): Promise<string[]> {
  let query = ctx.trx
    .updateTable("sessions")
    .set({ ended_at: ctx.clock.now(), end_reason: reason })
    .where("ended_at", "is", null);
  if ("sessionId" in which) query = query.where("id", "=", which.sessionId);
  if (which.userId !== undefined) query = query.where("user_id", "=", which.userId);
  const rows = await query.returning("id").execute();
  const ids = rows.map((row) => row.id);
  forget(ids, ctx.clock.now());
  return ids;
}
