import { createHash } from "node:crypto";
import { z } from "zod";
import type { TenantContext } from "@/lib/domain/context";
import { announce, enqueue } from "@/lib/domain/events";
import type { AccountInUse } from "./connected";
import { type IntegrationRow, typeOf } from "./row";
import type { IntegrationType } from "./schema";

/** Payload of the job that tells the owner of an account that is not used any more. */
export const accountNotice = z.object({ integrationId: z.uuid(), trouble: z.string() });
export type AccountNotice = z.infer<typeof accountNotice>;

/** The same for one problem of one account as it was entered, so that it is told once. */
const nameOf = ({ id, config_sealed, problem }: Pick<IntegrationRow, "id" | "config_sealed" | "problem">) =>
  createHash("sha256")
    .update(JSON.stringify([id, config_sealed, problem]))
    .digest("hex");

/** Has the owner told that an account has this problem, once. */
export async function tellOfTrouble(
  ctx: TenantContext,
  row: Pick<IntegrationRow, "id" | "config_sealed" | "problem">,
): Promise<void> {
  const trouble = nameOf(row);
  await enqueue(ctx, {
    kind: "notify.account",
    payload: { integrationId: row.id, trouble } satisfies AccountNotice,
    dedupeKey: `notify.account:${trouble}`,
  });
}

/**
 * A vendor refused an account in use: it is not used until its problem is mended, and its owner is told.
 * @param account as it was used. One that was changed, checked again or disconnected meanwhile is left as it is.
 */
export async function noteAccountTrouble(
  ctx: TenantContext,
  { integrationId, version }: Pick<AccountInUse, "integrationId" | "version">,
  problem: string,
): Promise<void> {
  const { numUpdatedRows } = await ctx.trx
    .updateTable("integrations")
    .set({ problem, verified_at: null })
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", integrationId)
    .where("config_sealed", "=", version)
    .where("problem", "is", null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await tellOfTrouble(ctx, { id: integrationId, config_sealed: version, problem });
  announce(ctx, "integration");
}

/** What is to be told of an account; null where it was mended, changed or disconnected since. */
export async function accountTrouble(
  { trx, business }: TenantContext,
  { integrationId, trouble }: AccountNotice,
): Promise<{ type: IntegrationType; problem: string } | null> {
  const row = await trx
    .selectFrom("integrations")
    .select(["id", "type", "config_sealed", "problem"])
    .where("business_id", "=", business.id)
    .where("id", "=", integrationId)
    .where("is_enabled", "=", true)
    .executeTakeFirst();
  return row?.problem && nameOf(row) === trouble ? { type: typeOf(row), problem: row.problem } : null;
}
