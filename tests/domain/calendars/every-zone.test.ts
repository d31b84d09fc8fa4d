import { describe, expect, it } from "vitest";
import { type AvailabilityQuestion, freeStarts } from "@/lib/domain/calendars/availability";
import { bookableStarts } from "@/lib/domain/calendars/booking-rules";
import { NOW } from "../../support/context";
import { DAY_MS, jumpsOf, MINUTE_MS, readWall, shownAt } from "./minute-wall";
import { type BookableRules, slowBookableStarts } from "./slow-reference";

const FROM_MS = Date.parse(NOW);
const TO_MS = FROM_MS + 5 * 366 * DAY_MS;
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const daily = (...intervals: [opensAt: string, closesAt: string][]) =>
  EVERY_DAY.flatMap((dayOfWeek) =>
    intervals.map(([opensAt, closesAt]) => ({ dayOfWeek, opensAt, closesAt })),
  );

/** Hours that people have, and hours that lie where clocks jump. */
const HOURS = [
  daily(["09:00", "17:00"]),
  daily(["00:00", "00:00"]),
  daily(["22:00", "03:00"]),
  daily(["18:00", "00:00"]),
  daily(["01:30", "04:00"]),
  daily(["02:20", "05:05"], ["23:10", "00:40"]),
  daily(["00:00", "02:00"], ["02:00", "03:00"], ["08:30", "12:15"]),
  daily(["23:30", "23:30"]),
  [0, 2, 4, 6].map((dayOfWeek) => ({ dayOfWeek, opensAt: "20:00", closesAt: "06:00" })),
  [1, 3, 5].map((dayOfWeek) => ({ dayOfWeek, opensAt: "00:30", closesAt: "01:45" })),
];
const DURATIONS = [15, 30, 45, 60, 90, 480, 1440];
const STEPS = [15, 30, 60, 5, 7, 240, 20, 45, 10, 25, 90];
const BUFFERS = [
  [0, 0],
  [15, 0],
  [0, 30],
  [10, 5],
];
/** Days; the longest ends near the jump, years after now and several jumps later. */
const HORIZONS = [365, 1, 2, 730];
const NOTICES = [0, 45, 600, 2000];
const LIMITS = [null, 1, null, 2, 3];

const pick = <T>(values: readonly T[], index: number): T => values[index % values.length] as T;
const localText = (local: number): string => new Date(local * MINUTE_MS).toISOString().slice(0, 16);

interface Case {
  question: AvailabilityQuestion;
  rules: BookableRules;
}

/** The case of a number around a jump: hours and durations take turns by themselves, the rest by other counts. */
function caseAt(timeZone: string, jumpMs: number, number: number): Case {
  const shown = shownAt(timeZone, jumpMs - 60 * MINUTE_MS) + 60;
  const [bufferBeforeMinutes = 0, bufferAfterMinutes = 0] = pick(BUFFERS, number);
  const closures = [
    [],
    [{ startsAtLocal: localText(shown + 15), endsAtLocal: localText(shown + 75) }],
    [],
    [{ startsAtLocal: localText(shown - 45), endsAtLocal: localText(shown + 10) }],
    [{ startsAtLocal: localText(shown - 600), endsAtLocal: localText(shown) }],
  ];
  const busy = [-1300, -200, 35, 400, 1500].slice(number % 6).map((minutes, index) => ({
    startMs: jumpMs + minutes * MINUTE_MS,
    endMs: jumpMs + (minutes + 20 + 25 * index) * MINUTE_MS,
  }));
  const limit = pick(LIMITS, number);
  const bookingHorizonDays = pick(HORIZONS, Math.floor(number / 2));
  const nowDays = bookingHorizonDays === 730 ? 731 : 2;
  return {
    question: {
      timeZone,
      openings: pick(HOURS, number),
      durationMinutes: pick(DURATIONS, Math.floor(number / HOURS.length)),
      slotStepMinutes: pick(STEPS, number),
      closures: pick(closures, Math.floor(number / 3)),
      busy,
      daily: limit === null ? null : { limit, bookedStarts: busy.map((range) => range.startMs) },
      bufferBeforeMinutes,
      bufferAfterMinutes,
      fromMs: jumpMs - 1.5 * DAY_MS,
      toMs: jumpMs + 1.5 * DAY_MS,
    },
    rules: {
      nowMs: jumpMs - nowDays * DAY_MS + (number % 48) * 61 * MINUTE_MS,
      minimumNoticeMinutes: pick(NOTICES, Math.floor(number / 5)),
      bookingHorizonDays,
    },
  };
}

const engineStarts = ({ question, rules }: Case): number[] =>
  bookableStarts(
    {
      ...question,
      ...rules,
      daily: question.daily ?? null,
      calendarId: "",
      calendarName: "",
      resourceId: "",
      closures: question.closures.map((closure) => ({ ...closure, name: "" })),
    },
    question,
    rules.nowMs,
  );

const CASES_PER_JUMP = 4;
const zones = Intl.supportedValuesOf("timeZone")
  .map((timeZone) => ({ timeZone, jumps: jumpsOf(timeZone, FROM_MS, TO_MS) }))
  .filter(({ jumps }) => jumps.length > 0);
const numbered = zones
  .flatMap(({ timeZone, jumps }) => jumps.map((jumpMs) => ({ timeZone, jumpMs })))
  .map((jump, index) => ({ ...jump, firstCase: index * CASES_PER_JUMP }));
const PART = 100;
const parts = Array.from({ length: Math.ceil(numbered.length / PART) }, (_, index) =>
  numbered.slice(index * PART, (index + 1) * PART),
);

describe("every zone whose clock jumps in the next five years", () => {
  it("is among those walked here", () => {
    const names = zones.map(({ timeZone }) => timeZone);
    expect(names).toEqual(
      expect.arrayContaining([
        "America/New_York",
        "Europe/London",
        "Australia/Lord_Howe",
        "Pacific/Chatham",
        "Africa/Casablanca",
        "America/St_Johns",
        "Antarctica/Troll",
      ]),
    );
    expect(names.length).toBeGreaterThan(100);
    expect(numbered.length).toBeGreaterThan(1000);
  });

  for (const jumps of parts) {
    it(`is offered what the wall says around each jump: ${jumps[0]?.timeZone} to ${jumps.at(-1)?.timeZone}`, () => {
      let offered = 0;
      for (const { timeZone, jumpMs, firstCase } of jumps) {
        const wall = readWall(timeZone, jumpMs - 3 * DAY_MS, 6);
        for (let turn = 0; turn < CASES_PER_JUMP; turn += 1) {
          const number = firstCase + turn;
          const asked = caseAt(timeZone, jumpMs, number);
          const starts = engineStarts(asked);
          offered += starts.length;
          expect(starts, `${timeZone} ${new Date(jumpMs).toISOString()}, case ${number}`).toEqual(
            slowBookableStarts(wall, asked.question, asked.rules),
          );
        }
      }
      expect(offered).toBeGreaterThan(0);
    });
  }

  it("is offered the same for two years at once as day by day", () => {
    for (const [index, { timeZone }] of zones.entries()) {
      const { question } = caseAt(timeZone, FROM_MS, index);
      const ask = (fromMs: number, toMs: number) =>
        freeStarts({ ...question, daily: null, slotStepMinutes: 60, durationMinutes: 60, fromMs, toMs });
      const days = Array.from({ length: 2 * 366 }, (_, day) => FROM_MS + day * DAY_MS);
      const byDay = days.flatMap((day) => ask(day, day + DAY_MS));
      expect(ask(FROM_MS, FROM_MS + 2 * 366 * DAY_MS), timeZone).toEqual(byDay);
    }
  });

  it("keeps its hours on the wall on both sides of the jump", () => {
    const hours = Array.from({ length: 8 }, (_, index) => (9 + index) * 60);
    for (const { timeZone, jumpMs } of numbered) {
      const day = Math.floor(shownAt(timeZone, jumpMs) / 1440);
      const starts = engineStarts({
        question: {
          ...caseAt(timeZone, jumpMs, 0).question,
          openings: pick(HOURS, 0),
          durationMinutes: 60,
          slotStepMinutes: 60,
          busy: [],
          fromMs: jumpMs - 3 * DAY_MS,
          toMs: jumpMs + 3 * DAY_MS,
        },
        rules: { nowMs: jumpMs - 4 * DAY_MS, minimumNoticeMinutes: 0, bookingHorizonDays: 30 },
      });
      const shown = starts.map((start) => shownAt(timeZone, start));
      for (const date of [day - 1, day, day + 1]) {
        const times = shown.filter((local) => Math.floor(local / 1440) === date).map((local) => local % 1440);
        expect(times, `${timeZone} ${new Date(jumpMs).toISOString()}`).toEqual(hours);
      }
    }
  });
});
