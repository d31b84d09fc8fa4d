import type { HandOffHours, HandOffKind, HandOffRule } from "@/lib/domain/agents";

export type HoursChoice = "business_hours" | "always" | "weekly" | "kept";

/** A rule while it is edited. */
export interface RuleValues extends Record<string, unknown> {
  label: string;
  kinds: HandOffKind[];
  /** One a line. */
  topics: string;
  whom: string;
  /** One a line. */
  numbers: string;
  hours: HoursChoice;
  /** Days of the week as texts, 0 = Sunday. */
  days: string[];
  opensAt: string;
  closesAt: string;
  urgency: HandOffRule["urgency"];
  hasWhisper: boolean;
}

const WORKDAYS = ["1", "2", "3", "4", "5"];
const DEFAULTS = { days: WORKDAYS, opensAt: "09:00", closesAt: "17:00" };

/** The same hours on each of some days; null for hours that are more than that. */
function simpleHours(hours: HandOffHours): typeof DEFAULTS | null {
  if (hours.kind !== "weekly") return DEFAULTS;
  const [first] = hours.intervals;
  if (!first) return DEFAULTS;
  const { opensAt, closesAt } = first;
  const days = hours.intervals.map(({ dayOfWeek }) => String(dayOfWeek));
  const isSimple =
    new Set(days).size === days.length &&
    hours.intervals.every((one) => one.opensAt === opensAt && one.closesAt === closesAt);
  return isSimple ? { days, opensAt, closesAt } : null;
}

/** A rule as the form shows it; without one, an empty form. */
export function valuesOf(rule: HandOffRule | null): RuleValues {
  const simple = rule ? simpleHours(rule.hours) : DEFAULTS;
  return {
    label: rule?.label ?? "",
    kinds: rule?.when.kinds ?? [],
    topics: rule?.when.topics.join("\n") ?? "",
    whom: rule?.whom.label ?? "",
    numbers: rule?.whom.numbers.join("\n") ?? "",
    hours: simple === null ? "kept" : (rule?.hours.kind ?? "business_hours"),
    ...(simple ?? DEFAULTS),
    urgency: rule?.urgency ?? "high",
    hasWhisper: rule?.hasWhisper ?? true,
  };
}
