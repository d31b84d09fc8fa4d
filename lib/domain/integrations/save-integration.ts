import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { withDeadline } from "@/lib/domain/deadline";
import { DomainError } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { releaseCarrierNumbers } from "@/lib/domain/numbers";
import { parseInput } from "@/lib/domain/parse";
import { VendorError } from "@/lib/domain/ports";
import { askVendor } from "./check-integration";
import { mergeConfig } from "./config";
import { enqueueCheck } from "./enqueue-check";
import { mergeBound } from "./redirection";
import { configColumns, configOf, integrationOf, lockIntegration, typeOf } from "./row";
import {
  type Integration,
  type IntegrationPatch,
  integrationPatch,
  type NewIntegration,
  newIntegration,
} from "./schema";

/** How long whoever connects an account waits for the vendor's word; after that, a job asks on. */
const PATIENCE_MILLISECONDS = 3_000;

/** The account after its vendor was asked, as far as it answers in time. */
async function checked(ctx: Context, id: string): Promise<Integration> {
  let isAwaited = true;
  try {
    const asked = askVendor(ctx, id, () => isAwaited);
    await withDeadline("integration", asked, PATIENCE_MILLISECONDS);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    ctx.log.warn({ integrationId: id, error: error.message }, "an account could not be checked yet");
  } finally {
    isAwaited = false;
  }
  return inTenant(ctx, async (ctx) => integrationOf(await lockIntegration(ctx, id)));
}

/**
 * Connects an account of the business with a vendor, and asks the vendor about it. Any config is stored, sealed; one that
 * is incomplete or that the vendor refuses is connected with the problem.
 * @throws DomainError forbidden, validation_failed, already_exists where one of this type is connected.
 */
export async function createIntegration(ctx: Context, input: NewIntegration): Promise<Integration> {
  authorize(ctx, "integration:write");
  const { type, config, isEnabled } = parseInput(newIntegration, input);
  const id = await inTenant(ctx, async (ctx) => {
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
        {
          subject: "integration",
        },
      );
    await audit(ctx, "integration.create", row.id, { type, fields: Object.keys(config), isEnabled });
    await enqueueCheck(ctx, row.id);
    announce(ctx, "integration");
    return row.id;
  });
  return checked(ctx, id);
}

/**
 * Changes a connected account and asks its vendor again. Fields of the config that are left out stay, and so do secrets
 * whose masks are sent back. The number of an account that is switched off is not answered until it is on again.
 * @throws DomainError forbidden, validation_failed, not_found.
 */
export async function updateIntegration(ctx: Context, input: IntegrationPatch): Promise<Integration> {
  authorize(ctx, "integration:write");
  const { id, config, isEnabled } = parseInput(integrationPatch, input);
  await inTenant(ctx, async (ctx) => {
    const before = await lockIntegration(ctx, id);
    const merged = mergeBound(typeOf(before), configOf(before), config ?? {});
    await ctx.trx
      .updateTable("integrations")
      .set({
        ...configColumns(typeOf(before), merged, before),
        is_enabled: isEnabled ?? before.is_enabled,
        updated_at: ctx.clock.now(),
      })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .execute();
    if (before.type === "twilio" && isEnabled === false) await releaseCarrierNumbers(ctx, "twilio");
    await audit(ctx, "integration.update", id, { fields: Object.keys(config ?? {}), isEnabled });
    await enqueueCheck(ctx, id);
    announce(ctx, "integration");
  });
  return checked(ctx, id);
}
