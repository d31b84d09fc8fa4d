import type { HandOffHours, HandOffKind, HandOffRule } from "@/lib/domain/agents";
import type { Closure, DayInterval } from "@/lib/domain/businesses";
import { isOpenAt } from "@/lib/domain/knowledge";
import type { Urgency } from "@/lib/domain/tasks";

/** Why a person is wanted, when, and what the business has settled for it. */
export interface HandOffQuestion {
  kind: HandOffKind;
  /** In the caller's words. */
  reason: string;
  at: Date;
  timeZone: string;
  hours: readonly DayInterval[];
  closures: readonly Closure[];
  rules: readonly HandOffRule[];
  fallbackNumbers: readonly string[];
}

/** Who is to be rung, in order; nobody where `numbers` is empty. */
export interface HandOffChoice {
  /** The rule that was followed; null where the usual numbers are rung. */
  rule: string | null;
  /** Whom the caller is told of. */
  whom: string;
  numbers: string[];
  urgency: Urgency;
  hasWhisper: boolean;
}

const SOMEONE = "someone from the team";

/** Words in lower case without accents and punctuation, a space around each. */
const plain = (text: string): string =>
  ` ${text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;

/** Whether a rule is meant for this reason: any of its kinds or topics, or whatever the reason where it names none. */
export function isMeantFor(
  { when }: Pick<HandOffRule, "when">,
  question: Pick<HandOffQuestion, "kind" | "reason">,
): boolean {
  if (when.kinds.length === 0 && when.topics.length === 0) return true;
  if (when.kinds.includes(question.kind)) return true;
  const said = plain(question.reason);
  return when.topics.some((topic) => plain(topic).trim() !== "" && said.includes(plain(topic)));
}

/** Whether the hours of a rule have come, by the clock on the wall of the business. */
export function isOnDuty(
  hours: HandOffHours,
  { at, timeZone, hours: opening, closures }: Pick<HandOffQuestion, "at" | "timeZone" | "hours" | "closures">,
): boolean {
  if (hours.kind === "always") return true;
  if (hours.kind === "business_hours") return isOpenAt(at, { timeZone, hours: opening, closures });
  const own = hours.intervals.map((interval) => ({ ...interval, isOpen: true }));
  return isOpenAt(at, { timeZone, hours: own, closures: [] });
}

/**
 * Whom to ring: the first rule that is meant for the reason and on duty, then, in opening hours, the fallback numbers.
 * A call back is as urgent as the first rule that is meant for the reason says, on duty or not.
 */
export function pickHandOff(question: HandOffQuestion): HandOffChoice {
  const meant = question.rules.filter((rule) => isMeantFor(rule, question));
  const chosen = meant.find((rule) => isOnDuty(rule.hours, question));
  const usual = isOnDuty({ kind: "business_hours" }, question) ? question.fallbackNumbers : [];
  return {
    rule: chosen?.label ?? null,
    whom: chosen?.whom.label ?? SOMEONE,
    numbers: [...new Set([...(chosen?.whom.numbers ?? []), ...usual])],
    urgency: (chosen ?? meant[0])?.urgency ?? (question.kind === "emergency" ? "critical" : "high"),
    hasWhisper: chosen?.hasWhisper ?? true,
  };
}
