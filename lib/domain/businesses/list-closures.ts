import { Temporal } from "temporal-polyfill";
import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { toClosure } from "./closures";
import type { Closure } from "./schema";

const MAX_ROWS = 1000;

/**
 * The closures of the caller's business and its calendars that are not over yet, soonest first.
 * @throws DomainError forbidden.
 */
export async function listClosures(ctx: Context): Promise<Closure[]> {
  authorize(ctx, "business:read");
  return inTenant(ctx, async (ctx) => {
    const { time_zone: zone } = await ctx.trx
      .selectFrom("businesses")
      .select("time_zone")
      .where("id", "=", ctx.business.id)
      .executeTakeFirstOrThrow();
    const localNow = Temporal.Instant.fromEpochMilliseconds(ctx.clock.now().getTime())
      .toZonedDateTimeISO(zone)
      .toPlainDateTime();
    const rows = await ctx.trx
      .selectFrom("closures")
      .selectAll()
      .where("business_id", "=", ctx.business.id)
      .where("ends_at_local", ">", localNow.toString({ smallestUnit: "second" }))
      .orderBy("starts_at_local")
      .orderBy("id")
      .limit(MAX_ROWS)
      .execute();
    return rows.map(toClosure);
  });
}
