import type { ScoreReason } from "./schema";
import { words } from "./signals";

export interface Criteria {
  budget?: string | undefined;
  timeline?: string | undefined;
  decisionMaker?: boolean | undefined;
}

const LEVELS: readonly { points: number; pattern: RegExp }[] = [
  { points: -10, pattern: words("none", "no", "low", "never", "small") },
  {
    points: 20,
    pattern: words("high", "large", "big", "immediate(?:ly)?", "now", "today", "asap", "urgent"),
  },
  {
    points: 10,
    pattern: words(
      "medium",
      "moderate",
      "average",
      "soon",
      "(?:this|next) (?:week|month)",
      "weeks?",
      "days?",
    ),
  },
];

const levelPoints = (answer: string): number =>
  LEVELS.find(({ pattern }) => pattern.test(answer))?.points ?? 5;

/** What the answers to a salesperson's questions count for. */
export function criteriaReasons({ budget, timeline, decisionMaker }: Criteria): ScoreReason[] {
  const candidates: (ScoreReason | false)[] = [
    Boolean(budget) && {
      signal: "criteria.budget",
      points: levelPoints(budget ?? ""),
      detail: `Budget: ${budget}.`,
    },
    Boolean(timeline) && {
      signal: "criteria.timeline",
      points: levelPoints(timeline ?? ""),
      detail: `Timeline: ${timeline}.`,
    },
    decisionMaker !== undefined && {
      signal: "criteria.decision_maker",
      points: decisionMaker ? 15 : -5,
      detail: decisionMaker ? "Decides alone." : "Someone else decides.",
    },
  ];
  return candidates.filter((candidate) => candidate !== false);
}

/** Points that a person's or a program's answers gave; they outlive a new reading of the facts. */
export const isCriterion = (reason: ScoreReason): boolean => reason.signal.startsWith("criteria.");
