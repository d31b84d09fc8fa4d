import { describe, expect, it } from "vitest";
import { type AvailabilityQuestion, freeStarts, openWindows } from "@/lib/domain/calendars/availability";

const NEW_YORK = "America/New_York";
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const daily = (opensAt: string, closesAt: string) =>
  EVERY_DAY.map((dayOfWeek) => ({ dayOfWeek, opensAt, closesAt }));

/** Starts as "HH:MM" of the zone, with the offset where asked. */
function clockTimes(starts: number[], timeZone: string): string[] {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
  return starts.map((start) => format.format(start));
}

const ask = (question: Partial<AvailabilityQuestion> & { from: string; to: string }): number[] => {
  const { from, to, ...rest } = question;
  return freeStarts({
    timeZone: NEW_YORK,
    openings: daily("09:00", "11:00"),
    closures: [],
    busy: [],
    slotStepMinutes: 30,
    durationMinutes: 30,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    ...rest,
    fromMs: Date.parse(from),
    toMs: Date.parse(to),
  });
};
const monday = { from: "2026-03-02T00:00-05:00", to: "2026-03-03T00:00-05:00" };
const range = (from: string, to: string) => ({ startMs: Date.parse(from), endMs: Date.parse(to) });
const times = (question: Partial<AvailabilityQuestion> & { from: string; to: string }): string[] =>
  clockTimes(ask(question), question.timeZone ?? NEW_YORK);

describe("opening hours", () => {
  it("offers the grid of each interval, ending with the last that fits", () => {
    expect(times(monday)).toEqual(["09:00", "09:30", "10:00", "10:30"]);
    expect(times({ ...monday, durationMinutes: 45 })).toEqual(["09:00", "09:30", "10:00"]);
  });

  it("counts the grid from each interval's own start", () => {
    const openings = [
      { dayOfWeek: 1, opensAt: "09:10", closesAt: "10:10" },
      { dayOfWeek: 1, opensAt: "13:05", closesAt: "14:05" },
    ];
    expect(times({ ...monday, openings })).toEqual(["09:10", "09:40", "13:05", "13:35"]);
  });

  it("names a start once where intervals overlap, and lets an appointment run over where they touch", () => {
    const openings = [
      { dayOfWeek: 1, opensAt: "09:00", closesAt: "10:00" },
      { dayOfWeek: 1, opensAt: "09:30", closesAt: "10:00" },
      { dayOfWeek: 1, opensAt: "10:00", closesAt: "10:30" },
    ];
    expect(times({ ...monday, openings, durationMinutes: 60 })).toEqual(["09:00", "09:30"]);
  });

  it("runs past midnight where the close is not after the open", () => {
    const openings = [{ dayOfWeek: 0, opensAt: "23:00", closesAt: "01:00" }];
    expect(times({ ...monday, openings })).toEqual(["00:00", "00:30"]);
    expect(times({ ...monday, from: "2026-03-01T22:00-05:00", openings })).toHaveLength(4);
    const allDay = [{ dayOfWeek: 1, opensAt: "00:00", closesAt: "00:00" }];
    expect(times({ ...monday, openings: allDay, slotStepMinutes: 60 })).toHaveLength(24);
  });

  it("offers starts from `from` on and before `to`, and no more than the limit", () => {
    const narrow = { from: "2026-03-02T09:30-05:00", to: "2026-03-02T10:30-05:00" };
    expect(times(narrow)).toEqual(["09:30", "10:00"]);
    expect(times({ ...monday, limit: 1 })).toEqual(["09:00"]);
    expect(times({ from: monday.to, to: monday.from })).toEqual([]);
  });
});

describe("what takes time away", () => {
  it("closures, in local time, from the minute they start to the minute they end", () => {
    const closures = [{ startsAtLocal: "2026-03-02T09:30", endsAtLocal: "2026-03-02T10:00:00" }];
    expect(times({ ...monday, closures })).toEqual(["09:00", "10:00", "10:30"]);
  });

  it("busy time, with room for appointments back to back", () => {
    const busy = [range("2026-03-02T09:30-05:00", "2026-03-02T10:00-05:00")];
    expect(times({ ...monday, busy })).toEqual(["09:00", "10:00", "10:30"]);
  });

  it("the buffers of the new appointment, which may reach outside opening hours", () => {
    const busy = [range("2026-03-02T09:30-05:00", "2026-03-02T10:00-05:00")];
    expect(times({ ...monday, busy, bufferAfterMinutes: 5 })).toEqual(["10:00", "10:30"]);
    expect(times({ ...monday, busy, bufferBeforeMinutes: 5 })).toEqual(["09:00", "10:30"]);
  });
});

describe("days on which clocks jump", () => {
  const spring = { from: "2026-03-08T00:00-05:00", to: "2026-03-09T00:00-04:00" };
  const autumn = { from: "2026-11-01T00:00-04:00", to: "2026-11-02T00:00-05:00" };

  it("has no start in the gap", () => {
    expect(times({ ...spring, openings: daily("01:30", "04:00") })).toEqual(["01:30", "03:00", "03:30"]);
  });

  it("opens when the gap ends, where the opening lies in it, and keeps the grid of the wall clock", () => {
    expect(times({ ...spring, openings: daily("02:20", "04:00") })).toEqual(["03:20"]);
  });

  it("offers a repeated time once, the first of the two", () => {
    const starts = ask({ ...autumn, openings: daily("00:30", "03:00") });
    expect(clockTimes(starts, NEW_YORK)).toEqual(["00:30", "01:00", "01:30", "02:00", "02:30"]);
    expect(new Date(starts[1] ?? 0).toISOString()).toBe("2026-11-01T05:00:00.000Z");
  });

  it("has days of 23 and of 25 hours", () => {
    const hours = (from: string, to: string) =>
      openWindows(
        { timeZone: NEW_YORK, openings: daily("08:00", "08:00"), closures: [] },
        Date.parse(from),
        Date.parse(to),
      ).map((window) => (window.endMs - window.startMs) / 3_600_000);
    const onlySaturday = [{ dayOfWeek: 6, opensAt: "08:00", closesAt: "08:00" }];
    const length = (date: string) => {
      const noon = Date.parse(`${date}T17:00Z`);
      const [window] = openWindows({ timeZone: NEW_YORK, openings: onlySaturday, closures: [] }, noon, noon);
      return window ? (window.endMs - window.startMs) / 3_600_000 : 0;
    };
    expect([length("2026-03-07"), length("2026-10-31"), length("2026-06-06")]).toEqual([23, 25, 24]);
    expect(hours(spring.from, spring.to)).toHaveLength(1);
  });

  it("jumps half an hour on Lord Howe Island", () => {
    const day = { timeZone: "Australia/Lord_Howe", openings: daily("01:00", "03:30") };
    const forward = times({ ...day, from: "2026-10-04T00:00+10:30", to: "2026-10-04T12:00+11:00" });
    expect(forward).toEqual(["01:00", "01:30", "02:30", "03:00"]);
  });

  it("skips a day that a place skipped", () => {
    const question = {
      timeZone: "Pacific/Apia",
      from: "2011-12-29T00:00-10:00",
      to: "2012-01-01T00:00+14:00",
    };
    const days = ask({ ...question, openings: daily("09:00", "10:00"), slotStepMinutes: 60 }).map((start) =>
      new Intl.DateTimeFormat("en-CA", { timeZone: "Pacific/Apia" }).format(start),
    );
    expect(days).toEqual(["2011-12-29", "2011-12-31"]);
  });

  it("keeps the local time of a zone with a half-hour offset", () => {
    const [start] = ask({
      timeZone: "Asia/Kolkata",
      from: "2026-06-15T00:00+05:30",
      to: "2026-06-16T00:00+05:30",
    });
    expect(new Date(start ?? 0).toISOString()).toBe("2026-06-15T03:30:00.000Z");
  });
});
