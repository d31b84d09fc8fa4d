import { asSystem, type Context } from "@/lib/domain/context";
import { env } from "@/lib/env";
import type { Standing } from "./identity-cache";
import { expiryAt, roleSchema } from "./sessions";

const DAY_MILLISECONDS = 86_400_000;

/** The address named in PLATFORM_ADMIN_EMAIL, once whoever registered with it has proved that it is theirs. */
const isPlatformAdminAddress = (email: string, verifiedAt: Date | null): boolean =>
  verifiedAt !== null && env().PLATFORM_ADMIN_EMAIL?.toLowerCase() === email;

/** What a session stands for now; null when it is over or its person is no member any more. Notes its use once a day. */
export function sessionStanding(ctx: Context, sessionId: string): Promise<Standing | null> {
  return asSystem(ctx, "who a session names", async ({ trx }) => {
    const row = await trx
      .selectFrom("sessions")
      .innerJoin("users", "users.id", "sessions.user_id")
      .leftJoin("members", (join) =>
        join
          .onRef("members.user_id", "=", "sessions.user_id")
          .onRef("members.business_id", "=", "sessions.business_id"),
      )
      .leftJoin("businesses", "businesses.id", "sessions.business_id")
      .select([
        "sessions.user_id",
        "sessions.business_id",
        "sessions.kind",
        "sessions.created_at",
        "sessions.expires_at",
        "users.email",
        "users.email_verified_at",
        "users.status as user_status",
        "users.is_platform_admin",
        "members.role",
        "businesses.status as business_status",
      ])
      .where("sessions.id", "=", sessionId)
      .where("sessions.ended_at", "is", null)
      .executeTakeFirst();
    if (!row) return null;
    const isRemoved = row.business_id !== null && row.role === null;
    const isPlatformAdmin = row.is_platform_admin || isPlatformAdminAddress(row.email, row.email_verified_at);
    const now = ctx.clock.now();
    const nextExpiry = expiryAt(now, row.created_at);
    const isWorthNoting =
      row.kind === "browser" &&
      row.expires_at > now &&
      nextExpiry.getTime() - row.expires_at.getTime() > DAY_MILLISECONDS;
    if (isWorthNoting) {
      await trx
        .updateTable("sessions")
        .set({ expires_at: nextExpiry })
        .where("id", "=", sessionId)
        .where("ended_at", "is", null)
        .execute();
    }
    const problem =
      row.user_status === "suspended"
        ? "user_suspended"
        : isRemoved
          ? "token_invalid"
          : row.business_status === "suspended"
            ? "business_suspended"
            : null;
    return {
      problem,
      actor: { kind: "user", userId: row.user_id, sessionId, isPlatformAdmin },
      business:
        row.business_id === null || row.role === null
          ? null
          : { id: row.business_id, role: roleSchema.parse(row.role) },
      expiresAt: isWorthNoting ? nextExpiry : row.expires_at,
    };
  });
}
