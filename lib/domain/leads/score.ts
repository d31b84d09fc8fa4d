import type { LeadSource, ScoreReason, Temperature, Urgency } from "./schema";

/** What a score is read from. */
export interface LeadFacts {
  name: string;
  phone: string | null;
  isPhonePossible: boolean;
  email: string | null;
  company: string;
  reason: string;
  serviceInterest: string;
  notes: string;
  source: LeadSource;
  /** The business has met this contact before. */
  isReturning: boolean;
}

export interface LeadScore {
  /** 0 to 100. */
  score: number;
  reasons: ScoreReason[];
  temperature: Temperature;
  urgency: Urgency;
}

const HOT_FROM = 70;
const WARM_FROM = 40;

const words = (...list: string[]): RegExp => new RegExp(`\\b(?:${list.join("|")})\\b`, "iu");

const URGENCY_WORDS: readonly { urgency: Urgency; points: number; pattern: RegExp }[] = [
  {
    urgency: "critical",
    points: 25,
    pattern: words(
      "emergency",
      "life[- ]threatening",
      "bleeding",
      "can(?:'|’)?t breathe",
      "unbearable",
      "flood(?:ed|ing)?",
      "gas leak",
    ),
  },
  {
    urgency: "high",
    points: 20,
    pattern: words(
      "urgent(?:ly)?",
      "asap",
      "as soon as possible",
      "right away",
      "immediate(?:ly)?",
      "today",
      "tonight",
      "severe",
      "in pain",
      "hurts?",
      "toothache",
      "broken",
      "swollen",
    ),
  },
  {
    urgency: "medium",
    points: 10,
    pattern: words(
      "tomorrow",
      "soon",
      "this week",
      "next week",
      "by (?:mon|tues|wednes|thurs|fri|satur|sun)day",
    ),
  },
];

const BUYING = words(
  "book(?:ing)?",
  "appointments?",
  "schedule",
  "quotes?",
  "estimates?",
  "pric(?:e|es|ing)",
  "costs?",
  "buy",
  "purchase",
  "sign up",
  "hire",
  "interested in",
  "new (?:patient|client|customer)",
  "consultation",
);
const DECLINING = words(
  "not interested",
  "just looking",
  "just browsing",
  "wrong number",
  "do not call",
  "don(?:'|’)?t call",
  "unsubscribe",
  "spam",
  "telemarket(?:er|ing)",
);

const SOURCE_POINTS: Record<LeadSource, number> = {
  call: 10,
  whatsapp: 8,
  messenger: 8,
  sms: 8,
  widget: 8,
  web: 5,
  email: 5,
  import: 0,
};

/** Points that a person's or a program's answers gave; they outlive a new reading of the facts. */
const isCriterion = (reason: ScoreReason): boolean => reason.signal.startsWith("criteria.");

/** The first urgent words in a text, and how urgent they are. */
function urgentWords(text: string): { urgency: Urgency; points: number; found: string } | undefined {
  for (const { urgency, points, pattern } of URGENCY_WORDS) {
    const found = pattern.exec(text)?.[0];
    if (found) return { urgency, points, found };
  }
  return undefined;
}

function factReasons(facts: LeadFacts): ScoreReason[] {
  const said = [facts.reason, facts.serviceInterest, facts.notes].join("\n");
  const urgent = urgentWords(said);
  const buying = BUYING.exec(said)?.[0];
  const declining = DECLINING.exec(said)?.[0];
  const candidates: (ScoreReason | false)[] = [
    facts.phone !== null && {
      signal: "phone",
      points: facts.isPhonePossible ? 20 : 10,
      detail: facts.isPhonePossible
        ? "Can be called back."
        : "Gave a phone number that could not be verified.",
    },
    facts.email !== null && { signal: "email", points: 10, detail: "Gave an e-mail address." },
    facts.name !== "" && { signal: "name", points: 5, detail: "Gave a name." },
    facts.company !== "" && { signal: "company", points: 5, detail: `Works for ${facts.company}.` },
    facts.reason !== "" && { signal: "reason", points: 10, detail: "Said what it is about." },
    facts.serviceInterest !== "" && {
      signal: "service_interest",
      points: 15,
      detail: `Asked for ${facts.serviceInterest}.`,
    },
    buying !== undefined && { signal: "buying_words", points: 15, detail: `Said “${buying}”.` },
    urgent !== undefined && { signal: "urgency", points: urgent.points, detail: `Said “${urgent.found}”.` },
    facts.isReturning && { signal: "returning", points: 10, detail: "Has been in touch before." },
    SOURCE_POINTS[facts.source] > 0 && {
      signal: "source",
      points: SOURCE_POINTS[facts.source],
      detail: `Came by ${facts.source}.`,
    },
    declining !== undefined && { signal: "declining_words", points: -40, detail: `Said “${declining}”.` },
  ];
  return candidates.filter((candidate) => candidate !== false);
}

/**
 * What a set of reasons amounts to, strongest first.
 * @param text what the lead said: urgency is read from it, else a hot lead is of medium urgency.
 */
function sumUp(reasons: ScoreReason[], text: string): LeadScore {
  const sum = reasons.reduce((total, { points }) => total + points, 0);
  const score = Math.max(0, Math.min(100, sum));
  const temperature = score >= HOT_FROM ? "hot" : score >= WARM_FROM ? "warm" : "cold";
  return {
    score,
    reasons: [...reasons].sort((one, two) => Math.abs(two.points) - Math.abs(one.points)),
    temperature,
    urgency: urgentWords(text)?.urgency ?? (temperature === "hot" ? "medium" : "low"),
  };
}

/**
 * How promising a lead is, and why: every point of the score stands in `reasons`.
 * @param kept reasons of an earlier score; those from criteria go on counting.
 */
export function scoreLead(facts: LeadFacts, kept: readonly ScoreReason[] = []): LeadScore {
  const said = [facts.reason, facts.serviceInterest, facts.notes].join("\n");
  return sumUp([...factReasons(facts), ...kept.filter(isCriterion)], said);
}

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
