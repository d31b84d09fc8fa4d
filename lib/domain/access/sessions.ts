import { z } from "zod";
import { createBusinessRows } from "@/lib/domain/businesses";
import { audit, type BusinessScope, type SystemContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { ROLES } from "@/lib/domain/permissions";
import { personName } from "@/lib/domain/person-name";
import { forget } from "./identity-cache";
import type { SessionKind, SignedIn, User } from "./schema";
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

/** A business of their own for a person without any: what they sign in to works in one. Made once, whoever asks how often. */
async function ownBusiness(ctx: SystemContext, user: User, sessionId: string): Promise<BusinessScope> {
  await ctx.trx.selectFrom("users").select("id").where("id", "=", user.id).forUpdate().execute();
  const found = await lastUsedBusiness(ctx, user.id);
  if (found) return found;
  const name = personName(user);
  const { id } = await createBusinessRows(ctx, { name, timeZone: "UTC", ownerUserId: user.id });
  const business = { id, role: "owner" as const };
  const actor = { kind: "user", userId: user.id, sessionId, isPlatformAdmin: false } as const;
  await audit({ ...ctx, actor, business }, "business.create", id, { name });
  return business;
}

export interface NewSession {
  userId: string;
  kind: SessionKind;
  userAgent?: string | null | undefined;
  /** What they sign in to works in a business: a person without any gets one, named after them, in UTC. */
  needsBusiness?: boolean | undefined;
}

/**
 * Writes a session of a person who has proved who they are, and where `needsBusiness` says so the business it works in.
 * @throws DomainError suspended, unauthenticated when there is no such person.
 */
export async function openSession(
  ctx: SystemContext,
  { userId, kind, userAgent, needsBusiness = false }: NewSession,
): Promise<SignedIn> {
  const row = await ctx.trx
    .selectFrom("users")
    .select(USER_COLUMNS)
    .where("users.id", "=", userId)
    .executeTakeFirst();
  if (!row) throw new DomainError("unauthenticated", "Sign in first.");
  if (row.status === "suspended") throw new DomainError("suspended", "This account is suspended.");
  const user = toUser(row);
  const now = ctx.clock.now();
  const session = { id: newId(now), expiresAt: expiryAt(now, now) };
  const known = await lastUsedBusiness(ctx, userId);
  const business = known ?? (needsBusiness ? await ownBusiness(ctx, user, session.id) : null);
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
  return { user, session, business };
}

/** Ends sessions that are still open (one, or all of a person but one), for this process at once. @returns their ids. */
export async function closeSessions(
  ctx: SystemContext,
  which: { sessionId: string; userId?: string } | { userId: string; exceptSessionId?: string },
  reason: string,
): Promise<string[]> {
  let query = ctx.trx
    .updateTable("sessions")
    .set({ ended_at: ctx.clock.now(), end_reason: reason })
    .where("ended_at", "is", null);
  if ("sessionId" in which) query = query.where("id", "=", which.sessionId);
  else if (which.exceptSessionId !== undefined) query = query.where("id", "<>", which.exceptSessionId);
  if (which.userId !== undefined) query = query.where("user_id", "=", which.userId);
  const rows = await query.returning("id").execute();
  const ids = rows.map((row) => row.id);
  forget(ids, ctx.clock.now());
  return ids;
}
