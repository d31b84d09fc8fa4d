import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AvailabilityQuestion, freeStarts } from "@/lib/domain/calendars/availability";
import { type MinuteWall, readWall, slowFreeStarts } from "./slow-reference";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The range asked about lies in the middle; the wall reaches far enough for any closure or buffer. */
const WALL_DAYS = 9;

/** Where clocks jump: at 2:00, at midnight, by half an hour, by a whole day, at one minute past midnight. */
const PLACES: [zone: string, date: string][] = [
  ["America/New_York", "2026-03-08"],
  ["America/New_York", "2026-11-01"],
  ["Europe/London", "2026-03-29"],
  ["Europe/London", "2026-10-25"],
  ["Asia/Kolkata", "2026-06-15"],
  ["Australia/Lord_Howe", "2026-04-05"],
  ["Australia/Lord_Howe", "2026-10-04"],
  ["Pacific/Apia", "2011-12-31"],
  ["Pacific/Apia", "2021-04-04"],
  ["Africa/Cairo", "2026-04-24"],
  ["Africa/Cairo", "2026-10-30"],
  ["America/St_Johns", "2026-03-08"],
  ["America/St_Johns", "2006-10-29"],
  ["America/Havana", "2026-11-01"],
];

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
/** Mostly times that people choose, and often the hours in which clocks jump. */
const timeOfDay = fc
  .oneof(
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 12 }).map((quarter) => quarter * 15) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 1439 }) },
  )
  .map(clock);

function questionAt(wall: MinuteWall): fc.Arbitrary<AvailabilityQuestion> {
  const middle = wall.startMs + (WALL_DAYS / 2) * 24 * HOUR_MS;
  const localText = (index: number): string =>
    new Date((wall.shows[index] ?? 0) * MINUTE_MS).toISOString().slice(0, 16);
  const minuteNear = (reach: number) =>
    fc.integer({ min: -reach, max: reach }).map((minutes) => middle + minutes * MINUTE_MS);
  const indexNear = fc.integer({ min: 2 * 1440, max: (WALL_DAYS - 2) * 1440 });
  return fc.record({
    timeZone: fc.constant(wall.timeZone),
    openings: fc.array(
      fc.record({ dayOfWeek: fc.integer({ min: 0, max: 6 }), opensAt: timeOfDay, closesAt: timeOfDay }),
      { minLength: 1, maxLength: 14 },
    ),
    closures: fc.array(
      fc.tuple(indexNear, fc.integer({ min: 0, max: 2000 })).map(([index, minutes]) => {
        const [one = "", other = ""] = [localText(index), localText(index + minutes)].sort();
        return { startsAtLocal: one, endsAtLocal: other };
      }),
      { maxLength: 2 },
    ),
    busy: fc.array(
      fc.tuple(minuteNear(2500), fc.integer({ min: 1, max: 300 })).map(([startMs, minutes]) => ({
        startMs,
        endMs: startMs + minutes * MINUTE_MS,
      })),
      { maxLength: 8 },
    ),
    fromMs: minuteNear(1440),
    toMs: fc.integer({ min: -300, max: 2400 }).map((minutes) => middle + minutes * MINUTE_MS),
    slotStepMinutes: fc.constantFrom(5, 7, 15, 20, 30, 45, 60, 240),
    durationMinutes: fc.constantFrom(1, 10, 15, 30, 45, 60, 90, 480, 1440),
    bufferBeforeMinutes: fc.constantFrom(0, 0, 5, 15),
    bufferAfterMinutes: fc.constantFrom(0, 0, 10, 30),
    limit: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined, freq: 4 }),
  });
}

describe("availability, against a reference that asks every minute", () => {
  for (const [zone, date] of PLACES) {
    it(`agrees around ${date} in ${zone}`, () => {
      const wall = readWall(zone, date, WALL_DAYS);
      let offered = 0;
      fc.assert(
        fc.property(questionAt(wall), (question) => {
          const starts = freeStarts(question);
          offered += starts.length;
          expect(starts).toEqual(slowFreeStarts(wall, question));
        }),
        { numRuns: 80 },
      );
      expect(offered).toBeGreaterThan(0);
    });
  }
});
