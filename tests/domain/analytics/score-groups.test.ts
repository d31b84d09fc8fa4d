import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { averageScore, groupScores, mergedGroup, type ScoreCell } from "@/lib/domain/analytics/score-groups";
import { LEAD_SOURCES, LEAD_STATUSES } from "@/lib/domain/leads";

const scored = (...scores: number[]): ScoreCell[] =>
  scores.map((score) => ({ score, source: "web", status: "new", count: 1 }));

describe("the median", () => {
  it.each([
    [[], null],
    [[40], 40],
    [[100, 0], 50],
    [[10, 90, 20], 20],
    [[10, 20, 25, 90], 22.5],
    [[5, 5, 5, 100], 5],
  ])("of %j is %s", (scores, median) => {
    expect(groupScores(scored(...scores)).medianScore).toBe(median);
  });
});

describe("the bands", () => {
  it.each([
    [0, "cold"],
    [39, "cold"],
    [40, "warm"],
    [69, "warm"],
    [70, "hot"],
    [100, "hot"],
  ])("have a score of %i in %s", (score, band) => {
    const filled = groupScores(scored(score)).bands.filter(({ leads }) => leads > 0);
    expect(filled).toMatchObject([{ band, leads: 1, scoreSum: score, converted: 0 }]);
    expect(filled.every(({ from, to }) => from <= score && score <= to)).toBe(true);
  });

  it("are three, best first, without a gap", () => {
    expect(groupScores([]).bands.map(({ band, from, to }) => [band, from, to])).toEqual([
      ["hot", 70, 100],
      ["warm", 40, 69],
      ["cold", 0, 39],
    ]);
  });
});

const cell: fc.Arbitrary<ScoreCell> = fc.record({
  score: fc.integer({ min: 0, max: 100 }),
  source: fc.constantFrom(...LEAD_SOURCES),
  status: fc.constantFrom(...LEAD_STATUSES),
  count: fc.integer({ min: 1, max: 50 }),
});

describe("any leads", () => {
  it("are counted once in every way to group them", () => {
    fc.assert(
      fc.property(fc.array(cell), (cells) => {
        const groups = groupScores(cells);
        for (const way of [groups.bands, Object.values(groups.bySource), Object.values(groups.byStatus)]) {
          expect(mergedGroup(way)).toEqual(groups.all);
        }
      }),
    );
  });

  it("have the median and the average of their scores one by one", () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
        const { all, medianScore } = groupScores(cells);
        const scores = cells.flatMap(({ score, count }) => Array<number>(count).fill(score));
        scores.sort((one, other) => one - other);
        const half = (scores.length - 1) / 2;
        const middle = [scores[Math.floor(half)] ?? 0, scores[Math.ceil(half)] ?? 0];
        expect(medianScore).toBe(((middle[0] ?? 0) + (middle[1] ?? 0)) / 2);
        expect(averageScore(all)).toBe(scores.reduce((sum, score) => sum + score, 0) / scores.length);
      }),
    );
  });
});
