import { freeStarts, openWindows, type Range } from "./availability";
import type { Schedule } from "./schedules";
import { clockText, DAY_MS, dayText, localMsOf, MINUTE_MS, wallClock } from "./wall-clock";

/** How much time an appointment takes. */
export interface Shape {
  durationMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
}

/**
 * The starts that notice and horizon allow, in epoch ms: from now + notice up to the end of the last
 * bookable local day.
 */
export function bookablePeriod(schedule: Schedule, nowMs: number): Range {
  const horizonMs = schedule.bookingHorizonDays * DAY_MS;
  const clock = wallClock(schedule.timeZone, nowMs, nowMs + horizonMs);
  const today = Math.floor(clock.localAt(nowMs) / DAY_MS) * DAY_MS;
  return {
    startMs: nowMs + schedule.minimumNoticeMinutes * MINUTE_MS,
    endMs: clock.firstInstantAt(today + horizonMs + DAY_MS),
  };
}

/** The free starts of one schedule in [fromMs, toMs), in order, with notice and horizon respected. */
export function bookableStarts(
  schedule: Schedule,
  search: Shape & { fromMs: number; toMs: number; limit?: number | undefined },
  nowMs: number,
): number[] {
  const period = bookablePeriod(schedule, nowMs);
  return freeStarts({
    ...schedule,
    ...search,
    fromMs: Math.max(search.fromMs, period.startMs),
    toMs: Math.min(search.toMs, period.endMs),
    limit: search.limit,
  });
}

/** Whether customers are offered this very start: a free one on the grid of the schedule. */
export const offersStart = (schedule: Schedule, startMs: number, shape: Shape, nowMs: number): boolean =>
  bookableStarts(schedule, { ...shape, fromMs: startMs, toMs: startMs + 1 }, nowMs).length > 0;

/** Whether nothing busy touches an appointment at this start, buffers of both sides included. */
export function isClear(schedule: Schedule, startMs: number, shape: Shape): boolean {
  const fromMs = startMs - shape.bufferBeforeMinutes * MINUTE_MS;
  const toMs = startMs + (shape.durationMinutes + shape.bufferAfterMinutes) * MINUTE_MS;
  return !schedule.busy.some((range) => range.startMs < toMs && range.endMs > fromMs);
}

function noticeText(minutes: number): string {
  if (minutes % 1440 === 0) return minutes === 1440 ? "a day" : `${minutes / 1440} days`;
  if (minutes % 60 === 0) return minutes === 60 ? "an hour" : `${minutes / 60} hours`;
  return `${minutes} minutes`;
}

/** Why a time lies outside opening hours, in words for the customer; undefined when it does not. */
function whyClosed(schedule: Schedule, startMs: number, endMs: number): string | undefined {
  const windows = openWindows(schedule, startMs, endMs);
  if (windows.some((window) => window.startMs <= startMs && window.endMs >= endMs)) return undefined;
  if (schedule.openings.length === 0) return "No opening hours are set, so no time can be booked.";
  const clock = wallClock(schedule.timeZone, startMs - DAY_MS, endMs + DAY_MS);
  const start = clock.localAt(startMs);
  const end = clock.localAt(endMs);
  const day = dayText(start);
  const closure = schedule.closures.find(
    ({ startsAtLocal, endsAtLocal }) => localMsOf(startsAtLocal) < end && localMsOf(endsAtLocal) > start,
  );
  if (closure) return `Closed on ${day}${closure.name ? ` (${closure.name})` : ""}.`;
  const midnight = Math.floor(start / DAY_MS) * DAY_MS;
  const hours = openWindows(schedule, startMs - DAY_MS, startMs + DAY_MS)
    .map((window) => ({ opens: clock.localAt(window.startMs), closes: clock.localAt(window.endMs) }))
    .filter(({ opens, closes }) => opens < midnight + DAY_MS && closes > midnight);
  if (hours.length === 0) return `Closed on ${day}.`;
  const spans = hours.map(({ opens, closes }) => `${clockText(opens)}–${clockText(closes)}`).join(", ");
  return `Outside opening hours: on ${day} open ${spans}, asked for ${clockText(start)}–${clockText(end)}.`;
}

/**
 * Why customers cannot book this time in this schedule: too soon, too far ahead, closed. Whether it is
 * taken is another question.
 * @returns a sentence for the caller, or undefined when the rules allow it.
 */
export function whyNotBookable(
  schedule: Schedule,
  startMs: number,
  durationMinutes: number,
  nowMs: number,
): string | undefined {
  const period = bookablePeriod(schedule, nowMs);
  if (startMs < period.startMs) {
    return `Too soon: appointments need ${noticeText(schedule.minimumNoticeMinutes)} of notice.`;
  }
  if (startMs >= period.endMs) {
    return `Too far ahead: appointments can be booked up to ${schedule.bookingHorizonDays} ${schedule.bookingHorizonDays === 1 ? "day" : "days"} ahead.`;
  }
  return whyClosed(schedule, startMs, startMs + durationMinutes * MINUTE_MS);
}
