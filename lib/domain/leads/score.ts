import { isCriterion } from "./criteria";
import type { LeadSource, ScoreReason, Temperature, Urgency } from "./schema";
import { quoteAround, readSignals, type Signals, sentencesOf } from "./signals";

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
  /** What the customer said in the conversations of the lead, in order. */
  turns: readonly string[];
}

export interface LeadScore {
  /** 0 to 100. */
  score: number;
  reasons: ScoreReason[];
  temperature: Temperature;
  urgency: Urgency;
}

/** The least score of each temperature. */
export const SCORE_FROM: Record<Temperature, number> = { hot: 70, warm: 40, cold: 0 };

/** How warm a score is. A person may call the lead otherwise. */
export const temperatureOf = (score: number): Temperature =>
  score >= SCORE_FROM.hot ? "hot" : score >= SCORE_FROM.warm ? "warm" : "cold";

const SOURCE_POINTS: Record<LeadSource, number> = {
  call: 10,
  whatsapp: 8,
  messenger: 8,
  sms: 8,
  widget: 8,
  web: 5,
  email: 5,
  import: 0,
  api: 0,
};

/** The customer's own sentences first, so that these are quoted where they say the same as the notes. */
const sentencesAbout = (facts: LeadFacts): string[] =>
  [...facts.turns, facts.reason, facts.serviceInterest, facts.notes].flatMap(sentencesOf);

/** Where the customer named what they are interested in; else how it was noted. */
function interestQuote(interest: string, turns: readonly string[]): string {
  const wanted = interest.toLowerCase();
  for (const sentence of turns.flatMap(sentencesOf)) {
    const index = sentence.toLowerCase().indexOf(wanted);
    if (index >= 0) return quoteAround(sentence, index, interest.length);
  }
  return quoteAround(interest, 0, interest.length);
}

function factReasons(facts: LeadFacts, { urgency, buying, declining }: Signals): ScoreReason[] {
  const [reason = ""] = sentencesOf(facts.reason);
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
    reason !== "" && {
      signal: "reason",
      points: 10,
      detail: "Said what it is about.",
      quote: quoteAround(reason, 0, 0),
    },
    facts.serviceInterest !== "" && {
      signal: "service_interest",
      points: 15,
      detail: `Asked for ${facts.serviceInterest}.`,
      quote: interestQuote(facts.serviceInterest, facts.turns),
    },
    buying !== undefined && {
      signal: "buying_words",
      points: 15,
      detail: `Said “${buying.found}”.`,
      quote: buying.quote,
    },
    urgency !== undefined && {
      signal: "urgency",
      points: urgency.points,
      detail: `Said “${urgency.found}”.`,
      quote: urgency.quote,
    },
    facts.isReturning && { signal: "returning", points: 10, detail: "Has been in touch before." },
    SOURCE_POINTS[facts.source] > 0 && {
      signal: "source",
      points: SOURCE_POINTS[facts.source],
      detail: `Came by ${facts.source}.`,
    },
    declining !== undefined && {
      signal: "declining_words",
      points: -40,
      detail: `Said “${declining.found}”.`,
      quote: declining.quote,
    },
  ];
  return candidates.filter((candidate) => candidate !== false);
}

/**
 * How promising a lead is, and why: every point of the score stands in `reasons`, strongest first, and what was
 * read from words quotes them. Urgency follows from the most urgent words, else a hot lead is of medium urgency.
 * @param kept reasons of an earlier score; those from criteria go on counting.
 */
export function scoreLead(facts: LeadFacts, kept: readonly ScoreReason[] = []): LeadScore {
  const signals = readSignals(sentencesAbout(facts));
  const reasons = [...factReasons(facts, signals), ...kept.filter(isCriterion)];
  const sum = reasons.reduce((total, { points }) => total + points, 0);
  const score = Math.max(0, Math.min(100, sum));
  const temperature = temperatureOf(score);
  return {
    score,
    reasons: reasons.sort((one, two) => Math.abs(two.points) - Math.abs(one.points)),
    temperature,
    urgency: signals.urgency?.urgency ?? (temperature === "hot" ? "medium" : "low"),
  };
}
