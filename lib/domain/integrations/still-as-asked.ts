import type { TenantContext } from "@/lib/domain/context";
import type { IntegrationRow } from "./row";

/**
 * Whether an account is still connected, switched on and as its vendor was asked about it. It stays so until the
 * transaction ends: whoever disconnects it comes after what is written here, and undoes it.
 */
export const stillAsAsked =
  (row: Pick<IntegrationRow, "id" | "config_sealed">) =>
  async ({ trx, business }: TenantContext): Promise<boolean> => {
    const found = await trx
      .selectFrom("integrations")
      .select("id")
      .where("business_id", "=", business.id)
      .where("id", "=", row.id)
      .where("config_sealed", "=", row.config_sealed)
      .where("is_enabled", "=", true)
      .forShare()
      .executeTakeFirst();
    return found !== undefined;
  };
