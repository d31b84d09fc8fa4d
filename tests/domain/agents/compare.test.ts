import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AgentSettings, applyChanges, compareSettings } from "@/lib/domain/agents";

/** Texts that share words, so that there is something to find. */
const words = fc.array(fc.constantFrom("be", "brief", "kind", "very", " ", "\n", "  "), { maxLength: 30 });
const text = fc.oneof(
  words.map((list) => list.join(" ").trim()),
  fc.string({ maxLength: 40 }).map((value) => value.trim()),
);

const hoursOn = (dayOfWeek: number) => [{ dayOfWeek, opensAt: "09:00", closesAt: "17:00" }];

const settings: fc.Arbitrary<Partial<AgentSettings>> = fc.record(
  {
    name: text.map((value) => value.slice(0, 100).trim() || "Ava"),
    greeting: text,
    instructions: text,
    voiceId: fc.option(text, { nil: null }),
    voiceSpeed: fc.constantFrom(0.8, 1, 1.2),
    escalationTriggers: fc.array(fc.constantFrom("fire", "blood", "refund"), { maxLength: 4 }),
    workingHours: fc.option(fc.constantFrom(hoursOn(1), hoursOn(6)), {
      nil: null,
    }),
    fallbackNumbers: fc.subarray(["+12125550123", "+12125550124"]),
    handOffRules: fc.constant([]),
  },
  { requiredKeys: [] },
);

const without = (kind: "added" | "removed", pieces: { kind: string; text: string }[]): string =>
  pieces
    .filter((piece) => piece.kind !== kind)
    .map((piece) => piece.text)
    .join("");

describe("the comparison of settings", () => {
  it("leads from one state to the other when it is applied, and back", () => {
    fc.assert(
      fc.property(settings, settings, (before, after) => {
        expect(applyChanges(before, compareSettings(before, after))).toEqual(
          Object.fromEntries(Object.entries({ ...undefinedOf(before), ...after })),
        );
        expect(compareSettings(after, applyChanges(after, compareSettings(after, before)))).toEqual(
          compareSettings(after, before),
        );
        expect(compareSettings(before, before)).toEqual([]);
      }),
    );
  });

  it("shows texts whose pieces are those of before and after, no two alike side by side", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const [change] = compareSettings({ instructions: before }, { instructions: after });
        const pieces = change?.pieces ?? [{ kind: "same", text: before }];
        expect(without("added", pieces)).toBe(before);
        expect(without("removed", pieces)).toBe(after);
        expect(pieces.some((piece, index) => piece.kind === pieces[index + 1]?.kind)).toBe(false);
      }),
    );
  });

  it("says hours as people do, and what no hours mean", () => {
    const hours = [...hoursOn(1), { dayOfWeek: 5, opensAt: "22:00", closesAt: "06:00" }];
    const [change] = compareSettings({ workingHours: null }, { workingHours: hours });
    expect(change).toMatchObject({
      label: "Working hours",
      pieces: [
        { kind: "removed", text: "At any time" },
        { kind: "added", text: "Monday 09:00–17:00\nFriday 22:00–06:00" },
      ],
    });
  });

  it("keeps what stayed between two changes far apart in long texts", () => {
    const middle = Array.from({ length: 1500 }, (_, index) => `word${index}`).join(" ");
    const [change] = compareSettings(
      { instructions: `first ${middle} last` },
      { instructions: `one ${middle} end` },
    );
    expect(change?.pieces.map(({ kind }) => kind)).toEqual(["removed", "added", "same", "removed", "added"]);
  });

  it("takes the middle of very long texts as replaced where looking closer would cost too much", () => {
    const many = (word: string) => Array.from({ length: 5000 }, (_, index) => `${word}${index}`).join(" ");
    const [change] = compareSettings(
      { instructions: `Hello ${many("a")} bye` },
      { instructions: `Hello ${many("b")} bye` },
    );
    expect(change?.pieces.map(({ kind }) => kind)).toEqual(["same", "removed", "added", "same"]);
  });
});

/** The keys of a state without values: what a comparison to a state that lacks them leaves. */
const undefinedOf = (state: object) => Object.fromEntries(Object.keys(state).map((key) => [key, undefined]));
