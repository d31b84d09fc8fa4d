import { describe, expect, it } from "vitest";
import { type DayInterval, dayHulls, dayTimes, mergeDayTimes } from "@/lib/domain/businesses";

const on = (dayOfWeek: number, opensAt: string, closesAt: string, isOpen = true): DayInterval => ({
  dayOfWeek,
  opensAt,
  closesAt,
  isOpen,
});
/** Monday with a break, Friday into the night, Saturday closed that was open once. */
const WEEK = [
  on(1, "09:00", "12:00"),
  on(1, "13:00", "17:00"),
  on(5, "18:00", "02:00"),
  on(6, "10:00", "14:00", false),
];
const ofDay = (hours: DayInterval[], day: number) => hours.filter(({ dayOfWeek }) => dayOfWeek === day);

describe("a day's times", () => {
  it.each([
    [0, { opensAt: "09:00", closesAt: "17:00", isOpen: false }],
    [1, { opensAt: "09:00", closesAt: "17:00", isOpen: true }],
    [5, { opensAt: "18:00", closesAt: "02:00", isOpen: true }],
    [6, { opensAt: "10:00", closesAt: "14:00", isOpen: false }],
  ])("of day %i", (day, times) => {
    expect(dayTimes(WEEK, day)).toEqual(times);
  });

  it("end with what closes last, past midnight too", () => {
    const hours = [on(5, "09:00", "23:00"), on(5, "22:00", "01:00")];
    expect(dayTimes(hours, 5)).toEqual({ opensAt: "09:00", closesAt: "01:00", isOpen: true });
    expect(dayHulls(hours)[5]).toEqual({ opensAt: "09:00", closesAt: "01:00" });
  });
});

describe("changing some days", () => {
  it("leaves the others, and a day that is written as it reads", () => {
    expect(mergeDayTimes(WEEK, {})).toEqual(WEEK);
    const asRead = Object.fromEntries([1, 5, 6].map((day) => [day, dayTimes(WEEK, day)]));
    expect(mergeDayTimes(WEEK, asRead)).toEqual(WEEK);
  });

  it("closes a day that keeps its break for when it opens again", () => {
    const closed = mergeDayTimes(WEEK, { 1: { isOpen: false } });
    expect(ofDay(closed, 1)).toEqual([on(1, "09:00", "12:00", false), on(1, "13:00", "17:00", false)]);
    expect(dayTimes(closed, 1)).toEqual({ opensAt: "09:00", closesAt: "17:00", isOpen: false });
    expect(mergeDayTimes(closed, { 1: { isOpen: true } })).toEqual(WEEK);
  });

  it("opens a closed day at the times it had, and one of which nothing was said at nine to five", () => {
    const open = mergeDayTimes(WEEK, { 0: { isOpen: true }, 6: { isOpen: true } });
    expect(ofDay(open, 6)).toEqual([on(6, "10:00", "14:00")]);
    expect(ofDay(open, 0)).toEqual([on(0, "09:00", "17:00")]);
  });

  it("writes one interval where a time differs, and keeps the time that is not named", () => {
    expect(ofDay(mergeDayTimes(WEEK, { 1: { closesAt: "18:00" } }), 1)).toEqual([on(1, "09:00", "18:00")]);
    expect(ofDay(mergeDayTimes(WEEK, { 6: { opensAt: "11:00" } }), 6)).toEqual([
      on(6, "11:00", "14:00", false),
    ]);
  });

  it("keeps times of a day that it closes with others", () => {
    const change = { 5: { opensAt: "17:00", closesAt: "23:00", isOpen: false } };
    expect(dayTimes(mergeDayTimes(WEEK, change), 5)).toEqual(change[5]);
  });
});
