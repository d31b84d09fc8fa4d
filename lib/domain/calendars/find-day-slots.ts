import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { invalid } from "@/lib/domain/errors";
import { parseInput } from "@/lib/domain/parse";
import { bookableStarts } from "./booking-rules";
import { dateText, dayMsOf, todayAt } from "./local-days";
import { loadSchedules } from "./schedules";
import {
  type DaySlot,
  type DaySlots,
  type FindDaySlotsInput,
  findDaySlotsInput,
  MAX_SEARCH_DAYS,
} from "./schema";
import { shapeOf } from "./shape";
import { clockText, DAY_MS, MINUTE_MS, type WallClock, wallClock } from "./wall-clock";

const DEFAULT_DAYS = 30;

/** The first and the last date as local ms. @throws DomainError `validation_failed`. */
async function daysOf(ctx: TenantContext, wish: Pick<FindDaySlotsInput, "firstDay" | "lastDay">) {
  const first = dayMsOf(wish.firstDay ?? (await todayAt(ctx)).today);
  const last = wish.lastDay === undefined ? first + DEFAULT_DAYS * DAY_MS : dayMsOf(wish.lastDay);
  if (last < first) {
    throw invalid("lastDay", `Give an end that is not before the start, ${dateText(first)}.`);
  }
  if (last - first >= MAX_SEARCH_DAYS * DAY_MS) {
    throw invalid("lastDay", `Ask for at most ${MAX_SEARCH_DAYS} days at a time.`);
  }
  return { first, last };
}

/** Starts as the clock shows them, in their order. */
function asShown(starts: readonly number[], durationMinutes: number, clock: WallClock): DaySlot[] {
  let [day, date] = [Number.NaN, ""];
  return starts.map((startMs) => {
    const endMs = startMs + durationMinutes * MINUTE_MS;
    const local = clock.localAt(startMs);
    const localDay = Math.floor(local / DAY_MS);
    if (localDay !== day) [day, date] = [localDay, dateText(local)];
    return {
      date,
      startTime: clockText(local),
      endTime: clockText(clock.localAt(endMs)),
      startsAt: new Date(startMs),
      endsAt: new Date(endMs),
    };
  });
}

/**
 * The times of a calendar that customers can book and that start on these dates of the business, in order of time, each
 * once: on the grid, with notice, horizon, daily limit, and all that is booked respected.
 * @throws DomainError `not_found` for an unknown calendar; `validation_failed` for a range that runs backwards or over
 * more than 62 dates.
 */
export async function findDaySlots(ctx: Context, input: FindDaySlotsInput): Promise<DaySlots> {
  authorize(ctx, "calendar:read");
  const { calendarId, durationMinutes, ...days } = parseInput(findDaySlotsInput, input);
  return inTenant(ctx, async (inner) => {
    const { first, last } = await daysOf(inner, days);
    // In whichever zone, a local date lies within a day of the same date in UTC.
    const [earliest, latest] = [first - DAY_MS, last + 2 * DAY_MS];
    const shape = await shapeOf(inner, { durationMinutes });
    const [schedule] = await loadSchedules(inner, { fromMs: earliest, toMs: latest, calendarId });
    if (!schedule) throw new Error("A calendar that is there has no schedule.");
    const clock = wallClock(schedule.timeZone, earliest, latest + durationMinutes * MINUTE_MS);
    const fromMs = clock.firstInstantAt(first);
    const toMs = clock.firstInstantAt(last + DAY_MS);
    const starts = bookableStarts(schedule, { ...shape, fromMs, toMs }, inner.clock.now().getTime());
    return { timeZone: schedule.timeZone, slots: asShown(starts, durationMinutes, clock) };
  });
}
