import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { periodsAt, type Range, weeksAt } from "@/lib/domain/analytics/periods";

const ends = ({ from, to }: Range) => [from?.toISOString(), to?.toISOString()];

describe("today", () => {
  it.each([
    // New York goes to summer time at two on March 8, 2026: the day has 23 hours.
    ["America/New_York", "2026-03-08T16:00:00Z", "2026-03-08T05:00:00.000Z", "2026-03-09T04:00:00.000Z"],
    ["America/New_York", "2026-11-01T04:30:00Z", "2026-11-01T04:00:00.000Z", "2026-11-02T05:00:00.000Z"],
    ["Asia/Kolkata", "2026-03-02T18:29:59.999Z", "2026-03-01T18:30:00.000Z", "2026-03-02T18:30:00.000Z"],
    ["Asia/Kolkata", "2026-03-02T18:30:00Z", "2026-03-02T18:30:00.000Z", "2026-03-03T18:30:00.000Z"],
    // Lord Howe's clocks change by half an hour.
    ["Australia/Lord_Howe", "2026-04-05T00:00:00Z", "2026-04-04T13:00:00.000Z", "2026-04-05T13:30:00.000Z"],
    // Beirut goes to summer time at midnight of March 29, 2026: that day begins at one.
    ["Asia/Beirut", "2026-03-29T12:00:00Z", "2026-03-28T22:00:00.000Z", "2026-03-29T21:00:00.000Z"],
  ])("in %s at %s", (zone, now, from, to) => {
    expect(ends(periodsAt(new Date(now), zone).today)).toEqual([from, to]);
  });
});

describe("this month and the last one so far", () => {
  it.each([
    [
      "America/New_York",
      "2026-03-15T16:00:00Z",
      ["2026-03-01T05:00:00.000Z", "2026-04-01T04:00:00.000Z"],
      ["2026-02-01T05:00:00.000Z", "2026-02-15T17:00:00.000Z"],
    ],
    // February has no 31st: it is compared up to its last day.
    [
      "UTC",
      "2026-03-31T10:00:00Z",
      ["2026-03-01T00:00:00.000Z", "2026-04-01T00:00:00.000Z"],
      ["2026-02-01T00:00:00.000Z", "2026-02-28T10:00:00.000Z"],
    ],
    // Still December in New York, already January in UTC.
    [
      "America/New_York",
      "2026-01-01T04:59:59Z",
      ["2025-12-01T05:00:00.000Z", "2026-01-01T05:00:00.000Z"],
      ["2025-11-01T04:00:00.000Z", "2025-12-01T04:59:59.000Z"],
    ],
  ])("in %s at %s", (zone, now, thisMonth, lastMonthSoFar) => {
    const periods = periodsAt(new Date(now), zone);
    expect(ends(periods.thisMonth)).toEqual(thisMonth);
    expect(ends(periods.lastMonthSoFar)).toEqual(lastMonthSoFar);
  });
});

const ZONES = [
  "UTC",
  "America/New_York",
  "America/St_Johns",
  "America/Sao_Paulo",
  "Asia/Beirut",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Kiritimati",
];
const moment = fc
  .date({ min: new Date("2010-01-01"), max: new Date("2040-01-01"), noInvalidDate: true })
  .map((date) => date.getTime());

describe("at any moment in any zone", () => {
  const dayAt = (ms: number, zone: string) =>
    Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate().toString();
  const edges = ({ from, to }: Range): [number, number] => [from?.getTime() ?? 0, to?.getTime() ?? 0];

  it("today and this month are all the moments of now's day and month, and no other", () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(...ZONES), (now, zone) => {
        const { today, thisMonth } = periodsAt(new Date(now), zone);
        for (const [range, length] of [
          [today, 10],
          [thisMonth, 7],
        ] as const) {
          const [from, to] = edges(range);
          const name = (ms: number) => dayAt(ms, zone).slice(0, length);
          expect(from <= now && now < to).toBe(true);
          expect([from, to - 1].map(name)).toEqual([name(now), name(now)]);
          expect([from - 1, to].map(name)).not.toContain(name(now));
        }
      }),
    );
  });

  it("last month so far begins where it began and never reaches into this one", () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(...ZONES), (now, zone) => {
        const { lastMonthSoFar, thisMonth } = periodsAt(new Date(now), zone);
        const [from, to] = edges(lastMonthSoFar);
        const [monthFrom] = edges(thisMonth);
        expect(from <= to && to <= monthFrom).toBe(true);
        expect(dayAt(from - 1, zone).slice(0, 7)).not.toBe(dayAt(from, zone).slice(0, 7));
        expect(dayAt(monthFrom - 1, zone).slice(0, 7)).toBe(dayAt(from, zone).slice(0, 7));
      }),
    );
  });

  it("the two weeks of the home page meet, and the later one ends with today", () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(...ZONES), (now, zone) => {
        const { current, previous } = weeksAt(new Date(now), zone);
        expect(previous.to).toEqual(current.from);
        expect(current.to).toEqual(periodsAt(new Date(now), zone).today.to);
      }),
    );
  });
});

describe("the weeks of the home page", () => {
  it("begin at local midnight, also where the clock changes or skips midnight", () => {
    const starts = (now: string, zone: string) => {
      const { current, previous } = weeksAt(new Date(now), zone);
      return [current.from?.toISOString(), previous.from?.toISOString()];
    };
    expect(starts("2026-03-10T16:00:00Z", "America/New_York")).toEqual([
      "2026-03-04T05:00:00.000Z",
      "2026-02-25T05:00:00.000Z",
    ]);
    expect(starts("2026-11-03T12:00:00Z", "America/New_York")).toEqual([
      "2026-10-28T04:00:00.000Z",
      "2026-10-21T04:00:00.000Z",
    ]);
    expect(starts("2026-03-02T20:00:00Z", "Asia/Kolkata")).toEqual([
      "2026-02-24T18:30:00.000Z",
      "2026-02-17T18:30:00.000Z",
    ]);
    // Beirut goes to summer time at midnight of March 29, 2026: that day begins at 01:00.
    expect(starts("2026-04-04T12:00:00Z", "Asia/Beirut")[0]).toBe("2026-03-28T22:00:00.000Z");
  });
});
