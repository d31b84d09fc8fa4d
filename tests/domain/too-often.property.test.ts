import * as fc from "fast-check";
import { expect, it } from "vitest";
import { fixedClock } from "@/lib/domain/clock";
import { tooOften } from "@/lib/domain/too-often";

const NOW = Date.parse("2026-03-02T14:00:00Z");
const DAY = 86_400_000;

it("tells the seconds after which there is room again, and in words no less", () => {
  const units: Record<string, number> = { minute: 60, minutes: 60, hour: 3600, hours: 3600 };
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: DAY - 1 }),
      fc.constantFrom(60_000, 3_600_000, DAY),
      (age, within) => {
        fc.pre(age < within);
        const oldest = new Date(NOW - age);
        const { code, detail, message } = tooOften(fixedClock(new Date(NOW)), oldest, within, (wait) => wait);
        const seconds = detail.retryAfterSeconds ?? 0;
        expect(code).toBe("rate_limited");
        expect(NOW + seconds * 1000 - oldest.getTime()).toBeGreaterThanOrEqual(within);
        expect(NOW + (seconds - 1) * 1000 - oldest.getTime()).toBeLessThan(within);
        const [count = "", unit = ""] = message.split(" ");
        const told = (/^an?$/.test(count) ? 1 : Number(count)) * (units[unit] ?? 0);
        expect(told).toBeGreaterThanOrEqual(seconds);
      },
    ),
  );
});

it.each([
  [30, "a minute"],
  [61, "2 minutes"],
  [3_600, "an hour"],
  [3_601, "2 hours"],
])("of %d seconds says %j", (seconds, words) => {
  const oldest = new Date(NOW - DAY + seconds * 1000);
  expect(tooOften(fixedClock(new Date(NOW)), oldest, DAY, (wait) => wait).message).toBe(words);
});
