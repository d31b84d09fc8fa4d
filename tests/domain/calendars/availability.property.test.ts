import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AvailabilityQuestion, freeStarts } from "@/lib/domain/calendars/availability";
import { bookableStarts } from "@/lib/domain/calendars/booking-rules";
import { DAY_MS, MINUTE_MS, type MinuteWall, readWall } from "./minute-wall";
import { type BookableRules, slowBookableStarts } from "./slow-reference";

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

const middleOf = (wall: MinuteWall): number => wall.startMs + (WALL_DAYS / 2) * DAY_MS;

function questionAt(wall: MinuteWall): fc.Arbitrary<AvailabilityQuestion> {
  const middle = middleOf(wall);
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
    daily: fc.option(
      fc.record({
        limit: fc.integer({ min: 1, max: 4 }),
        bookedStarts: fc.array(minuteNear(3000), { maxLength: 12 }),
      }),
    ),
    limit: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined, freq: 4 }),
  });
}

const rulesAt = (wall: MinuteWall): fc.Arbitrary<BookableRules> =>
  fc.record({
    // Not only whole minutes: nobody calls on the minute.
    nowMs: fc.integer({ min: -3 * DAY_MS, max: DAY_MS }).map((ms) => middleOf(wall) + ms),
    minimumNoticeMinutes: fc.constantFrom(0, 0, 15, 90, 1440, 4000),
    bookingHorizonDays: fc.constantFrom(1, 1, 2, 3, 365),
  });

function engineStarts(question: AvailabilityQuestion, rules: BookableRules): number[] {
  const closures = question.closures.map((closure) => ({ ...closure, name: "" }));
  const names = { calendarId: "", calendarName: "", resourceId: "" };
  const daily = question.daily ?? null;
  return bookableStarts({ ...question, ...rules, ...names, closures, daily }, question, rules.nowMs);
}

const walls = PLACES.map(([zone, date]) =>
  readWall(zone, Date.parse(`${date}T12:00Z`) - (WALL_DAYS / 2) * DAY_MS, WALL_DAYS),
);
const anyQuestion = fc.constantFrom(...walls).chain(questionAt);

describe("availability, against a reference that asks every minute", () => {
  for (const [index, [zone, date]] of PLACES.entries()) {
    it(`agrees around ${date} in ${zone}`, () => {
      const wall = walls[index] ?? readWall(zone, 0, 1);
      let offered = 0;
      fc.assert(
        fc.property(questionAt(wall), rulesAt(wall), (question, rules) => {
          const starts = engineStarts(question, rules);
          offered += starts.length;
          expect(starts).toEqual(slowBookableStarts(wall, question, rules));
        }),
        { numRuns: 120 },
      );
      expect(offered).toBeGreaterThan(0);
    });
  }
});

describe("what is offered", () => {
  it("never touches anything busy, buffers included", () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const { durationMinutes, bufferBeforeMinutes, bufferAfterMinutes } = question;
        for (const start of freeStarts(question)) {
          const from = start - bufferBeforeMinutes * MINUTE_MS;
          const to = start + (durationMinutes + bufferAfterMinutes) * MINUTE_MS;
          expect(question.busy.filter((range) => range.startMs < to && range.endMs > from)).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is gone once it is booked, and of the rest only what the booking takes", () => {
    fc.assert(
      fc.property(anyQuestion, fc.nat(), ({ daily: _, ...question }, choice) => {
        const unlimited = { ...question, limit: undefined };
        const starts = freeStarts(unlimited);
        const booked = starts[choice % Math.max(1, starts.length)];
        if (booked === undefined) return;
        const { durationMinutes, bufferBeforeMinutes, bufferAfterMinutes } = question;
        const [before, after] = [bufferBeforeMinutes * MINUTE_MS, bufferAfterMinutes * MINUTE_MS];
        const lengthMs = durationMinutes * MINUTE_MS;
        const taken = { startMs: booked - before, endMs: booked + lengthMs + after };
        const left = freeStarts({ ...unlimited, busy: [...question.busy, taken] });
        const reach = lengthMs + before + after;
        expect(left).toEqual(starts.filter((start) => Math.abs(start - booked) >= reach));
      }),
      { numRuns: 300 },
    );
  });

  it("is the same in whatever order hours, closures, appointments and starts are given", () => {
    fc.assert(
      fc.property(anyQuestion, fc.infiniteStream(fc.nat()), (question, keys) => {
        const shuffled = <T>(values: readonly T[]): T[] =>
          values
            .map((value) => ({ value, key: keys.next().value ?? 0 }))
            .sort((one, other) => one.key - other.key)
            .map(({ value }) => value);
        const { daily } = question;
        const other = {
          ...question,
          openings: shuffled(question.openings),
          closures: shuffled(question.closures),
          busy: shuffled(question.busy),
          daily: daily ? { ...daily, bookedStarts: shuffled(daily.bookedStarts) } : null,
        };
        expect(freeStarts(other)).toEqual(freeStarts(question));
      }),
      { numRuns: 200 },
    );
  });

  it("is the same asked at once or in two parts, wherever they meet", () => {
    fc.assert(
      fc.property(anyQuestion, fc.double({ min: 0, max: 1, noNaN: true }), (question, part) => {
        const { fromMs, toMs } = question;
        const meetMs = Math.round(fromMs + part * Math.max(0, toMs - fromMs));
        const ask = (from: number, to: number) =>
          freeStarts({ ...question, limit: undefined, fromMs: from, toMs: to });
        expect([...ask(fromMs, meetMs), ...ask(meetMs, toMs)]).toEqual(ask(fromMs, toMs));
      }),
      { numRuns: 300 },
    );
  });
});
