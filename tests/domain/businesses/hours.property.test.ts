import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DayInterval, findOverlap, hoursSchema } from "@/lib/domain/businesses";

const clock = fc
  .integer({ min: 0, max: 95 })
  .map(
    (quarter) =>
      `${String(Math.floor(quarter / 4)).padStart(2, "0")}:${String((quarter % 4) * 15).padStart(2, "0")}`,
  );
const interval: fc.Arbitrary<DayInterval> = fc.record({
  dayOfWeek: fc.integer({ min: 0, max: 6 }),
  opensAt: clock,
  closesAt: clock,
  isOpen: fc.boolean(),
});

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** The quarters of the week that an interval covers, counted one by one. */
function quartersOf({ dayOfWeek, opensAt, closesAt }: DayInterval): number[] {
  const start = dayOfWeek * 1440 + minutes(opensAt);
  const end = dayOfWeek * 1440 + minutes(closesAt) + (closesAt <= opensAt ? 1440 : 0);
  return Array.from({ length: (end - start) / 15 }, (_, index) => ((start + index * 15) / 15) % 672);
}

function sharesTime(hours: readonly DayInterval[]): boolean {
  const quarters = hours.filter((one) => one.isOpen).flatMap(quartersOf);
  return new Set(quarters).size < quarters.length;
}

describe("a week of opening hours", () => {
  it("is refused exactly when two open intervals share a quarter of an hour", () => {
    const seen = { overlapping: 0, fitting: 0 };
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 5 }), (hours) => {
        const overlaps = sharesTime(hours);
        seen[overlaps ? "overlapping" : "fitting"] += 1;
        expect(findOverlap(hours) !== undefined).toBe(overlaps);
        expect(hoursSchema.safeParse(hours).success).toBe(!overlaps);
      }),
      { numRuns: 2000 },
    );
    expect(seen.overlapping).toBeGreaterThan(100);
    expect(seen.fitting).toBeGreaterThan(100);
  });

  it("comes back sorted, whole, and unchanged by another reading", () => {
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 5 }), (hours) => {
        const parsed = hoursSchema.safeParse(hours);
        if (!parsed.success) return;
        expect(parsed.data).toHaveLength(hours.length);
        expect(hoursSchema.parse(parsed.data)).toEqual(parsed.data);
      }),
    );
  });

  it("never throws on anything", () => {
    fc.assert(fc.property(fc.anything(), (value) => void hoursSchema.safeParse(value)));
  });

  it.each(["24:00", "9:00", "09:60", "", "09:00:00", "٠٩:٠٠"])("refuses the time %j", (opensAt) => {
    const hours = [{ dayOfWeek: 1, opensAt, closesAt: "17:00", isOpen: true }];
    expect(hoursSchema.safeParse(hours).success).toBe(false);
  });
});
