import { sql } from "kysely";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { type Range, weeksAt } from "./periods";
import { appointmentsBookedIn, callsIn, count, leadsIn, loadFrame } from "./rows";

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

async function countWeek(ctx: TenantContext, week: Range): Promise<Record<keyof HomeFigures, number>> {
  const seconds = sql<number>`coalesce(sum(duration_seconds), 0)::bigint`;
  const row = await ctx.trx
    .selectNoFrom([
      callsIn(ctx, week).select(count.as("count")).as("calls"),
      callsIn(ctx, week).select(seconds.as("seconds")).as("seconds"),
      appointmentsBookedIn(ctx, week).select(count.as("count")).as("appointments"),
      leadsIn(ctx, week).select(count.as("count")).as("leads"),
    ])
    .executeTakeFirstOrThrow();
  return {
    calls: row.calls ?? 0,
    appointments: row.appointments ?? 0,
    leads: row.leads ?? 0,
    minutesAnswered: Math.ceil((row.seconds ?? 0) / 60),
  };
}

/** The four figures of the home page: the last seven local days with today, against the seven before. */
export async function homeFigures(ctx: Context): Promise<HomeFigures> {
  authorize(ctx, "analytics:read");
  return inTenant(ctx, async (ctx) => {
    const { timeZone } = await loadFrame(ctx);
    const weeks = weeksAt(ctx.clock.now(), timeZone);
    const value = await countWeek(ctx, weeks.current);
    const previous = await countWeek(ctx, weeks.previous);
    const figure = (key: keyof HomeFigures): Figure => ({ value: value[key], previous: previous[key] });
    return {
      calls: figure("calls"),
      appointments: figure("appointments"),
      leads: figure("leads"),
      minutesAnswered: figure("minutesAnswered"),
    };
  });
}
