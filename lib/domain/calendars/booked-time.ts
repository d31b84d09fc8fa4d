import { sql } from "kysely";
import type { TenantContext } from "@/lib/domain/context";
import type { Range } from "./availability";

/** States of an appointment whose time nobody else can have. */
export const LIVE_STATUSES = ["held", "pending", "confirmed"];
/** How far an appointment can reach past its start: 24 hours, its own 8 hours of buffer, and another's. */
export const REACH_MS = 40 * 3_600_000;

export interface BookedSearch {
  /** Epoch ms of the first and the last start that matter. */
  fromMs: number;
  toMs: number;
  /** A conversation whose own holds do not count. */
  ignoreHoldsOf?: string | null | undefined;
}

/** What starts near a stretch of time, without holds that have run out. The margin holds any local day, too. */
function startingAround(ctx: TenantContext, { fromMs, toMs, ignoreHoldsOf }: BookedSearch) {
  const query = ctx.trx
    .selectFrom("appointments")
    .where("business_id", "=", ctx.business.id)
    .where("starts_at", ">=", new Date(fromMs - REACH_MS))
    .where("starts_at", "<", new Date(toMs + REACH_MS))
    .where((eb) => eb.or([eb("status", "<>", "held"), eb("held_until", ">", ctx.clock.now())]));
  if (!ignoreHoldsOf) return query;
  return query.where(({ or, eb }) =>
    or([
      eb("status", "<>", "held"),
      eb("conversation_id", "is", null),
      eb("conversation_id", "<>", ignoreHoldsOf),
    ]),
  );
}

/** Taken time per resource, in any order. One JSON value each: parsing hundreds of timestamps costs more than the query. */
export async function loadBusy(
  ctx: TenantContext,
  resourceIds: readonly string[],
  search: BookedSearch,
): Promise<Map<string, Range[]>> {
  const rows = await startingAround(ctx, search)
    .where("resource_id", "in", resourceIds)
    .where("status", "in", LIVE_STATUSES)
    .groupBy("resource_id")
    .select([
      "resource_id",
      // date_part is floating point, exact to less than a millisecond and faster than extract's numeric.
      sql<[number, number][]>`array_to_json(array_agg(array[
        (date_part('epoch', lower(during)) * 1000)::bigint, (date_part('epoch', upper(during)) * 1000)::bigint
      ]))`.as("ranges"),
    ])
    .execute();
  return new Map(
    rows.map((row) => [row.resource_id, row.ranges.map(([startMs, endMs]) => ({ startMs, endMs }))]),
  );
}

/**
 * The starts that fill the days of each calendar, in epoch ms: all but what was cancelled. What is done counts,
 * or marking it so would open the day again.
 * @param exceptId an appointment that does not count.
 */
export async function loadBookedStarts(
  ctx: TenantContext,
  calendarIds: readonly string[],
  search: BookedSearch,
  exceptId?: string,
): Promise<Map<string, number[]>> {
  if (calendarIds.length === 0) return new Map();
  let query = startingAround(ctx, search)
    .where("calendar_id", "in", calendarIds)
    .where("status", "<>", "cancelled");
  if (exceptId) query = query.where("id", "<>", exceptId);
  const rows = await query
    .groupBy("calendar_id")
    .select([
      "calendar_id",
      sql<number[]>`json_agg((date_part('epoch', starts_at) * 1000)::bigint)`.as("starts"),
    ])
    .execute();
  return new Map(rows.map((row) => [row.calendar_id, row.starts]));
}
