import type { TenantContext } from "@/lib/domain/context";
import type { IntegrationType } from "./schema";

/**
 * The business's account of a type as whoever waits for it sees it; null where none is connected. `problem`: why it is not
 * used, in words for the owner.
 */
export async function accountState(
  { trx, business }: TenantContext,
  type: IntegrationType,
): Promise<{ id: string; problem: string | null } | null> {
  const row = await trx
    .selectFrom("integrations")
    .select(["id", "problem", "is_enabled"])
    .where("business_id", "=", business.id)
    .where("type", "=", type)
    .executeTakeFirst();
  return row ? { id: row.id, problem: row.is_enabled ? row.problem : "The account is switched off." } : null;
}

/** Whether the business has connected an account of this type that is not used: switched off, or with a problem. */
export async function hasUnusedAccount(
  { trx, business }: TenantContext,
  type: IntegrationType,
): Promise<boolean> {
  const row = await trx
    .selectFrom("integrations")
    .select("id")
    .where("business_id", "=", business.id)
    .where("type", "=", type)
    .where((any) => any.or([any("is_enabled", "=", false), any("problem", "is not", null)]))
    .executeTakeFirst();
  return row !== undefined;
}
