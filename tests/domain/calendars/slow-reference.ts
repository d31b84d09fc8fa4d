import type { AvailabilityQuestion } from "@/lib/domain/calendars/availability";
import { firstShowing, MINUTE_MS, type MinuteWall, shownAt } from "./minute-wall";

/** Epoch minutes of "YYYY-MM-DDTHH:MM[:SS]" as it would be in UTC. */
const localMinutes = (text: string): number => Date.parse(`${text.slice(0, 16)}Z`) / MINUTE_MS;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Which minutes are open, and which local times lie on the grid of an opening. */
function hoursOf(wall: MinuteWall, question: AvailabilityQuestion) {
  const open = new Uint8Array(wall.shows.length);
  const grid = new Set<number>();
  const dates = wall.shows.map((shown) => Math.floor(shown / 1440));
  const last = Math.max(dates.at(0) ?? 0, dates.at(-1) ?? 0);
  for (let date = (dates.at(0) ?? 0) - 1; date <= last; date += 1) {
    const dayOfWeek = new Date(date * 1440 * MINUTE_MS).getUTCDay();
    for (const interval of question.openings) {
      if (dayOfWeek !== interval.dayOfWeek) continue;
      const opens = date * 1440 + minutesOf(interval.opensAt);
      const isOvernight = interval.closesAt <= interval.opensAt;
      const closes = (isOvernight ? date + 1 : date) * 1440 + minutesOf(interval.closesAt);
      open.fill(1, firstShowing(wall, opens), firstShowing(wall, closes));
      for (let local = opens; local < closes; local += question.slotStepMinutes) grid.add(local);
    }
  }
  for (const closure of question.closures) {
    const from = firstShowing(wall, localMinutes(closure.startsAtLocal));
    open.fill(0, from, Math.max(from, firstShowing(wall, localMinutes(closure.endsAtLocal))));
  }
  return { open, grid };
}

/** Whether the day that the clock shows has room for one more, by counting what starts on it. */
function hasRoom(wall: MinuteWall, { daily }: AvailabilityQuestion, shown: number): boolean {
  if (!daily) return true;
  const date = Math.floor(shown / 1440);
  const sameDay = daily.bookedStarts.filter((ms) => Math.floor(shownAt(wall.timeZone, ms) / 1440) === date);
  return sameDay.length < daily.limit;
}

/**
 * The same answer as `freeStarts`, found the slow way: every minute is asked whether it is open, closed or
 * busy, and every start whether all of its minutes are fine. Nothing here is taken from the engine.
 */
export function slowFreeStarts(wall: MinuteWall, question: AvailabilityQuestion): number[] {
  const { open, grid } = hoursOf(wall, question);
  const indexOf = (ms: number): number => Math.max(0, (ms - wall.startMs) / MINUTE_MS);
  const busy = new Uint8Array(wall.shows.length);
  for (const range of question.busy) busy.fill(1, indexOf(range.startMs), indexOf(range.endMs));

  const starts: number[] = [];
  wall.shows.forEach((shown, index) => {
    const startMs = wall.startMs + index * MINUTE_MS;
    if (wall.isRepeated[index] || !grid.has(shown)) return;
    if (startMs < question.fromMs || startMs >= question.toMs) return;
    const end = index + question.durationMinutes;
    if (open.subarray(index, end).includes(0)) return;
    const [before, after] = [question.bufferBeforeMinutes, question.bufferAfterMinutes];
    if (busy.subarray(Math.max(0, index - before), end + after).includes(1)) return;
    if (hasRoom(wall, question, shown)) starts.push(startMs);
  });
  return question.limit === undefined ? starts : starts.slice(0, question.limit);
}

export interface BookableRules {
  nowMs: number;
  minimumNoticeMinutes: number;
  bookingHorizonDays: number;
}

/** The same answer as `bookableStarts`: what is free, not too soon, and not after the last bookable date. */
export function slowBookableStarts(
  wall: MinuteWall,
  question: AvailabilityQuestion,
  { nowMs, minimumNoticeMinutes, bookingHorizonDays }: BookableRules,
): number[] {
  const dateOf = (ms: number): number => Math.floor(shownAt(wall.timeZone, ms) / 1440);
  const lastDate = dateOf(nowMs) + bookingHorizonDays;
  const starts = slowFreeStarts(wall, { ...question, limit: undefined }).filter(
    (start) => start >= nowMs + minimumNoticeMinutes * MINUTE_MS && dateOf(start) <= lastDate,
  );
  return starts.slice(0, question.limit);
}

export interface Booked {
  calendar: number;
  /** Start and end in epoch ms, and the time taken with buffers. */
  startMs: number;
  busy: { startMs: number; endMs: number };
}

/** What of a ledger counts for one calendar: the time of everyone who is the same person, its own starts. */
export function seenFrom(
  calendar: number,
  persons: readonly number[],
  ledger: readonly Booked[],
): { busy: Booked["busy"][]; bookedStarts: number[] } {
  const isSamePerson = (other: number): boolean => persons[other] === persons[calendar];
  return {
    busy: ledger.filter((booked) => isSamePerson(booked.calendar)).map((booked) => booked.busy),
    bookedStarts: ledger.filter((booked) => booked.calendar === calendar).map((booked) => booked.startMs),
  };
}
