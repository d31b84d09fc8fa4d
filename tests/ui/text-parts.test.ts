import { describe, expect, it } from "vitest";
import { MAX_TEXT_CHARACTERS as TAKEN } from "@/lib/domain/texts";
import { MAX_TEXT_CHARACTERS, textParts, textProblem } from "@/lib/ui/text-parts";

describe("a text message", () => {
  it.each([
    ["", 0, 1, false],
    ["a".repeat(160), 160, 1, false],
    ["a".repeat(161), 161, 2, false],
    ["a".repeat(306), 306, 2, false],
    ["a".repeat(307), 307, 3, false],
    // Characters of the extension take two places.
    ["€".repeat(80), 160, 1, false],
    ["€".repeat(81), 162, 2, false],
    ["Ñandú à è ù", 11, 1, true],
    ["é".repeat(160), 160, 1, false],
    ["ж".repeat(70), 70, 1, true],
    ["ж".repeat(71), 71, 2, true],
    ["🦷".repeat(35), 70, 1, true],
    ["🦷".repeat(68), 136, 3, true],
    ["“quoted”", 8, 1, true],
  ])("of %j takes %i characters in %i parts", (content, characters, parts, isWide) => {
    expect(textParts(content)).toEqual({ characters, parts, isWide });
  });

  it.each([
    ["a".repeat(1_530), null],
    ["a".repeat(1_531), "too long"],
    ["ж".repeat(670), null],
    ["ж".repeat(671), "too long"],
    [" \n", "Write"],
  ])("of %j may be sent unless it says %s", (content, problem) => {
    expect(textProblem(content)).toEqual(problem && expect.stringContaining(problem));
  });

  it("is as long here as the domain takes it", () => {
    expect(MAX_TEXT_CHARACTERS).toBe(TAKEN);
  });
});
