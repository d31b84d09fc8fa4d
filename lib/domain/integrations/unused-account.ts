import type { TenantContext } from "@/lib/domain/context";
import type { IntegrationType } from "./schema";

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
