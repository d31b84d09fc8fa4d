import { asSystem, type Context, type SystemContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { fingerprint, randomText } from "@/lib/domain/secret-text";
import type { SignedIn } from "./schema";
import { closeSessions, expiryAt, roleSchema } from "./sessions";
import { toUser, USER_COLUMNS } from "./user-row";

const LIFETIME_DAYS = 7;
const DAY_MILLISECONDS = 86_400_000;

async function insertRefreshToken(ctx: SystemContext, sessionId: string): Promise<string> {
  const now = ctx.clock.now();
  const token = randomText();
  await ctx.trx
    .insertInto("refresh_tokens")
    .values({
      id: newId(now),
      session_id: sessionId,
      token_hash: fingerprint(token),
      created_at: now,
      expires_at: new Date(now.getTime() + LIFETIME_DAYS * DAY_MILLISECONDS),
    })
    .execute();
  return token;
}

/** A refresh token of a session: 256 random bits as text, good for seven days, stored only as a hash. */
export const issueRefreshToken = (ctx: Context, sessionId: string): Promise<string> =>
  asSystem(ctx, "a refresh token", (system) => insertRefreshToken(system, sessionId));

type Problem = "token_invalid" | "token_expired" | "suspended" | "reused";

const PROBLEM_TEXT: Record<Problem, string> = {
  token_invalid: "This refresh token is not valid.",
  token_expired: "This refresh token has expired. Sign in again.",
  suspended: "This account or business is suspended.",
  reused: "This refresh token was used before. Sign in again.",
};

interface RefreshInput {
  refreshToken: string;
  /** Whether the answer can carry a new token; then the old one is used up. */
  rotate: boolean;
}

/** The session that a live refresh token names, as it stands now, or why not. */
async function readSession(ctx: SystemContext, tokenHash: Buffer) {
  const now = ctx.clock.now();
  const row = await ctx.trx
    .selectFrom("refresh_tokens")
    .innerJoin("sessions", "sessions.id", "refresh_tokens.session_id")
    .innerJoin("users", "users.id", "sessions.user_id")
    .leftJoin("members", (join) =>
      join
        .onRef("members.user_id", "=", "sessions.user_id")
        .onRef("members.business_id", "=", "sessions.business_id"),
    )
    .leftJoin("businesses", "businesses.id", "sessions.business_id")
    .select(USER_COLUMNS)
    .select([
      "users.status as user_status",
      "sessions.id as session_id",
      "sessions.ended_at",
      "sessions.expires_at as session_expires_at",
      "sessions.created_at as session_created_at",
      "sessions.business_id",
      "members.role",
      "businesses.status as business_status",
      "refresh_tokens.expires_at as token_expires_at",
      "refresh_tokens.used_at",
    ])
    .where("refresh_tokens.token_hash", "=", tokenHash)
    .executeTakeFirst();
  const isRemoved = row !== undefined && row.business_id !== null && row.role === null;
  if (!row || row.ended_at || isRemoved) return { problem: "token_invalid" as const };
  if (row.used_at) return { problem: "reused" as const, sessionId: row.session_id };
  if (row.token_expires_at <= now || row.session_expires_at <= now)
    return { problem: "token_expired" as const };
  if (row.user_status === "suspended" || row.business_status === "suspended") {
    return { problem: "suspended" as const };
  }
  return { problem: null, row };
}

/** Nothing throws here: that a session was ended for reuse must be committed. */
async function refresh(
  ctx: SystemContext,
  { refreshToken, rotate }: RefreshInput,
): Promise<Problem | (SignedIn & { refreshToken: string })> {
  const now = ctx.clock.now();
  const tokenHash = fingerprint(refreshToken);
  const read = await readSession(ctx, tokenHash);
  if (read.problem === "reused")
    await closeSessions(ctx, { sessionId: read.sessionId }, "refresh_token_reuse");
  if (read.problem !== null) return read.problem;
  const { row } = read;
  let nextToken = refreshToken;
  if (rotate) {
    const used = await ctx.trx
      .updateTable("refresh_tokens")
      .set({ used_at: now })
      .where("token_hash", "=", tokenHash)
      .where("used_at", "is", null)
      .returning("id")
      .executeTakeFirst();
    if (!used) {
      await closeSessions(ctx, { sessionId: row.session_id }, "refresh_token_reuse");
      return "reused";
    }
    nextToken = await insertRefreshToken(ctx, row.session_id);
  }
  const expiresAt = rotate ? expiryAt(now, row.session_created_at) : row.session_expires_at;
  await ctx.trx
    .updateTable("sessions")
    .set({ expires_at: expiresAt })
    .where("id", "=", row.session_id)
    .where("ended_at", "is", null)
    .execute();
  return {
    user: toUser(row),
    session: { id: row.session_id, expiresAt },
    business: row.business_id === null ? null : { id: row.business_id, role: roleSchema.parse(row.role) },
    refreshToken: nextToken,
  };
}

/**
 * Goes on with a session. With `rotate` the token is used up and the answer has the next one; a used token
 * that comes again was stolen or is held twice, so its session ends with everything of it (RFC 9700 §4.14.2).
 * Of parallel refreshes with one token at most one gets a new token.
 * @throws DomainError token_invalid, token_expired, suspended.
 */
export async function refreshSession(
  ctx: Context,
  input: RefreshInput,
): Promise<SignedIn & { refreshToken: string }> {
  const outcome = await asSystem(ctx, "refresh", (system) => refresh(system, input));
  if (typeof outcome !== "string") return outcome;
  if (outcome === "reused") ctx.log.warn({ requestId: ctx.requestId }, "a used refresh token came again");
  throw new DomainError(outcome === "reused" ? "token_invalid" : outcome, PROBLEM_TEXT[outcome]);
}
