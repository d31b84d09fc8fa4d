import { getBusiness, listClosures } from "@/lib/domain/businesses";
import { type OpeningRules, openWindows, type Range } from "@/lib/domain/calendars";
import type { TenantContext } from "@/lib/domain/context";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** A business that does not open within this is asked to act at once. */
const LOOK_AHEAD_MS = 21 * DAY_MS;

/** The opening hours and closures of the business at hand, read on behalf of the work that needs them. */
export async function openingRules(ctx: TenantContext): Promise<OpeningRules> {
  const reader = { ...ctx, actor: { kind: "system" as const, reason: "opening hours for a due time" } };
  const { timeZone, hours } = await getBusiness(reader);
  const closures = await listClosures(reader);
  return {
    timeZone,
    openings: hours.filter(({ isOpen }) => isOpen),
    closures: closures.filter(({ calendarId }) => calendarId === null),
  };
}

const upcoming = (rules: OpeningRules, fromMs: number): Range[] =>
  openWindows(rules, fromMs, fromMs + LOOK_AHEAD_MS).filter(({ endMs }) => endMs > fromMs);

/**
 * When a follow-up is due: a pressing one within the hour while the business is open, or when it closes; every
 * other, and whatever comes in while it is closed, when it opens next.
 * @param rules without any opening hours it is within the hour, or within a day.
 */
export function followUpDueAt(now: Date, isPressing: boolean, rules: OpeningRules): Date {
  const nowMs = now.getTime();
  const windows = upcoming(rules, nowMs);
  const current = windows.find(({ startMs }) => startMs <= nowMs);
  if (isPressing && current) return new Date(Math.min(nowMs + HOUR_MS, current.endMs));
  const next = windows.find(({ startMs }) => startMs > nowMs);
  return new Date(next?.startMs ?? nowMs + (isPressing ? HOUR_MS : DAY_MS));
}

/**
 * When so many minutes of opening hours are over.
 * @param rules null counts the minutes around the clock, as does a business that does not open in sight.
 */
export function attentionDueAt(now: Date, minutes: number, rules: OpeningRules | null): Date {
  const nowMs = now.getTime();
  let leftMs = minutes * MINUTE_MS;
  for (const { startMs, endMs } of rules ? upcoming(rules, nowMs) : []) {
    const fromMs = Math.max(startMs, nowMs);
    if (endMs - fromMs >= leftMs) return new Date(fromMs + leftMs);
    leftMs -= endMs - fromMs;
  }
  return new Date(nowMs + minutes * MINUTE_MS);
}

/** How long a task can be put off. */
export const SNOOZES = ["hour", "next_opening", "week"] as const;
export type Snooze = (typeof SNOOZES)[number];

/** The time that a task is put off to: in an hour, when the business opens next, or after a week when it is open. */
export function snoozedUntil(now: Date, snooze: Snooze, rules: OpeningRules): Date {
  if (snooze === "hour") return new Date(now.getTime() + HOUR_MS);
  if (snooze === "next_opening") return followUpDueAt(now, false, rules);
  const inAWeekMs = now.getTime() + 7 * DAY_MS;
  const [window] = upcoming(rules, inAWeekMs);
  return new Date(Math.max(inAWeekMs, window?.startMs ?? inAWeekMs));
}
