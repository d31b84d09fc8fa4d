import type { Carrier } from "@/lib/domain/carriers";
import { audit, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { requireRoomFor } from "@/lib/domain/limits";
import { anothersNumber, requireFree } from "./free";

/** A number at the carrier of an account of the business, which the carrier says is the account's. */
export interface CarrierNumber {
  e164: string;
  provider: Carrier;
  providerNumberId: string;
  /** Somebody named it for a receptionist, beside the one of the account. */
  isNamed?: boolean;
}

/**
 * Gives the business the number of its account, and takes its others at that carrier out of use, but for those that were
 * named. A number that it had elsewhere moves there with all its settings; one that another business gave up is free.
 * Harmless when repeated.
 * @param isStillMeant asked in the transaction, and holds what it read until its end.
 * @throws DomainError already_exists where another business has the number, quota_exceeded where it would be one more
 * than the plan has, conflict where it is not meant any more.
 */
export async function connectCarrierNumber(
  ctx: Context,
  number: CarrierNumber,
  isStillMeant: (ctx: TenantContext) => Promise<boolean> = async () => true,
): Promise<void> {
  const { e164, provider, providerNumberId, isNamed } = number;
  await requireFree(ctx, e164);
  await inTenant(ctx, async (ctx) => {
    if (!(await isStillMeant(ctx)))
      throw new DomainError("conflict", "The account was changed while its carrier was asked.");
    const now = ctx.clock.now();
    const before = await ctx.trx
      .selectFrom("numbers")
      .select("status")
      .where("business_id", "=", ctx.business.id)
      .where("e164", "=", e164)
      .executeTakeFirst();
    if (!isNamed) await releaseAccountNumber(ctx, provider, e164);
    // Only what is out of use takes room; what is in use already goes on under a smaller plan.
    if (!before || before.status === "released") await requireRoomFor(ctx, "numbers");
    const known = { provider, provider_number_id: providerNumberId, status: "active" };
    const made = await ctx.trx
      .insertInto("numbers")
      .values({ id: newId(now), business_id: ctx.business.id, e164, ...known, created_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .executeTakeFirst();
    const row =
      made ??
      (await ctx.trx
        .updateTable("numbers")
        .set(known)
        .where("business_id", "=", ctx.business.id)
        .where("e164", "=", e164)
        .returning("id")
        .executeTakeFirst());
    if (!row) throw anothersNumber();
    await audit(ctx, "number.connect", row.id, { e164, provider });
    announce(ctx, "agent");
  });
}

/**
 * Takes the number of the business's account at a carrier out of use, unless it is this one: nobody answers there for it
 * any more. Those that were named stay.
 */
export async function releaseAccountNumber(
  ctx: TenantContext,
  provider: Carrier,
  kept: string | null = null,
): Promise<void> {
  await ctx.trx
    .updateTable("numbers")
    .set({ status: "released" })
    .where("business_id", "=", ctx.business.id)
    .where("provider", "=", provider)
    .where("e164", "!=", kept ?? "")
    .where("named_at", "is", null)
    .where("status", "!=", "released")
    .execute();
  announce(ctx, "agent");
}

/** Has named numbers at a carrier wait for it: all of them, or one that its account does not own any more. */
export async function suspendNamedNumbers(
  ctx: TenantContext,
  provider: Carrier,
  e164: string | null = null,
): Promise<void> {
  await ctx.trx
    .updateTable("numbers")
    .set({ status: "pending" })
    .where("business_id", "=", ctx.business.id)
    .where("provider", "=", provider)
    .where("named_at", "is not", null)
    .where("status", "=", "active")
    .$if(e164 !== null, (query) => query.where("e164", "=", e164 ?? ""))
    .execute();
  announce(ctx, "agent");
}

/** The account at a carrier is not used any more: nobody answers its numbers. Those that were named wait for it. */
export async function releaseCarrierNumbers(ctx: TenantContext, provider: Carrier): Promise<void> {
  await releaseAccountNumber(ctx, provider);
  await suspendNamedNumbers(ctx, provider);
}
