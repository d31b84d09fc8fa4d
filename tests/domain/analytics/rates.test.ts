import { describe, expect, it } from "vitest";
import { growthRate, shareOf, successRate } from "@/lib/domain/analytics/rates";
import type { CallStatus } from "@/lib/domain/calls";

const calls = (some: Partial<Record<CallStatus, number>>): Record<CallStatus, number> => ({
  ringing: 0,
  in_progress: 0,
  completed: 0,
  transferred: 0,
  missed: 0,
  failed: 0,
  ...some,
});

describe("the success rate", () => {
  it.each([
    [{}, null],
    [{ ringing: 2, in_progress: 3 }, null],
    [{ completed: 1 }, 1],
    [{ transferred: 1, ringing: 5 }, 1],
    [{ missed: 1 }, 0],
    [{ failed: 2 }, 0],
    [{ completed: 15, transferred: 2, missed: 2, failed: 1, in_progress: 7 }, 0.85],
  ])("of %j is %s", (some, rate) => {
    expect(successRate(calls(some))).toBe(rate);
  });
});

describe("growth", () => {
  it.each([
    [0, 0, null],
    [500, 0, null],
    [0, 500, -1],
    [500, 500, 0],
    [575, 500, 0.15],
    [250, 500, -0.5],
  ])("to %i from %i is %s", (later, earlier, rate) => {
    expect(growthRate(later, earlier)).toBe(rate);
  });
});

describe("a share", () => {
  it.each([
    [0, 0, null],
    [0, 4, 0],
    [1, 4, 0.25],
    [4, 4, 1],
  ])("of %i in %i is %s", (part, whole, share) => {
    expect(shareOf(part, whole)).toBe(share);
  });
});
