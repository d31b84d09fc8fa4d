import { sql } from "kysely";
import { getBusiness, localMidnight } from "@/lib/domain/businesses";
import { authorize, type Context, inTenant } from "@/lib/domain/context";

const PERIOD_DAYS = 7;

/** A number of the last seven days, and of the seven before. */
export interface Figure {
  value: number;
  previous: number;
}

export interface HomeFigures {
  calls: Figure;
  /** Appointments that were booked, whenever they take place. */
  appointments: Figure;
  leads: Figure;
  /** Whole minutes, rounded up over all calls. */
  minutesAnswered: Figure;
}

/** Where the two periods begin: midnights on the wall clock of the zone, six and thirteen days before today's. */
export function periodStarts(now: Date, timeZone: string): { current: Date; previous: Date } {
  return {
    current: localMidnight(now, timeZone, PERIOD_DAYS - 1),
    previous: localMidnight(now, timeZone, 2 * PERIOD_DAYS - 1),
  };
}

/** The four figures of the home page: the last seven local days with today, against the seven before. */
export async function homeFigures(ctx: Context): Promise<HomeFigures> {
  authorize(ctx, "analytics:read");
  return inTenant(ctx, async (ctx) => {
    const { timeZone } = await getBusiness(ctx);
    const now = ctx.clock.now();
    const { current, previous } = periodStarts(now, timeZone);
    const counted = async (table: "appointments" | "leads"): Promise<Figure> => {
      const row = await ctx.trx
        .selectFrom(table)
        .select((eb) => [
          eb.fn.countAll<number>().filterWhere("created_at", ">=", current).as("value"),
          eb.fn.countAll<number>().filterWhere("created_at", "<", current).as("previous"),
        ])
        .where("business_id", "=", ctx.business.id)
        .where("created_at", ">=", previous)
        .where("created_at", "<=", now)
        .$if(table === "appointments", (query) => query.where(sql<boolean>`status <> 'held'`))
        .$if(table === "leads", (query) => query.where(sql<boolean>`merged_into_id is null`))
        .executeTakeFirstOrThrow();
      return { value: row.value, previous: row.previous };
    };
    const calls = await ctx.trx
      .selectFrom("calls")
      .select((eb) => [
        eb.fn.countAll<number>().filterWhere("started_at", ">=", current).as("value"),
        eb.fn.countAll<number>().filterWhere("started_at", "<", current).as("previous"),
        eb.fn.sum<number | null>("duration_seconds").filterWhere("started_at", ">=", current).as("seconds"),
        eb.fn
          .sum<number | null>("duration_seconds")
          .filterWhere("started_at", "<", current)
          .as("seconds_before"),
      ])
      .where("business_id", "=", ctx.business.id)
      .where("started_at", ">=", previous)
      .where("started_at", "<=", now)
      .executeTakeFirstOrThrow();
    return {
      calls: { value: calls.value, previous: calls.previous },
      appointments: await counted("appointments"),
      leads: await counted("leads"),
      minutesAnswered: {
        value: Math.ceil((calls.seconds ?? 0) / 60),
        previous: Math.ceil((calls.seconds_before ?? 0) / 60),
      },
    };
  });
}
