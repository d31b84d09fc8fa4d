import type { Urgency } from "./schema";

const MAX_QUOTE_LENGTH = 240;

/** A pattern of whole words, in any case. */
export const words = (...list: string[]): RegExp => new RegExp(`\\b(?:${list.join("|")})\\b`, "iu");

const DENIAL =
  "(?<!\\b(?:not|no|never|isn['’]?t|wasn['’]?t|don['’]?t)\\s+(?:(?:an?|any|really|that|so|very|too|in|to|want|need|like|interested|book|make|get)\\s+){0,5})";

/** The same, where it is not denied: "an emergency", but not "it is not an emergency". */
const affirmed = (...list: string[]): RegExp => new RegExp(`${DENIAL}${words(...list).source}`, "iu");

/** "today" of "How are you today?" presses nobody. */
const TODAY = "(?<!\\bhow(?:['’]s it going| are you(?: doing)?|['’]re you(?: doing)?) )today";

const URGENCY_WORDS: readonly { urgency: Urgency; points: number; pattern: RegExp }[] = [
  {
    urgency: "critical",
    points: 25,
    pattern: affirmed(
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
    pattern: affirmed(
      "urgent(?:ly)?",
      "asap",
      "as soon as possible",
      "right away",
      "immediate(?:ly)?",
      TODAY,
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
    pattern: affirmed(
      "tomorrow",
      "soon",
      "this week",
      "next week",
      "by (?:mon|tues|wednes|thurs|fri|satur|sun)day",
    ),
  },
];

const BUYING = affirmed(
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
  "new (?:patient|client|customer)s?",
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

/** Words that count, and the sentence they stand in. */
export interface Signal {
  found: string;
  quote: string;
}

/** What somebody's sentences tell of a lead. */
export interface Signals {
  urgency: (Signal & { urgency: Urgency; points: number }) | undefined;
  buying: Signal | undefined;
  declining: Signal | undefined;
}

/** A part of a text that is short enough to quote and holds what stands at `index`. */
export function quoteAround(text: string, index: number, length: number): string {
  if (text.length <= MAX_QUOTE_LENGTH) return text.trim();
  const spare = Math.max(0, MAX_QUOTE_LENGTH - length);
  const start = Math.max(0, Math.min(index - Math.floor(spare / 2), text.length - MAX_QUOTE_LENGTH));
  return text.slice(start, start + MAX_QUOTE_LENGTH).trim();
}

/** The sentences of a text, in order. Runs of spaces count as one, so that a text of spaces takes no time. */
export const sentencesOf = (text: string): string[] =>
  text
    .replace(/[^\S\n]+/gu, " ")
    .split(/(?<=[.!?…])\s+|\s*\n\s*/u)
    .map((sentence) => sentence.trim())
    .filter(Boolean);

function firstIn(sentences: readonly string[], pattern: RegExp): Signal | undefined {
  for (const sentence of sentences) {
    const match = pattern.exec(sentence);
    if (match) return { found: match[0], quote: quoteAround(sentence, match.index, match[0].length) };
  }
  return undefined;
}

/** Reads sentences, in whatever order they come: the most urgent words count, each of the other kinds once. */
export function readSignals(sentences: readonly string[]): Signals {
  let urgency: Signals["urgency"];
  for (const { pattern, ...level } of URGENCY_WORDS) {
    const found = urgency ? undefined : firstIn(sentences, pattern);
    if (found) urgency = { ...found, ...level };
  }
  return { urgency, buying: firstIn(sentences, BUYING), declining: firstIn(sentences, DECLINING) };
}
