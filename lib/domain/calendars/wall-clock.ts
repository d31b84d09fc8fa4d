import { Temporal } from "temporal-polyfill";

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/**
 * The wall clock of a zone over a stretch of time, as plain arithmetic. A local time is written as the
 * epoch milliseconds it would have in UTC ("local ms").
 */
export interface WallClock {
  /**
   * The first moment at which the clock shows this local time or a later one: in a gap the moment of the
   * jump, in an overlap the earlier of the two.
   */
  firstInstantAt(localMs: number): number;
  /** Like `firstInstantAt`, but undefined for a local time that the clock jumps over. */
  exactInstantAt(localMs: number): number | undefined;
  /** What the clock shows at an instant. */
  localAt(instantMs: number): number;
}

/** A stretch with one offset: instants from `startMs` on, up to the next stretch. */
interface Stretch {
  startMs: number;
  offsetMs: number;
}

function stretchesOf(timeZone: string, fromMs: number, toMs: number): Stretch[] {
  let moment = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(timeZone);
  const stretches: Stretch[] = [
    { startMs: Number.NEGATIVE_INFINITY, offsetMs: moment.offsetNanoseconds / 1e6 },
  ];
  for (;;) {
    const next = moment.getTimeZoneTransition("next");
    if (next === null || next.epochMilliseconds > toMs) return stretches;
    stretches.push({ startMs: next.epochMilliseconds, offsetMs: next.offsetNanoseconds / 1e6 });
    moment = next;
  }
}

/**
 * Reads a zone's offsets once, so that the many conversions of a sweep cost additions only.
 * @param timeZone IANA name.
 * @param fromMs first instant that will be asked about; a margin of two days is added on both sides.
 * @param toMs last instant that will be asked about.
 * @throws RangeError for an unknown zone.
 */
export function wallClock(timeZone: string, fromMs: number, toMs: number): WallClock {
  const stretches = stretchesOf(timeZone, fromMs - 2 * DAY_MS, toMs + 2 * DAY_MS);
  const first = stretches[0]?.offsetMs ?? 0;

  const find = (localMs: number): { instantMs: number; isShown: boolean } => {
    let instantMs = localMs - first;
    for (const [index, { startMs, offsetMs }] of stretches.entries()) {
      const endMs = stretches[index + 1]?.startMs ?? Number.POSITIVE_INFINITY;
      instantMs = localMs - offsetMs;
      if (instantMs < startMs) return { instantMs: startMs, isShown: false };
      if (instantMs < endMs) return { instantMs, isShown: true };
    }
    return { instantMs, isShown: true };
  };

  return {
    firstInstantAt: (localMs) => find(localMs).instantMs,
    exactInstantAt: (localMs) => {
      const { instantMs, isShown } = find(localMs);
      return isShown ? instantMs : undefined;
    },
    localAt: (instantMs) => {
      let offsetMs = first;
      for (const stretch of stretches) {
        if (stretch.startMs > instantMs) break;
        offsetMs = stretch.offsetMs;
      }
      return instantMs + offsetMs;
    },
  };
}

/** Minutes after midnight of "HH:MM" or "HH:MM:SS". */
export function minutesOfDay(text: string): number {
  const [hours = "0", minutes = "0"] = text.split(":");
  return Number(hours) * 60 + Number(minutes);
}

/** Local ms of "YYYY-MM-DD HH:MM:SS" or "YYYY-MM-DDTHH:MM". */
export const localMsOf = (text: string): number => Date.parse(`${text.replace(" ", "T")}Z`);

/** Local ms as "HH:MM". */
export const clockText = (localMs: number): string => new Date(localMs).toISOString().slice(11, 16);

/** Local ms as "Monday, March 2". */
export const dayText = (localMs: number): string =>
  new Intl.DateTimeFormat("en-US", {
    weekday: "long",
    month: "long",
    day: "numeric",
    timeZone: "UTC",
  }).format(localMs);
