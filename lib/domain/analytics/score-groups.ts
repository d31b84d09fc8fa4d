import {
  LEAD_SOURCES,
  LEAD_STATUSES,
  type LeadSource,
  type LeadStatus,
  SCORE_FROM,
  TEMPERATURES,
  type Temperature,
  temperatureOf,
} from "@/lib/domain/leads";
import { shareOf } from "./rates";

/** So many leads of a business have the same score, source and status. */
export interface ScoreCell {
  score: number;
  source: LeadSource;
  status: LeadStatus;
  count: number;
}

/** Leads that have something in common. Groups can be added up. */
export interface ScoreGroup {
  leads: number;
  converted: number;
  scoreSum: number;
}

/** The leads whose score lies from `from` to `to`, both included. */
export interface ScoreBand extends ScoreGroup {
  band: Temperature;
  from: number;
  to: number;
}

export interface ScoreGroups {
  all: ScoreGroup;
  /** Null without leads. */
  medianScore: number | null;
  /** Hot, warm, cold. */
  bands: ScoreBand[];
  bySource: Record<LeadSource, ScoreGroup>;
  byStatus: Record<LeadStatus, ScoreGroup>;
}

const BEST_SCORE = 100;

const groupOf = (cells: readonly ScoreCell[]): ScoreGroup => ({
  leads: cells.reduce((sum, { count }) => sum + count, 0),
  converted: cells.reduce((sum, { count, status }) => sum + (status === "converted" ? count : 0), 0),
  scoreSum: cells.reduce((sum, { count, score }) => sum + count * score, 0),
});

const groupedBy = <W extends string>(
  words: readonly W[],
  cells: readonly ScoreCell[],
  wordOf: (cell: ScoreCell) => W,
) =>
  Object.fromEntries(
    words.map((word) => [word, groupOf(cells.filter((cell) => wordOf(cell) === word))]),
  ) as Record<W, ScoreGroup>;

/** The score in the middle of all leads; of two in the middle, their mean. */
function medianOf(cells: readonly ScoreCell[]): number | null {
  const sorted = [...cells].sort((one, other) => one.score - other.score);
  const { leads } = groupOf(cells);
  const at = (rank: number): number => {
    let before = 0;
    for (const { score, count } of sorted) {
      if (rank < before + count) return score;
      before += count;
    }
    return 0;
  };
  return leads === 0 ? null : (at(Math.floor((leads - 1) / 2)) + at(Math.floor(leads / 2))) / 2;
}

/** Several groups as one. */
export const mergedGroup = (groups: readonly ScoreGroup[]): ScoreGroup => ({
  leads: groups.reduce((sum, { leads }) => sum + leads, 0),
  converted: groups.reduce((sum, { converted }) => sum + converted, 0),
  scoreSum: groups.reduce((sum, { scoreSum }) => sum + scoreSum, 0),
});

/** Null of a group without leads. */
export const averageScore = ({ scoreSum, leads }: ScoreGroup): number | null => shareOf(scoreSum, leads);
/** The share of its leads that converted, 0 to 1; null of a group without leads. */
export const conversionRate = ({
  converted,
  leads,
}: Pick<ScoreGroup, "converted" | "leads">): number | null => shareOf(converted, leads);

/** How the scores of leads are spread, and what became of the leads: every lead counts once in each way to group. */
export function groupScores(cells: readonly ScoreCell[]): ScoreGroups {
  const byBand = groupedBy(TEMPERATURES, cells, ({ score }) => temperatureOf(score));
  return {
    all: groupOf(cells),
    medianScore: medianOf(cells),
    bands: TEMPERATURES.map((band, index) => {
      const above = TEMPERATURES[index - 1];
      return {
        band,
        from: SCORE_FROM[band],
        to: above === undefined ? BEST_SCORE : SCORE_FROM[above] - 1,
        ...byBand[band],
      };
    }),
    bySource: groupedBy(LEAD_SOURCES, cells, ({ source }) => source),
    byStatus: groupedBy(LEAD_STATUSES, cells, ({ status }) => status),
  };
}
