import { describe, expect, it } from "vitest";
import { type AgentStatus, isEverReached, pickAgent, type WorkingHours } from "@/lib/domain/agents";
import { wallMoment } from "@/lib/domain/week-hours";

const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5].map((dayOfWeek) => ({
  dayOfWeek,
  opensAt: "09:00",
  closesAt: "17:00",
}));
const NIGHTS = [0, 1, 2, 3, 4, 5, 6].map((dayOfWeek) => ({ dayOfWeek, opensAt: "17:00", closesAt: "09:00" }));
const TWO_SHIFTS = [
  { dayOfWeek: 1, opensAt: "08:00", closesAt: "12:00" },
  { dayOfWeek: 1, opensAt: "13:00", closesAt: "18:00" },
];
const ALL_SUNDAY = [{ dayOfWeek: 0, opensAt: "00:00", closesAt: "00:00" }];

const agent = (id: string, status: AgentStatus = "active", workingHours: WorkingHours = null) => ({
  id,
  status,
  workingHours,
});
const monday = (time: string) => ({ dayOfWeek: 1, time });

describe("who takes a call", () => {
  const [one, two] = [agent("one"), agent("two")];
  it.each([
    ["the oldest where the number names nobody", [one, two], null, monday("10:00"), "one"],
    ["the number's own", [one, two], "two", monday("10:00"), "two"],
    ["another one while the own is stopped", [one, agent("two", "inactive")], "two", monday("10:00"), "one"],
    ["another one while the own is a draft", [one, agent("two", "draft")], "two", monday("10:00"), "one"],
    ["one in training, too", [agent("one", "training")], null, monday("10:00"), "one"],
    ["the first that works of several", [agent("one", "inactive"), two], null, monday("10:00"), "two"],
    ["nobody where all are stopped", [agent("one", "inactive")], "one", monday("10:00"), null],
    ["nobody where there is none", [], null, monday("10:00"), null],
    ["whoever works where the own is gone", [one], "removed", monday("10:00"), "one"],
    ["the own in its hours", [one, agent("two", "active", MONDAY_TO_FRIDAY)], "two", monday("09:00"), "two"],
    [
      "another one before them",
      [one, agent("two", "active", MONDAY_TO_FRIDAY)],
      "two",
      monday("08:59"),
      "one",
    ],
    [
      "another one at their end",
      [one, agent("two", "active", MONDAY_TO_FRIDAY)],
      "two",
      monday("17:00"),
      "one",
    ],
    [
      "nobody where it is alone and off",
      [agent("two", "active", MONDAY_TO_FRIDAY)],
      "two",
      monday("17:00"),
      null,
    ],
    [
      "nobody on a day that is not named",
      [agent("two", "active", MONDAY_TO_FRIDAY)],
      "two",
      { dayOfWeek: 6, time: "10:00" },
      null,
    ],
    [
      "nobody where it is stopped in its hours",
      [agent("two", "inactive", NIGHTS)],
      "two",
      monday("20:00"),
      null,
    ],
    ["the night one after midnight", [agent("night", "active", NIGHTS)], null, monday("08:59"), "night"],
    ["not the night one by day", [agent("night", "active", NIGHTS)], null, monday("12:00"), null],
    ["nobody in the break of two shifts", [agent("a", "active", TWO_SHIFTS)], null, monday("12:30"), null],
    ["the one of two shifts after the break", [agent("a", "active", TWO_SHIFTS)], null, monday("13:00"), "a"],
    [
      "one of 24 hours in its last minute",
      [agent("a", "active", ALL_SUNDAY)],
      null,
      { dayOfWeek: 0, time: "23:59" },
      "a",
    ],
    ["not after them", [agent("a", "active", ALL_SUNDAY)], null, monday("00:00"), null],
  ])("is %s", (_, agents, ownId, moment, expected) => {
    expect(pickAgent(agents, ownId, moment)?.id ?? null).toBe(expected);
  });
});

describe("the clock on the wall", () => {
  const early = [{ dayOfWeek: 0, opensAt: "02:00", closesAt: "03:00" }];
  const isPicked = (instant: string) =>
    pickAgent([agent("a", "active", early)], null, wallMoment(new Date(instant), "America/New_York")) !==
    null;

  it("skips the hour that spring skips, and counts the one that autumn repeats twice", () => {
    expect(isPicked("2026-03-01T07:30:00Z")).toBe(true);
    expect([isPicked("2026-03-08T06:59:00Z"), isPicked("2026-03-08T07:00:00Z")]).toEqual([false, false]);
    const night = [{ dayOfWeek: 0, opensAt: "01:00", closesAt: "01:30" }];
    const during = (instant: string) =>
      pickAgent([agent("a", "active", night)], null, wallMoment(new Date(instant), "America/New_York"));
    expect(during("2026-11-01T05:29:00Z")).not.toBeNull();
    expect(during("2026-11-01T05:30:00Z")).toBeNull();
    expect(during("2026-11-01T06:29:00Z")).not.toBeNull();
    expect(during("2026-11-01T06:30:00Z")).toBeNull();
  });

  it("is the business's, half hours and the date line included", () => {
    const instant = new Date("2026-03-02T20:00:00Z");
    expect(wallMoment(instant, "Asia/Kolkata")).toEqual({ dayOfWeek: 2, time: "01:30" });
    expect(wallMoment(instant, "Pacific/Pago_Pago")).toEqual({ dayOfWeek: 1, time: "09:00" });
    expect(wallMoment(instant, "Pacific/Kiritimati")).toEqual({ dayOfWeek: 2, time: "10:00" });
  });
});

describe("whether callers ever come to a receptionist", () => {
  const day = agent("day", "active", MONDAY_TO_FRIDAY);
  it.each([
    ["the first of a business, by an unnamed number", [agent("a")], [null], "a", true],
    ["nobody without a number", [agent("a")], [], "a", false],
    ["the second beside one that always works", [agent("a"), agent("b")], [null, "a"], "b", false],
    ["the second with a number of its own", [agent("a"), agent("b")], ["b"], "b", true],
    ["the second where the first goes home", [day, agent("b")], ["day"], "b", true],
    ["the second in the same hours", [day, agent("b", "active", MONDAY_TO_FRIDAY)], [null], "b", false],
    ["the night shift", [day, agent("night", "active", NIGHTS)], [null], "night", true],
  ])("holds for %s: %#", (_, agents, owners, id, expected) => {
    expect(isEverReached(id, agents, owners)).toBe(expected);
  });
});
