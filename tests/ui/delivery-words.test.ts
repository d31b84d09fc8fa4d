import { expect, it } from "vitest";
import { attemptWords, EVENT_WORDS, stateOf } from "@/app/(dashboard)/integrations/deliveries/delivery-words";
import { EVENT_TYPES } from "@/lib/domain/events";

const attempt = { at: "2026-03-02T14:00:00.000Z", durationMilliseconds: 342, statusCode: 200, answer: "" };

it("every event has words of its own", () => {
  expect(new Set(EVENT_TYPES.map((type) => EVENT_WORDS[type])).size).toBe(EVENT_TYPES.length);
});

it.each([
  ["waiting", 0, "On its way"],
  ["waiting", 3, "Will be tried again"],
  ["delivered", 1, "Delivered"],
  ["failed", 8, "Not delivered"],
  ["dropped", 0, "Not sent"],
] as const)("%s after %d tries is “%s”", (status, attemptCount, label) =>
  expect(stateOf({ status, attemptCount }).label).toBe(label),
);

it("a try says how long it took, or what went wrong", () => {
  expect(attemptWords({ ...attempt, problem: null })).toBe("Taken after 0.3 s");
  expect(attemptWords({ ...attempt, problem: "Nobody listens." })).toBe("Nobody listens.");
});
