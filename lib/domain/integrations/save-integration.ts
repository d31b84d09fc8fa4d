import type { z } from "zod";
import { triedAtOnce } from "@/lib/domain/at-once";
import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { releaseCarrierNumbers } from "@/lib/domain/numbers";
import { parseInput } from "@/lib/domain/parse";
import { fieldNames, type OwnedCarrier } from "./carrier-fields";
import { askVendor } from "./check-integration";
import { type Config, mergeConfig } from "./config";
import { enqueueCheck } from "./enqueue-check";
import { formConfig } from "./form-fields";
import { mergeBound } from "./redirection";
import { configColumns, configOf, type IntegrationRow, integrationOf, lockIntegration, typeOf } from "./row";
import {
  type Integration,
  type IntegrationPatch,
  integrationPatch,
  type NewIntegration,
  newIntegration,
} from "./schema";
import { withCommonNames } from "./settings";

/** Asks the vendor about an account after the commit of its change; else the job does. Throws nothing. */
export async function askNow(ctx: Context, id: string): Promise<void> {
  let isAwaited = true;
  await triedAtOnce(ctx, "integration", () => askVendor(ctx, id, () => isAwaited), { integrationId: id });
  isAwaited = false;
}

async function checked(ctx: Context, id: string): Promise<Integration> {
  await askNow(ctx, id);
  return inTenant(ctx, async (ctx) => integrationOf(await lockIntegration(ctx, id)));
}

async function insert(
  ctx: TenantContext,
  { type, config, isEnabled }: z.output<typeof newIntegration>,
): Promise<string> {
  const now = ctx.clock.now();
  const row = await ctx.trx
    .insertInto("integrations")
    .values({
      id: newId(now),
      business_id: ctx.business.id,
      type,
      is_enabled: isEnabled,
      ...configColumns(type, mergeConfig({}, config)),
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.columns(["business_id", "type"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!row)
    throw new DomainError(
      "already_exists",
      "An account of this type is connected already. Change that one.",
      { subject: "integration" },
    );
  await audit(ctx, "integration.create", row.id, { type, fields: Object.keys(config), isEnabled });
  await enqueueCheck(ctx, row.id);
  announce(ctx, "integration");
  return row.id;
}

async function change(
  ctx: TenantContext,
  before: IntegrationRow,
  { config, isEnabled }: Pick<z.output<typeof integrationPatch>, "config" | "isEnabled">,
): Promise<void> {
  const merged = mergeBound(typeOf(before), configOf(before), config ?? {});
  const columns = configColumns(typeOf(before), merged, before);
  await ctx.trx
    .updateTable("integrations")
    .set({
      ...columns,
      is_enabled: isEnabled ?? before.is_enabled,
      updated_at: ctx.clock.now(),
    })
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", before.id)
    .execute();
  // What one account owns is not another's: its numbers are in use again once Twilio says so.
  const isLeft = isEnabled === false || columns.external_id !== before.external_id;
  if (before.type === "twilio" && isLeft) await releaseCarrierNumbers(ctx, "twilio");
  await audit(ctx, "integration.update", before.id, { fields: Object.keys(config ?? {}), isEnabled });
  await enqueueCheck(ctx, before.id);
  announce(ctx, "integration");
}

/**
 * Connects an account of the business with a vendor, and asks the vendor about it. Any config is stored, sealed; one that
 * is incomplete or that the vendor refuses is connected with the problem.
 * @throws DomainError forbidden, validation_failed, already_exists where one of this type is connected.
 */
export async function createIntegration(ctx: Context, input: NewIntegration): Promise<Integration> {
  authorize(ctx, "integration:write");
  const given = parseInput(newIntegration, input);
  return checked(ctx, await inTenant(ctx, (ctx) => insert(ctx, given)));
}

/**
 * Changes a connected account and asks its vendor again. Fields of the config that are left out stay, and so do secrets
 * whose masks are sent back. The number of an account that is switched off is not answered until it is on again, nor are
 * those of another account than before until its carrier says that it owns them.
 * @throws DomainError forbidden, validation_failed, not_found.
 */
export async function updateIntegration(ctx: Context, input: IntegrationPatch): Promise<Integration> {
  authorize(ctx, "integration:write");
  const { id, ...patch } = parseInput(integrationPatch, input);
  await inTenant(ctx, async (ctx) => change(ctx, await lockIntegration(ctx, id), patch));
  return checked(ctx, id);
}

/**
 * Has the business use these credentials of its account at a carrier, in the transaction of whoever names them: a new
 * account, or what is given over what is known of it. `askNow` asks the carrier after the commit, else a job does.
 * @returns its id.
 * @throws DomainError forbidden, validation_failed as `updateIntegration`.
 */
export async function connectCarrier(
  ctx: TenantContext,
  type: OwnedCarrier,
  config: Config,
): Promise<string> {
  authorize(ctx, "integration:write");
  const before = await ctx.trx
    .selectFrom("integrations")
    .selectAll()
    .where("business_id", "=", ctx.business.id)
    .where("type", "=", type)
    .forUpdate()
    .executeTakeFirst();
  if (!before) return insert(ctx, { type, config, isEnabled: true });
  const fields = formConfig(type, configOf(before), withCommonNames(type, config), fieldNames(type));
  await change(ctx, before, { config: fields, isEnabled: true });
  return before.id;
}
