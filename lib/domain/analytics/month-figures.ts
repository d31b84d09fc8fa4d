import { sql } from "kysely";
import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { countOf } from "@/lib/domain/lists";
import { periodsAt } from "./periods";
import { appointmentsIn, count, loadFrame, NOT_CALLED_OFF, sumOfPrices } from "./rows";

export interface MonthFigures {
  /** All calls there ever were. */
  calls: number;
  /** Those of the month that were not called off. */
  appointments: number;
  currency: string;
  /** Of the month's completed appointments, in that currency. */
  earnedMinor: number;
}

/**
 * All calls, and what takes place in the business's own calendar month, counted as `overview` counts.
 * @throws DomainError forbidden.
 */
export async function monthFigures(ctx: Context): Promise<MonthFigures> {
  authorize(ctx, "analytics:read");
  return inTenant(ctx, async (ctx) => {
    const { timeZone, currency } = await loadFrame(ctx);
    const { thisMonth } = periodsAt(ctx.clock.now(), timeZone);
    const taking = appointmentsIn(ctx, thisMonth);
    const row = await ctx.trx
      .selectNoFrom([
        sql<number | null>`${countOf(ctx, "calls")}`.as("calls"),
        taking.where("status", "in", NOT_CALLED_OFF).select(count.as("count")).as("appointments"),
        taking.where("status", "=", "completed").select(sumOfPrices(currency).as("sum")).as("earnedMinor"),
      ])
      .executeTakeFirstOrThrow();
    return {
      calls: row.calls ?? 0,
      appointments: row.appointments ?? 0,
      currency,
      earnedMinor: row.earnedMinor ?? 0,
    };
  });
}
