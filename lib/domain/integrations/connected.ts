import type { SystemContext, TenantContext } from "@/lib/domain/context";
import { configOf, type IntegrationRow } from "./row";
import type { IntegrationType } from "./schema";
import { type IntegrationSettings, readSettings } from "./settings";

/** One account can serve the few branches of one owner; more would make every report of it slow. */
const MOST_SHARERS = 20;

/** An account as it is used. */
export interface AccountInUse {
  integrationId: string;
  /** Another one as soon as it is entered or checked anew; for `noteAccountTrouble`. */
  version: string;
}

/** The account of this type that the business uses; null where none is connected, switched on and without a problem. */
export async function connectedAccount<T extends IntegrationType>(
  { trx, business }: TenantContext,
  type: T,
): Promise<(AccountInUse & IntegrationSettings[T]) | null> {
  const row = await trx
    .selectFrom("integrations")
    .select(["id", "config_sealed"])
    .where("business_id", "=", business.id)
    .where("type", "=", type)
    .where("is_enabled", "=", true)
    .where("problem", "is", null)
    .executeTakeFirst();
  const settings = row && settingsIn(type, row);
  return settings ? { integrationId: row.id, version: row.config_sealed, ...settings } : null;
}

function settingsIn<T extends IntegrationType>(
  type: T,
  row: Pick<IntegrationRow, "config_sealed">,
): IntegrationSettings[T] | null {
  const read = readSettings(type, configOf(row));
  return "settings" in read ? read.settings : null;
}

/**
 * Every business that uses this account and knows it, as its vendor said: for reports that name the account only. Whose
 * report it is, is known once its signature fits the settings of one of them.
 */
export async function accountsAt<T extends IntegrationType>(
  { trx }: SystemContext,
  type: T,
  externalId: string,
): Promise<{ businessId: string; settings: IntegrationSettings[T] }[]> {
  const rows = await trx
    .selectFrom("integrations")
    .select(["business_id", "config_sealed"])
    .where("type", "=", type)
    .where("external_id", "=", externalId)
    .where("is_enabled", "=", true)
    // Anybody can name an account, with a token of their own making, and sign what they like with it.
    .where("verified_at", "is not", null)
    .orderBy("verified_at", "desc")
    .limit(MOST_SHARERS)
    .execute();
  return rows.flatMap((row) => {
    const settings = settingsIn(type, row);
    return settings ? [{ businessId: row.business_id, settings }] : [];
  });
}
