import { sql } from "kysely";
import { APPOINTMENT_STATUSES, type AppointmentStatus } from "@/lib/domain/appointments";
import { CALL_STATUSES, type CallStatus } from "@/lib/domain/calls";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { LEAD_STATUSES, type LeadStatus } from "@/lib/domain/leads";
import { type Periods, periodsAt, type Range } from "./periods";
import { growthRate, shareOf, successRate } from "./rates";
import {
  appointmentsIn,
  callsIn,
  count,
  leadsIn,
  loadFrame,
  NOT_CALLED_OFF,
  perWord,
  sumOfPrices,
} from "./rows";

/** How a business does: in a range, and on its own day and in its own month whatever the range. */
export interface Overview {
  leads: { total: number; byStatus: Record<LeadStatus, number>; newToday: number };
  /** Those that take place in the range; today those that were not called off. */
  appointments: { total: number; byStatus: Record<AppointmentStatus, number>; today: number };
  calls: {
    total: number;
    byStatus: Record<CallStatus, number>;
    today: number;
    /** Of those that were answered and are over; null without any. */
    averageSeconds: number | null;
    successRate: number | null;
  };
  revenue: {
    /** Of the amounts: that of the business. */
    currency: string;
    totalMinor: number;
    thisMonthMinor: number;
    /** This month against last month up to the same day and time; null where nothing was earned then. */
    growthRate: number | null;
  };
}

/** A number of each status, and of all. */
function tally<S extends string>(statuses: readonly S[], rows: readonly { status: string; count: number }[]) {
  const byStatus = perWord(statuses, (word) => rows.find(({ status }) => status === word)?.count);
  return { total: rows.reduce((sum, row) => sum + row.count, 0), byStatus };
}

const countLeads = async (ctx: TenantContext, range: Range) =>
  tally(
    LEAD_STATUSES,
    await leadsIn(ctx, range)
      .select(["status", count.as("count")])
      .groupBy("status")
      .execute(),
  );

async function countAppointments(ctx: TenantContext, range: Range, currency: string) {
  const rows = await appointmentsIn(ctx, range)
    .select(["status", count.as("count"), sumOfPrices(currency).as("priceMinor")])
    .groupBy("status")
    .execute();
  const earnedMinor = rows.find(({ status }) => status === "completed")?.priceMinor ?? 0;
  return { ...tally(APPOINTMENT_STATUSES, rows), earnedMinor };
}

async function countCalls(ctx: TenantContext, range: Range) {
  const rows = await callsIn(ctx, range)
    .select([
      "status",
      count.as("count"),
      sql<number>`count(duration_seconds)`.as("timed"),
      sql<number>`coalesce(sum(duration_seconds), 0)::bigint`.as("seconds"),
    ])
    .groupBy("status")
    .execute();
  const sumOf = (key: "timed" | "seconds") => rows.reduce((sum, row) => sum + row[key], 0);
  const counted = tally(CALL_STATUSES, rows);
  return {
    ...counted,
    averageSeconds: shareOf(sumOf("seconds"), sumOf("timed")),
    successRate: successRate(counted.byStatus),
  };
}

/** What is so now, whatever the range, in one statement. */
async function countNow(ctx: TenantContext, { today, thisMonth, lastMonthSoFar }: Periods, currency: string) {
  const earned = (range: Range) =>
    appointmentsIn(ctx, range).where("status", "=", "completed").select(sumOfPrices(currency).as("sum"));
  const row = await ctx.trx
    .selectNoFrom([
      leadsIn(ctx, today).select(count.as("count")).as("leads"),
      appointmentsIn(ctx, today)
        .where("status", "in", NOT_CALLED_OFF)
        .select(count.as("count"))
        .as("appointments"),
      callsIn(ctx, today).select(count.as("count")).as("calls"),
      earned(thisMonth).as("thisMonthMinor"),
      earned(lastMonthSoFar).as("lastMonthMinor"),
    ])
    .executeTakeFirstOrThrow();
  return {
    leads: row.leads ?? 0,
    appointments: row.appointments ?? 0,
    calls: row.calls ?? 0,
    thisMonthMinor: row.thisMonthMinor ?? 0,
    lastMonthMinor: row.lastMonthMinor ?? 0,
  };
}

/**
 * The figures of the caller's business, counted as its lists count: without merged leads and held times.
 * @param range bounds the totals: leads by when they came, calls by when they began, appointments and revenue by when
 * they take place. Today and this month are the business's own.
 * @throws DomainError forbidden.
 */
export async function overview(ctx: Context, range: Range): Promise<Overview> {
  authorize(ctx, "analytics:read");
  return inTenant(ctx, async (ctx) => {
    const { timeZone, currency } = await loadFrame(ctx);
    const now = await countNow(ctx, periodsAt(ctx.clock.now(), timeZone), currency);
    const leads = await countLeads(ctx, range);
    const { earnedMinor, ...appointments } = await countAppointments(ctx, range, currency);
    const calls = await countCalls(ctx, range);
    return {
      leads: { ...leads, newToday: now.leads },
      appointments: { ...appointments, today: now.appointments },
      calls: { ...calls, today: now.calls },
      revenue: {
        currency,
        totalMinor: earnedMinor,
        thisMonthMinor: now.thisMonthMinor,
        growthRate: growthRate(now.thisMonthMinor, now.lastMonthMinor),
      },
    };
  });
}
