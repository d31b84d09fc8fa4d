import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fixedClock } from "@/lib/domain/clock";
import type { Context } from "@/lib/domain/context";
import type { Check } from "@/lib/wiring/health/probe";
import { createHealth } from "@/lib/wiring/health/report";
import { anonymousContext } from "../../../support/context";

const OPERATOR = { kind: "user", userId: "u", sessionId: "s", isPlatformAdmin: true } as const;
const MEMBER = { ...OPERATOR, isPlatformAdmin: false } as const;

let clock = fixedClock("2026-03-02T14:00:00.000Z");
let nobody: Context;
beforeEach(async () => {
  clock = fixedClock("2026-03-02T14:00:00.000Z");
  nobody = await anonymousContext(clock);
});
afterEach(() => {
  vi.useRealTimers();
});
const later = (milliseconds: number) => clock.set(new Date(clock.now().getTime() + milliseconds));

/** A thing that counts how often it is asked, and answers when told to. */
function counted(parts: Partial<Check> = {}) {
  const state = { asked: 0, isHanging: false };
  const check: Check = {
    name: "thing",
    isEssential: true,
    restMilliseconds: 1_000,
    ask: async () => {
      state.asked += 1;
      if (state.isHanging) await new Promise(() => undefined);
      return { status: "healthy", message: `Asked ${state.asked} times` };
    },
    onTrouble: (trouble) => ({ status: "unhealthy", message: trouble }),
    ...parts,
  };
  return { check, state };
}

it("is asked once by a hundred who come at once, whatever they want", async () => {
  const { check, state } = counted();
  const health = createHealth(async () => [check]);
  const reports = await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      health(index % 2 ? { ...nobody, actor: OPERATOR } : nobody, { detailed: true, cache: false }),
    ),
  );
  expect(state.asked).toBe(1);
  expect(new Set(reports.map(({ checks }) => checks[0]?.message))).toEqual(new Set(["Asked 1 times"]));
});

it.each([
  ["nobody in particular", { kind: "anonymous" } as const],
  ["the admin of a business", MEMBER],
])("is asked anew for %s only after its rest", async (_, actor) => {
  const { check, state } = counted();
  const health = createHealth(async () => [check]);
  const ask = () => health({ ...nobody, actor }, { detailed: false, cache: false });
  await ask();
  later(999);
  await ask();
  expect(state.asked).toBe(1);
  later(1);
  await ask();
  expect(state.asked).toBe(2);
});

it("is asked anew for the operator of the platform at any time, and for who takes the cache after ten seconds", async () => {
  const { check, state } = counted({ restMilliseconds: 10_000 });
  const health = createHealth(async () => [check]);
  const anew = () => health({ ...nobody, actor: OPERATOR }, { detailed: false, cache: false });
  await anew();
  await anew();
  expect(state.asked).toBe(2);
  later(9_999);
  const known = await health({ ...nobody, actor: OPERATOR }, { detailed: false, cache: true });
  expect(known.checkedAt).toEqual(new Date("2026-03-02T14:00:00.000Z"));
  expect(state.asked).toBe(2);
  later(1);
  await health(nobody, { detailed: false, cache: true });
  expect(state.asked).toBe(3);
});

it("is measured by its own rest beside others with another", async () => {
  const quick = counted();
  const slow = counted({ name: "vendor", restMilliseconds: 10_000, isEssential: false });
  const health = createHealth(async () => [quick.check, slow.check]);
  await health(nobody, { detailed: true, cache: false });
  later(5_000);
  const report = await health(nobody, { detailed: true, cache: false });
  expect([quick.state.asked, slow.state.asked]).toEqual([2, 1]);
  // Nothing in the report is older than it says.
  expect(report.checkedAt).toEqual(new Date("2026-03-02T14:00:00.000Z"));
});

it("leaves the others their answer when it hangs, and is not asked a second time meanwhile", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  const hanging = counted({ name: "vendor", isEssential: false, restMilliseconds: 0 });
  hanging.state.isHanging = true;
  const well = counted();
  const health = createHealth(async () => [well.check, hanging.check]);
  const ask = async () => {
    const report = health(nobody, { detailed: true, cache: false });
    await vi.advanceTimersByTimeAsync(2_000);
    return report;
  };
  for (let round = 0; round < 7; round += 1) {
    const { overall, checks } = await ask();
    expect(overall).toBe("degraded");
    expect(checks.map(({ message }) => message)).toEqual(["Asked 1 times", "late"]);
  }
  expect(hanging.state.asked).toBe(1);
  await vi.advanceTimersByTimeAsync(1_000);
  hanging.state.isHanging = false;
  // Given up for good after fifteen seconds: it may have recovered long ago.
  expect((await ask()).overall).toBe("healthy");
  expect(hanging.state.asked).toBe(2);
});

it("is well again as soon as it answers", async () => {
  let isDown = true;
  const { check } = counted({
    ask: async () => {
      if (isDown)
        throw Object.assign(new Error("connect ECONNREFUSED 10.0.0.7:5432"), { code: "ECONNREFUSED" });
      return { status: "healthy", message: "well" };
    },
  });
  const health = createHealth(async () => [check]);
  const down = await health(nobody, { detailed: false, cache: false });
  expect([down.overall, down.checks[0]?.message]).toEqual(["unhealthy", "unreachable"]);
  isDown = false;
  later(1_000);
  expect((await health(nobody, { detailed: false, cache: false })).overall).toBe("healthy");
});
