export const MINUTE_MS = 60_000;
export const DAY_MS = 1440 * MINUTE_MS;

/** A zone's clock as it would be read off a wall, once a minute. Nothing of it comes from the engine or from Temporal. */
export interface MinuteWall {
  timeZone: string;
  startMs: number;
  /** What the clock shows in each minute, as epoch minutes it would have in UTC. */
  shows: Int32Array;
  /** Whether the clock has shown this before. */
  isRepeated: Uint8Array;
  /** The latest that the clock has shown up to each minute. */
  latest: Int32Array;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock shows at an instant, in epoch minutes it would have in UTC. */
export function shownAt(timeZone: string, instantMs: number): number {
  let format = formats.get(timeZone);
  if (!format) {
    const [year, minute] = ["numeric", "2-digit"] as const;
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      year,
      month: minute,
      day: minute,
      hour: minute,
      minute,
      hourCycle: "h23",
    });
    formats.set(timeZone, format);
  }
  const text = format.format(instantMs);
  const [date = "", time = ""] = text.split(", ");
  const [day, month, years] = date.split("/").map(Number);
  const [hours, minutes] = time.split(":").map(Number);
  return Date.UTC(years ?? 0, (month ?? 1) - 1, day, hours, minutes) / MINUTE_MS;
}

/** Reads the clock for some days from an instant on: every hour, and every minute of an hour that is not plain. */
export function readWall(timeZone: string, startMs: number, days: number): MinuteWall {
  const count = days * 1440;
  const shows = new Int32Array(count);
  const shown = (index: number): number => shownAt(timeZone, startMs + index * MINUTE_MS);
  let first = shown(0);
  for (let hour = 0; hour < count; hour += 60) {
    const next = shown(hour + 60);
    for (let index = hour; index < hour + 60; index += 1) {
      shows[index] = next - first === 60 ? first + index - hour : shown(index);
    }
    first = next;
  }
  const isRepeated = new Uint8Array(count);
  const latest = new Int32Array(count);
  const seen = new Set<number>();
  let highest = Number.NEGATIVE_INFINITY;
  shows.forEach((local, index) => {
    if (seen.has(local)) isRepeated[index] = 1;
    seen.add(local);
    highest = Math.max(highest, local);
    latest[index] = highest;
  });
  return { timeZone, startMs, shows, isRepeated, latest };
}

/** The first minute at which the clock shows this local time or a later one. */
export function firstShowing({ latest }: MinuteWall, local: number): number {
  let [low, high] = [0, latest.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((latest[middle] ?? 0) >= local) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The instants at which a zone's clock jumps, to the minute, found by comparing the wall with UTC each week. */
export function jumpsOf(timeZone: string, fromMs: number, toMs: number): number[] {
  const ahead = (instantMs: number): number => shownAt(timeZone, instantMs) - instantMs / MINUTE_MS;
  const jumps: number[] = [];
  let before = ahead(fromMs);
  for (let week = fromMs; week < toMs; week += 7 * DAY_MS) {
    const after = ahead(week + 7 * DAY_MS);
    let [low, high] = [week, week + 7 * DAY_MS];
    while (after !== before && high - low > MINUTE_MS) {
      const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
      if (ahead(middle) === before) low = middle;
      else high = middle;
    }
    if (after !== before) jumps.push(high);
    before = after;
  }
  return jumps;
}
