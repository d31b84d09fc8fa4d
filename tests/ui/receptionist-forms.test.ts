import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { copyDay, daysOf, intervalsOf, isSameWeek, noteOf } from "@/app/(dashboard)/receptionist/hours/week";
import { emptyScenario, scenarioOf, valuesOf } from "@/app/(dashboard)/receptionist/tests/scenario-values";
import { type DayInterval, DEFAULT_HOURS } from "@/lib/domain/businesses";
import { scenarioInput } from "@/lib/domain/scenarios";
import { currencySymbol, formatMoney, minorDigits } from "@/lib/ui/format";

const open = (dayOfWeek: number, opensAt: string, closesAt: string, isOpen = true): DayInterval => ({
  dayOfWeek,
  opensAt,
  closesAt,
  isOpen,
});
const plain = (hours: readonly DayInterval[]) =>
  [...hours].sort((one, two) => one.dayOfWeek - two.dayOfWeek || one.opensAt.localeCompare(two.opensAt));

describe("the hours form", () => {
  it("saves a week as it was loaded, closed days with their times", () => {
    const hours = [open(1, "09:00", "12:00"), open(1, "13:00", "02:00"), open(6, "10:00", "14:00", false)];
    const days = daysOf(hours);
    expect(days.map(({ name }) => name)).toEqual([
      "Monday",
      "Tuesday",
      "Wednesday",
      "Thursday",
      "Friday",
      "Saturday",
      "Sunday",
    ]);
    expect(plain(intervalsOf(days).map(({ interval }) => interval))).toEqual(hours);
    expect(isSameWeek(days, daysOf(hours))).toBe(true);
    expect(isSameWeek(days, daysOf(hours.slice(1)))).toBe(false);
  });

  it("copies a day to the weekdays or to all, each stretch under a key of its own", () => {
    const days = daysOf([open(0, "10:00", "12:00"), ...DEFAULT_HOURS]);
    const sunday = days.find(({ name }) => name === "Sunday");
    if (!sunday) throw new Error("A week has a Sunday.");
    let keys = 0;
    const copied = copyDay(days, sunday, "weekdays", () => `copy-${keys++}`);
    const hours = intervalsOf(copied);
    expect(new Set(hours.map(({ key }) => key)).size).toBe(hours.length);
    expect(plain(hours.map(({ interval }) => interval))).toEqual(
      [0, 1, 2, 3, 4, 5].map((day) => open(day, "10:00", "12:00")),
    );
    expect(intervalsOf(copyDay(days, sunday, "week", () => `copy-${keys++}`))).toHaveLength(7);
  });

  it("says when a stretch ends on the next day or never pauses", () => {
    const note = (opensAt: string, closesAt: string) => noteOf({ key: "", opensAt, closesAt });
    expect(note("09:00", "17:00")).toBeNull();
    expect(note("22:00", "02:00")).toBe("until the next day");
    expect(note("00:00", "00:00")).toBe("24 hours");
    expect(note("09:00", "")).toBeNull();
  });
});

describe("the form of a test call", () => {
  const scenario = scenarioInput.parse({
    name: "Books a cleaning",
    persona: { name: "Kim", phone: null, isNumberWithheld: true },
    opening: "I need a cleaning.",
    lines: ["Tomorrow."],
    answers: { slot: "the later one" },
    at: "2026-03-02T15:30:00.000Z",
    expectations: [
      { kind: "books", service: "Cleaning", date: "2026-03-03" },
      { kind: "says", text: "tomorrow", match: "phrase" },
      { kind: "does_not_use", tool: "take_message" },
    ],
  });

  it("keeps what it does not show", () => {
    const values = valuesOf(scenario, "America/New_York");
    expect(values).toMatchObject({ day: "2026-03-02", time: "10:30", outcomes: ["books"], says: "tomorrow" });
    expect(scenarioInput.parse({ ...scenarioOf(values, scenario), at: scenario.at })).toEqual(scenario);
  });

  it("takes expectations off and adds new ones", () => {
    const values = valuesOf(scenario, "UTC");
    const changed = scenarioOf({ ...values, outcomes: ["ends"], says: "", doesNotSay: "prices" }, scenario);
    expect(changed.expectations).toEqual([
      { kind: "ends" },
      { kind: "does_not_say", text: "prices", match: "topic" },
      { kind: "does_not_use", tool: "take_message" },
    ]);
  });

  it("begins empty, and is refused until something is said", () => {
    expect(scenarioInput.safeParse(emptyScenario("2026-03-02T15:30:00.000Z")).success).toBe(false);
  });
});

describe("amounts of money", () => {
  it("have as many digits as their currency", () => {
    expect([formatMoney(12_000, "usd"), formatMoney(12_050, "usd")]).toEqual(["$120", "$120.50"]);
    expect([formatMoney(1_200, "jpy"), minorDigits("jpy"), currencySymbol("eur")]).toEqual([
      "¥1,200",
      0,
      "€",
    ]);
    fc.assert(
      fc.property(fc.nat({ max: 1e9 }), (minor) => {
        expect(Number(formatMoney(minor, "usd").replace(/[$,]/g, ""))).toBeCloseTo(minor / 100, 6);
      }),
    );
  });
});
