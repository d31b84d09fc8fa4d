import { type RawBuilder, sql } from "kysely";
import type { TenantContext } from "@/lib/domain/context";

/** Whose time a calendar takes: its person's, or its own. Appointments of one resource never overlap. */
export const resourceOfCalendar = sql<string>`coalesce(calendars.person_id, calendars.id)`;

const keyOfAll = (ctx: TenantContext): RawBuilder<string> =>
  sql`hashtextextended(${`calendars of ${ctx.business.id}`}::text, 0)`;

/** An expired hold still blocks the constraint: whoever writes into a resource clears its expired ones first. */
export async function deleteExpiredHolds(ctx: TenantContext, resourceIds: readonly string[]): Promise<void> {
  if (resourceIds.length === 0) return;
  await ctx.trx
    .deleteFrom("appointments")
    .where("business_id", "=", ctx.business.id)
    .where("resource_id", "in", resourceIds)
    .where("status", "=", "held")
    .where("held_until", "<=", ctx.clock.now())
    .execute();
}

/**
 * Makes changes of time in these calendars take turns until the transaction ends, and clears their expired
 * holds. Resources are locked in the order of ids, so that two moves between the same cannot wait for each other.
 * @returns whose time each calendar takes, by calendar; one that has been removed is missing.
 */
export async function lockCalendars(
  ctx: TenantContext,
  calendarIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (calendarIds.length === 0) return new Map();
  // Before the next statement takes its snapshot: from here on nobody changes what it reads.
  await sql`select pg_advisory_xact_lock_shared(${keyOfAll(ctx)})`.execute(ctx.trx);
  const rows = await ctx.trx
    .selectFrom(
      ctx.trx
        .selectFrom("calendars")
        .select(["id", "removed_at", resourceOfCalendar.as("resource_id")])
        .where("business_id", "=", ctx.business.id)
        .where("id", "in", calendarIds)
        .orderBy("resource_id")
        .as("wanted"),
    )
    .select(["id", "removed_at", "resource_id"])
    .select(sql`pg_advisory_xact_lock(hashtextextended(resource_id::text, 0))`.as("locked"))
    .execute();
  await deleteExpiredHolds(ctx, [...new Set(rows.map((row) => row.resource_id))]);
  return new Map(rows.filter((row) => row.removed_at === null).map((row) => [row.id, row.resource_id]));
}

/**
 * Keeps everybody from changing a time in any calendar of the business until the transaction ends: for changes
 * of what the calendars are. Comes before any other lock.
 */
export async function lockAllCalendars(ctx: TenantContext): Promise<void> {
  await sql`select pg_advisory_xact_lock(${keyOfAll(ctx)})`.execute(ctx.trx);
}
