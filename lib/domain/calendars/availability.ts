import { type DailyLimit, dateAt, fullDates } from "./daily-limit";
import { DAY_MS, localMsOf, MINUTE_MS, minutesOfDay, type WallClock, wallClock } from "./wall-clock";

/** A stretch of time in epoch milliseconds; the end is not part of it. */
export interface Range {
  startMs: number;
  endMs: number;
}

/** A weekly interval in local wall time; one whose end is not after its start runs past midnight. */
export interface WeeklyInterval {
  /** 0 = Sunday. */
  dayOfWeek: number;
  opensAt: string;
  closesAt: string;
}

/** Time off in local wall time, "YYYY-MM-DDTHH:MM[:SS]". */
export interface LocalRange {
  startsAtLocal: string;
  endsAtLocal: string;
}

export interface OpeningRules {
  /** IANA name. */
  timeZone: string;
  openings: readonly WeeklyInterval[];
  closures: readonly LocalRange[];
}

export interface AvailabilityQuestion extends OpeningRules {
  /** Taken time with its buffers. Any order, may overlap. */
  busy: readonly Range[];
  /** Starts asked about, in epoch ms: from (inclusive) to (exclusive). */
  fromMs: number;
  toMs: number;
  slotStepMinutes: number;
  durationMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  daily?: DailyLimit | null;
  /** Stop after this many starts. */
  limit?: number;
}

/** An opening interval of one date: its instants, and the local time its grid counts from. */
interface Opening extends Range {
  opensAtLocalMs: number;
  closesAtLocalMs: number;
}

const dayOf = (localMs: number): number => Math.floor(localMs / DAY_MS);
/** 1 January 1970 was a Thursday. */
const dayOfWeekOf = (day: number): number => (((day + 4) % 7) + 7) % 7;

function openingsBetween(rules: OpeningRules, clock: WallClock, fromMs: number, toMs: number): Opening[] {
  const byDay: { startMinute: number; endMinute: number }[][] = [[], [], [], [], [], [], []];
  for (const { dayOfWeek, opensAt, closesAt } of rules.openings) {
    const startMinute = minutesOfDay(opensAt);
    const closing = minutesOfDay(closesAt);
    byDay[dayOfWeek]?.push({ startMinute, endMinute: closing <= startMinute ? closing + 1440 : closing });
  }
  const openings: Opening[] = [];
  const lastDay = dayOf(clock.localAt(toMs));
  for (let day = dayOf(clock.localAt(fromMs)) - 1; day <= lastDay; day += 1) {
    for (const { startMinute, endMinute } of byDay[dayOfWeekOf(day)] ?? []) {
      const opensAtLocalMs = day * DAY_MS + startMinute * MINUTE_MS;
      const closesAtLocalMs = day * DAY_MS + endMinute * MINUTE_MS;
      const startMs = clock.firstInstantAt(opensAtLocalMs);
      const endMs = clock.firstInstantAt(closesAtLocalMs);
      if (endMs > startMs) openings.push({ startMs, endMs, opensAtLocalMs, closesAtLocalMs });
    }
  }
  return openings.sort((one, other) => one.startMs - other.startMs);
}

/** Overlapping and touching ranges joined, in order of time. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const sorted = [...ranges].sort((one, other) => one.startMs - other.startMs);
  const merged: Range[] = [];
  for (const { startMs, endMs } of sorted) {
    const last = merged.at(-1);
    if (last && startMs <= last.endMs) last.endMs = Math.max(last.endMs, endMs);
    else if (endMs > startMs) merged.push({ startMs, endMs });
  }
  return merged;
}

/** What is left of merged ranges without other merged ranges. */
function subtractRanges(ranges: readonly Range[], removed: readonly Range[]): Range[] {
  const left: Range[] = [];
  let next = 0;
  for (const range of ranges) {
    let { startMs } = range;
    while ((removed[next]?.endMs ?? Number.POSITIVE_INFINITY) <= startMs) next += 1;
    for (let at = next; startMs < range.endMs; at += 1) {
      const cut = removed[at];
      if (!cut || cut.startMs >= range.endMs) {
        left.push({ startMs, endMs: range.endMs });
        break;
      }
      if (cut.startMs > startMs) left.push({ startMs, endMs: cut.startMs });
      startMs = Math.max(startMs, cut.endMs);
    }
  }
  return left;
}

const windowsOf = (rules: OpeningRules, clock: WallClock, openings: readonly Opening[]): Range[] =>
  subtractRanges(
    mergeRanges(openings),
    mergeRanges(
      rules.closures.map(({ startsAtLocal, endsAtLocal }) => ({
        startMs: clock.firstInstantAt(localMsOf(startsAtLocal)),
        endMs: clock.firstInstantAt(localMsOf(endsAtLocal)),
      })),
    ),
  );

/**
 * When a place is open, closures taken out, in order of time. Intervals that touch are one window.
 * @param fromMs epoch ms. Every window that reaches into [fromMs, toMs] is there, from at most a day before.
 */
export function openWindows(rules: OpeningRules, fromMs: number, toMs: number): Range[] {
  const clock = wallClock(rules.timeZone, fromMs, toMs);
  return windowsOf(rules, clock, openingsBetween(rules, clock, fromMs, toMs));
}

/**
 * The starts of an opening's grid that may fall into the question, in order. The grid counts wall-clock
 * minutes from the opening, so a local time that is jumped over has no start and one that repeats has one.
 */
function* gridStarts(opening: Opening, clock: WallClock, stepMs: number, fromMs: number): Generator<number> {
  const { opensAtLocalMs, closesAtLocalMs, startMs, endMs } = opening;
  const isPlain = endMs - startMs === closesAtLocalMs - opensAtLocalMs;
  if (isPlain) {
    const skipped = Math.max(0, Math.ceil((fromMs - startMs) / stepMs));
    for (let at = startMs + skipped * stepMs; at < endMs; at += stepMs) yield at;
    return;
  }
  for (let local = opensAtLocalMs; local < closesAtLocalMs; local += stepMs) {
    const at = clock.exactInstantAt(local);
    if (at !== undefined && at >= fromMs) yield at;
  }
}

/** The starts in [fromMs, toMs) at which an appointment is open from start to end and clear of all that is busy. */
function allowedStarts(question: AvailabilityQuestion, windows: readonly Range[]): Range[] {
  const { fromMs, toMs } = question;
  const durationMs = question.durationMinutes * MINUTE_MS;
  const beforeMs = question.bufferBeforeMinutes * MINUTE_MS;
  const afterMs = question.bufferAfterMinutes * MINUTE_MS;
  const open = windows
    .map(({ startMs, endMs }) => ({
      startMs: Math.max(startMs, fromMs),
      endMs: Math.min(endMs - durationMs + 1, toMs),
    }))
    .filter(({ startMs, endMs }) => startMs < endMs);
  const taken = mergeRanges(question.busy).map(({ startMs, endMs }) => ({
    startMs: startMs - durationMs - afterMs + 1,
    endMs: endMs + beforeMs,
  }));
  return subtractRanges(open, mergeRanges(taken));
}

/**
 * The starts at which an appointment fits: inside opening hours and outside closures from start to end, and
 * with its buffers clear of everything busy, on a day whose limit is not reached. Pure; epoch milliseconds in and out,
 * zone rules by Temporal. What it costs grows with openings, busy ranges and starts found, not with the grid.
 * @returns starts in [fromMs, toMs) in order of time, without doubles.
 */
export function freeStarts(question: AvailabilityQuestion): number[] {
  const { fromMs, toMs, limit = Number.POSITIVE_INFINITY } = question;
  const durationMs = question.durationMinutes * MINUTE_MS;
  if (!(fromMs < toMs) || durationMs <= 0) return [];
  const clock = wallClock(question.timeZone, fromMs, toMs + durationMs);
  const openings = openingsBetween(question, clock, fromMs, toMs + durationMs);
  const allowed = allowedStarts(question, windowsOf(question, clock, openings));
  const full = question.daily ? fullDates(question.daily, clock) : undefined;
  const stepMs = question.slotStepMinutes * MINUTE_MS;
  const starts: number[] = [];
  let isSorted = true;
  let first = 0;
  for (const opening of openings) {
    // In order so far: what follows starts later than all that is asked for.
    if (isSorted && starts.length >= limit && opening.startMs > (starts[limit - 1] ?? 0)) break;
    while ((allowed[first]?.endMs ?? Number.POSITIVE_INFINITY) <= opening.startMs) first += 1;
    for (let at = first; at < allowed.length; at += 1) {
      const range = allowed[at];
      if (!range || range.startMs >= opening.endMs) break;
      for (const start of gridStarts(opening, clock, stepMs, range.startMs)) {
        if (start >= range.endMs) break;
        if (full?.has(dateAt(clock, start))) continue;
        if (start <= (starts.at(-1) ?? Number.NEGATIVE_INFINITY)) isSorted = false;
        starts.push(start);
      }
    }
  }
  const inOrder = isSorted ? starts : [...new Set(starts)].sort((one, other) => one - other);
  return inOrder.slice(0, limit);
}
