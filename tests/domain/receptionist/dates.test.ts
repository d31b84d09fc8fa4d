import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { readWhen } from "@/lib/domain/receptionist/brain";

const NEW_YORK = "America/New_York";
/** Monday, 09:00 in New York. */
const MONDAY = new Date("2026-03-02T14:00:00Z");
const read = (text: string, now = MONDAY, timeZone = NEW_YORK, expectsTime = false) =>
  readWhen(text, { now, timeZone, expectsTime });

describe("a wish for a time", () => {
  it.each([
    ["tomorrow after three", { date: "2026-03-03", from: "15:00", to: null, exact: null }],
    ["next Tuesday morning", { date: "2026-03-10", from: null, to: "12:00", exact: null }],
    ["the 14th at half past two", { date: "2026-03-14", exact: "14:30" }],
    ["the fourteenth of March at 2", { date: "2026-03-14", exact: "14:00" }],
    ["March 9", { date: "2026-03-09", exact: null }],
    ["9/3", { date: "2026-09-03" }],
    ["the day after tomorrow", { date: "2026-03-04" }],
    ["in two weeks", { date: "2026-03-16" }],
    ["a week from Friday", { date: "2026-03-13" }],
    ["Monday", { date: "2026-03-09" }],
    ["this Friday at noon", { date: "2026-03-06", exact: "12:00" }],
    ["Monday the ninth", { date: "2026-03-09" }],
    ["this afternoon", { date: "2026-03-02", from: "12:00", to: "17:00" }],
    ["tonight", { date: "2026-03-02", from: "17:00" }],
    ["first thing Monday", { date: "2026-03-09", to: "10:00" }],
    ["between 2 and 4 tomorrow", { date: "2026-03-03", from: "14:00", to: "16:00" }],
    ["from nine to eleven on Friday", { date: "2026-03-06", from: "09:00", to: "11:00" }],
    ["around 11 on Wednesday", { date: "2026-03-04", from: "10:00", to: "12:01" }],
    ["before noon on Thursday", { date: "2026-03-05", to: "12:00" }],
    ["quarter to four", { date: null, exact: "15:45" }],
    ["twenty past ten tomorrow", { date: "2026-03-03", exact: "10:20" }],
    ["Friday at ten thirty am", { date: "2026-03-06", exact: "10:30" }],
    ["4 in the afternoon", { exact: "16:00" }],
    ["15:30", { exact: "15:30" }],
    ["8 o'clock", { exact: "08:00" }],
    ["next week", { date: "2026-03-09", untilDate: "2026-03-15" }],
    ["in April", { date: "2026-04-01", untilDate: "2026-04-30" }],
    ["as soon as possible", { date: "2026-03-02", untilDate: "2026-03-16" }],
    ["Tuesday, no wait, Thursday at 10", { date: "2026-03-05", exact: "10:00" }],
    ["not Tuesday, Wednesday", { date: "2026-03-04" }],
    ["Monday doesn't work, what about Tuesday", { date: "2026-03-03" }],
    ["yesterday", { isPast: true }],
    ["last Friday", { isPast: true }],
    ["February 20th", { isPast: true, date: "2026-02-20" }],
    ["December 1st", { isPast: false, date: "2026-12-01" }],
  ])("%s", (text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  it.each([
    "",
    "may I ask something",
    "the second one",
    "for one person",
    "I have two kids",
    "you march to your own drum",
  ])("is not in %j", (text) => {
    expect(read(text)).toBeNull();
  });

  it("is in a lone number only after a question for a time", () => {
    expect(read("three thirty please", MONDAY, NEW_YORK, true)?.exact).toBe("15:30");
    expect(read("three", MONDAY, NEW_YORK, true)?.exact).toBe("15:00");
    expect(read("three")).toBeNull();
  });
});

describe("the day is the business's", () => {
  it.each([
    ["2026-03-03T04:59:00Z", NEW_YORK, "2026-03-03"],
    ["2026-03-03T05:00:00Z", NEW_YORK, "2026-03-04"],
    ["2026-03-02T18:29:00Z", "Asia/Kolkata", "2026-03-03"],
    ["2026-03-02T18:30:00Z", "Asia/Kolkata", "2026-03-04"],
    ["2026-03-02T09:59:00Z", "Pacific/Kiritimati", "2026-03-03"],
    ["2026-03-02T10:00:00Z", "Pacific/Kiritimati", "2026-03-04"],
  ])("tomorrow at %s in %s is %s", (now, zone, date) => {
    expect(read("tomorrow", new Date(now), zone)?.date).toBe(date);
  });

  it.each([
    ["2026-03-08T06:59:00Z", "2026-03-09"],
    ["2026-03-08T07:00:00Z", "2026-03-09"],
    ["2026-11-01T05:30:00Z", "2026-11-02"],
    ["2026-11-01T06:30:00Z", "2026-11-02"],
  ])("across the change of clocks: tomorrow at %s is %s", (now, date) => {
    expect(read("tomorrow at 2:30 am", new Date(now))).toMatchObject({ date, exact: "02:30" });
  });

  it("is the same whatever the zone of the process, at any moment in any zone", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    const property = fc.property(
      fc.date({ min: new Date("2024-01-01"), max: new Date("2031-12-31"), noInvalidDate: true }),
      fc.constantFrom(...zones),
      fc.integer({ min: 1, max: 40 }),
      (now, zone, days) => {
        const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
          .toZonedDateTimeISO(zone)
          .toPlainDate();
        expect(read("tomorrow", now, zone)?.date).toBe(today.add({ days: 1 }).toString());
        expect(read(`in ${days} days`, now, zone)?.date).toBe(today.add({ days }).toString());
        const weekday = read("Friday", now, zone)?.date ?? "";
        expect(Temporal.PlainDate.from(weekday).dayOfWeek).toBe(5);
        expect(today.until(weekday).days).toBeGreaterThan(0);
        expect(today.until(weekday).days).toBeLessThanOrEqual(7);
      },
    );
    fc.assert(property, { numRuns: 300 });
  });

  it("reads nothing wrong out of anything: no throw, only real dates and times", () => {
    const words = [
      "tomorrow",
      "the",
      "31st",
      "of",
      "february",
      "at",
      "half",
      "past",
      "13",
      "99:99",
      "next",
      "friday",
      "no wait",
      "between",
      "and",
      "2",
      "4",
      "am",
      "midnight",
      "00:00",
      "12/31",
      "\u0000",
      "🦷",
    ];
    const property = fc.property(fc.array(fc.constantFrom(...words), { maxLength: 8 }), (said) => {
      const when = read(said.join(" "));
      if (when?.date) expect(Temporal.PlainDate.from(when.date).toString()).toBe(when.date);
      for (const time of [when?.from, when?.to, when?.exact])
        if (time) expect(time).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
    });
    fc.assert(property, { numRuns: 500 });
  });
});
