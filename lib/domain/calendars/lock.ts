import { sql } from "kysely";
import type { TenantContext } from "@/lib/domain/context";

/**
 * Makes changes of time in these calendars take turns until the transaction ends. Always in the order of
 * ids, so that two moves between the same calendars cannot wait for each other.
 */
export async function lockCalendars(ctx: TenantContext, calendarIds: readonly string[]): Promise<void> {
  for (const id of [...new Set(calendarIds)].sort()) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${id}::text, 0))`.execute(ctx.trx);
  }
}
