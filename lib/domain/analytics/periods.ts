import { Temporal } from "temporal-polyfill";
import { localMidnight } from "@/lib/domain/businesses";

/** From (inclusive) to (exclusive); without one it goes on for ever on that side. */
export interface Range {
  from?: Date | undefined;
  to?: Date | undefined;
}

/** The business's own today, this month, and last month up to the same day and time as now. */
export interface Periods {
  today: Range;
  thisMonth: Range;
  lastMonthSoFar: Range;
}

/**
 * Days and months of the wall clock, through every change of it. Where last month is too short for today's date, all
 * of it is compared up to this time of its last day.
 */
export function periodsAt(now: Date, timeZone: string): Periods {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const dateOf = (at: Temporal.ZonedDateTime) => new Date(at.epochMilliseconds);
  const startOf = (day: Temporal.PlainDate) => dateOf(day.toZonedDateTime(timeZone));
  const today = local.toPlainDate();
  const month = today.with({ day: 1 });
  return {
    today: { from: startOf(today), to: startOf(today.add({ days: 1 })) },
    thisMonth: { from: startOf(month), to: startOf(month.add({ months: 1 })) },
    lastMonthSoFar: {
      from: startOf(month.subtract({ months: 1 })),
      to: dateOf(local.subtract({ months: 1 })),
    },
  };
}

const WEEK_DAYS = 7;

/** The last seven local days with today, and the seven before. */
export function weeksAt(now: Date, timeZone: string): { current: Range; previous: Range } {
  const from = localMidnight(now, timeZone, WEEK_DAYS - 1);
  return {
    current: { from, to: localMidnight(now, timeZone, -1) },
    previous: { from: localMidnight(now, timeZone, 2 * WEEK_DAYS - 1), to: from },
  };
}
