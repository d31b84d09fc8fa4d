import type { Selectable } from "kysely";
import { z } from "zod";
import type { Integrations } from "@/lib/db/types";
import type { TenantContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { wordOf } from "@/lib/domain/parse";
import { seal, unseal } from "@/lib/sealed";
import { type Config, maskConfig } from "./config";
import { INTEGRATION_TYPES, type Integration, type IntegrationStatus, type IntegrationType } from "./schema";
import { readSettings } from "./settings";

export type IntegrationRow = Selectable<Integrations>;

const storedConfig = z.record(z.string(), z.unknown());

/** What was entered, secrets included. @throws Error where it was sealed with another key. */
export const configOf = (row: Pick<IntegrationRow, "config_sealed">): Config =>
  storedConfig.parse(JSON.parse(unseal(row.config_sealed)));

export const typeOf = (row: Pick<IntegrationRow, "type">): IntegrationType =>
  wordOf(INTEGRATION_TYPES, row.type);

const statusOf = (row: IntegrationRow): IntegrationStatus =>
  row.is_enabled ? (row.problem === null ? "active" : "error") : "inactive";

/** A row as it may be shown. */
export const integrationOf = (row: IntegrationRow): Integration => ({
  id: row.id,
  number: row.number,
  type: typeOf(row),
  config: maskConfig(configOf(row)),
  status: statusOf(row),
  problem: row.is_enabled ? row.problem : null,
  verifiedAt: row.verified_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** Whose reports are believed, as far as the vendor was asked about it; which of its numbers is used is no part of that. */
function accountIn(type: IntegrationType, config: Config): string | null {
  if (type !== "twilio") return null;
  const read = readSettings(type, config);
  return "settings" in read ? JSON.stringify([read.settings.accountSid, read.settings.authToken]) : null;
}

/**
 * The columns that follow from a config: what is wrong with it is known before any vendor is asked. Twilio's word for the
 * same credentials stays, so that no report is refused for a change of something else.
 */
export function configColumns(type: IntegrationType, config: Config, before?: IntegrationRow) {
  const read = readSettings(type, config);
  const settings = "settings" in read ? read.settings : null;
  const account = accountIn(type, config);
  const isSame = before !== undefined && account !== null && account === accountIn(type, configOf(before));
  return {
    config_sealed: seal(JSON.stringify(config)),
    external_id: settings && "accountSid" in settings ? settings.accountSid : null,
    problem: "problem" in read ? read.problem : null,
    verified_at: isSame ? before.verified_at : null,
  };
}

/** One of the business at hand, locked for a change. @throws DomainError not_found. */
export async function lockIntegration({ trx, business }: TenantContext, id: string): Promise<IntegrationRow> {
  const row = isId(id)
    ? await trx
        .selectFrom("integrations")
        .selectAll()
        .where("business_id", "=", business.id)
        .where("id", "=", id)
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  if (!row) throw notFound("integration");
  return row;
}
