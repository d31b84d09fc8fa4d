import type { TenantContext } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import type { DayInterval } from "./hours";

/** Puts a checked week of opening hours in the place of the one there was, in the caller's transaction. */
export async function writeHours(ctx: TenantContext, hours: readonly DayInterval[]): Promise<void> {
  await ctx.trx.deleteFrom("business_hours").where("business_id", "=", ctx.business.id).execute();
  if (hours.length === 0) return;
  const now = ctx.clock.now();
  await ctx.trx
    .insertInto("business_hours")
    .values(
      hours.map((interval) => ({
        id: newId(now),
        business_id: ctx.business.id,
        day_of_week: interval.dayOfWeek,
        opens_at: interval.opensAt,
        closes_at: interval.closesAt,
        is_open: interval.isOpen,
      })),
    )
    .execute();
}
