import { DAY_MS, dayText, type WallClock, wallClock } from "./wall-clock";

/** How many appointments may start on one local day. */
export interface DailyLimit {
  limit: number;
  /** The starts that count, in epoch ms. Any order. */
  bookedStarts: readonly number[];
}

/** The local date that a clock shows, as days since 1970. */
export const dateAt = (clock: WallClock, instantMs: number): number =>
  Math.floor(clock.localAt(instantMs) / DAY_MS);

/** The local dates on which nothing more can start. */
export function fullDates({ limit, bookedStarts }: DailyLimit, clock: WallClock): Set<number> {
  const counts = new Map<number, number>();
  for (const start of bookedStarts) {
    const date = dateAt(clock, start);
    counts.set(date, (counts.get(date) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= limit).map(([date]) => date));
}

/**
 * Why the daily limit refuses a start, in words for the customer.
 * @returns undefined where the day has room.
 */
export function whyDayFull(
  rules: { timeZone: string; daily: DailyLimit | null },
  startMs: number,
): string | undefined {
  if (!rules.daily) return undefined;
  const clock = wallClock(rules.timeZone, startMs, startMs);
  const isFull = fullDates(rules.daily, clock).has(dateAt(clock, startMs));
  return isFull ? `${dayText(clock.localAt(startMs))} is fully booked.` : undefined;
}

/** Whether two instants lie on one local day. */
export function isSameDay(timeZone: string, oneMs: number, otherMs: number): boolean {
  const clock = wallClock(timeZone, Math.min(oneMs, otherMs), Math.max(oneMs, otherMs));
  return dateAt(clock, oneMs) === dateAt(clock, otherMs);
}
