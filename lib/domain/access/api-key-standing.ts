import { asSystem, type Context } from "@/lib/domain/context";
import { PERMISSIONS, permissionsOf } from "@/lib/domain/permissions";
import type { Standing } from "./identity-cache";
import { roleSchema } from "./sessions";

export const API_KEY_PREFIX = "fd_";
const NOTED_EVERY_MILLISECONDS = 60_000;

/**
 * What an API key stands for now: its permissions as far as its maker still has them. Null when it is unknown
 * or revoked, or its maker is no member any more. Notes its use once a minute.
 */
export function apiKeyStanding(ctx: Context, keyHash: Buffer): Promise<Standing | null> {
  return asSystem(ctx, "who an API key names", async ({ trx }) => {
    const row = await trx
      .selectFrom("api_keys")
      .innerJoin("businesses", "businesses.id", "api_keys.business_id")
      .innerJoin("users", "users.id", "api_keys.created_by")
      .innerJoin("members", (join) =>
        join
          .onRef("members.user_id", "=", "api_keys.created_by")
          .onRef("members.business_id", "=", "api_keys.business_id"),
      )
      .select([
        "api_keys.id",
        "api_keys.business_id",
        "api_keys.permissions",
        "api_keys.expires_at",
        "api_keys.last_used_at",
        "users.status as user_status",
        "businesses.status as business_status",
        "members.role",
      ])
      .where("api_keys.key_hash", "=", keyHash)
      .where("api_keys.revoked_at", "is", null)
      .executeTakeFirst();
    if (!row) return null;
    const now = ctx.clock.now();
    if (!row.last_used_at || now.getTime() - row.last_used_at.getTime() > NOTED_EVERY_MILLISECONDS) {
      await trx.updateTable("api_keys").set({ last_used_at: now }).where("id", "=", row.id).execute();
    }
    const role = roleSchema.parse(row.role);
    const held = permissionsOf(role);
    const permissions = PERMISSIONS.filter(
      (permission) => held.has(permission) && row.permissions.includes(permission),
    );
    return {
      problem:
        row.user_status === "suspended"
          ? "user_suspended"
          : row.business_status === "suspended"
            ? "business_suspended"
            : null,
      actor: { kind: "api_key", keyId: row.id, permissions },
      business: { id: row.business_id, role },
      expiresAt: row.expires_at,
    };
  });
}
