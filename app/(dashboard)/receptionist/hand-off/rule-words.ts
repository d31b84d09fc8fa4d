import type { HandOffHours, HandOffKind, HandOffRule } from "@/lib/domain/agents";
import { formatPhone } from "@/lib/ui/format";

/** Why a caller is put through, in an owner's words. */
export const KIND_WORDS: Record<HandOffKind, string> = {
  asks_for_person: "asks for a person",
  emergency: "has an emergency",
  upset: "is upset",
  billing: "asks about a bill",
  complaint: "complains",
  sales: "wants to sell something",
  other: "wants something else",
};

export const URGENCY_WORDS: Record<HandOffRule["urgency"], string> = {
  low: "Low",
  medium: "Normal",
  high: "High",
  critical: "At once",
};

const HOURS_WORDS: Record<HandOffHours["kind"], string> = {
  always: "at any time",
  business_hours: "in opening hours",
  weekly: "at hours of its own",
};

const either = (items: string[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} or ${items.at(-1)}`;

/** "When the caller asks about a bill or mentions “refund”, in opening hours: ring Sofia, (212) 555-0199." */
export function ruleText({ when, whom, hours }: HandOffRule): string {
  const reasons = [
    ...when.kinds.map((kind) => KIND_WORDS[kind]),
    ...(when.topics.length > 0 ? [`mentions ${either(when.topics.map((topic) => `“${topic}”`))}`] : []),
  ];
  const why = reasons.length > 0 ? `When the caller ${either(reasons)}` : "Whatever the reason";
  return `${why}, ${HOURS_WORDS[hours.kind]}: ring ${whom.label}, ${whom.numbers.map(formatPhone).join(", then ")}.`;
}
