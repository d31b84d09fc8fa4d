import { Temporal } from "temporal-polyfill";
import type { AvailabilityQuestion } from "@/lib/domain/calendars/availability";

const MINUTE_MS = 60_000;

/** A zone's clock as it would be read off a wall, once a minute. */
export interface MinuteWall {
  timeZone: string;
  startMs: number;
  /** What the clock shows in each minute, as epoch minutes it would have in UTC. */
  shows: number[];
}

/** Reads the clock each minute of `days` days around local noon of a date. */
export function readWall(timeZone: string, date: string, days: number): MinuteWall {
  const noon = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: "12:00" });
  const startMs = noon.epochMilliseconds - days * 12 * 60 * MINUTE_MS;
  const shows = Array.from({ length: days * 1440 }, (_, index) => {
    const moment = Temporal.Instant.fromEpochMilliseconds(startMs + index * MINUTE_MS);
    const local = moment.toZonedDateTimeISO(timeZone).toPlainDateTime();
    return local.toZonedDateTime("UTC").epochMilliseconds / MINUTE_MS;
  });
  return { timeZone, startMs, shows };
}

const localMinutes = (text: string): number =>
  Temporal.PlainDateTime.from(text).toZonedDateTime("UTC").epochMilliseconds / MINUTE_MS;

/**
 * The same answer as `freeStarts`, found the slow way: every minute is asked whether it is open, closed or
 * busy, and every start whether all of its minutes are fine. Nothing here is taken from the engine.
 */
export function slowFreeStarts(wall: MinuteWall, question: AvailabilityQuestion): number[] {
  const count = wall.shows.length;
  const firstShowing = (local: number): number => {
    const index = wall.shows.findIndex((shown) => shown >= local);
    return index === -1 ? count : index;
  };
  const open = new Uint8Array(count);
  const grid = new Set<number>();
  const dates = new Set(wall.shows.map((shown) => Math.floor(shown / 1440)));
  const [first, last] = [Math.min(...dates), Math.max(...dates)];
  for (let day = first; day <= last; day += 1) {
    const date = Temporal.PlainDate.from("1970-01-01").add({ days: day });
    for (const interval of question.openings) {
      if (date.dayOfWeek % 7 !== interval.dayOfWeek) continue;
      const opens = localMinutes(`${date}T${interval.opensAt}`);
      const isOvernight = interval.closesAt <= interval.opensAt;
      const closes = localMinutes(`${isOvernight ? date.add({ days: 1 }) : date}T${interval.closesAt}`);
      open.fill(1, firstShowing(opens), firstShowing(closes));
      for (let local = opens; local < closes; local += question.slotStepMinutes) grid.add(local);
    }
  }
  for (const closure of question.closures) {
    const [from, to] = [closure.startsAtLocal, closure.endsAtLocal].map(localMinutes).map(firstShowing);
    open.fill(0, from, Math.max(from ?? 0, to ?? 0));
  }
  const indexOf = (ms: number): number => (ms - wall.startMs) / MINUTE_MS;
  const free = new Uint8Array(count).fill(1);
  for (const range of question.busy) free.fill(0, indexOf(range.startMs), indexOf(range.endMs));

  const starts: number[] = [];
  const seen = new Set<number>();
  for (let index = 0; index < count; index += 1) {
    const shown = wall.shows[index] ?? Number.NaN;
    const isRepeated = seen.has(shown);
    seen.add(shown);
    const startMs = wall.startMs + index * MINUTE_MS;
    if (isRepeated || !grid.has(shown) || startMs < question.fromMs || startMs >= question.toMs) continue;
    const isOpen = open.subarray(index, index + question.durationMinutes).every(Boolean);
    const isFree = free
      .subarray(
        index - question.bufferBeforeMinutes,
        index + question.durationMinutes + question.bufferAfterMinutes,
      )
      .every(Boolean);
    if (isOpen && isFree) starts.push(startMs);
  }
  return question.limit === undefined ? starts : starts.slice(0, question.limit);
}
