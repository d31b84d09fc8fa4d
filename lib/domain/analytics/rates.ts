import type { CallStatus } from "@/lib/domain/calls";

/** A part of a whole; null where there is no whole. */
export const shareOf = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

/**
 * How many of the calls that are over were answered and came to an end or to a person; null where none is over. One
 * that is still ringing or going on says nothing yet.
 */
export function successRate(calls: Record<CallStatus, number>): number | null {
  const served = calls.completed + calls.transferred;
  return shareOf(served, served + calls.missed + calls.failed);
}

/** By how much of the earlier amount the later one is more: 0.5 is half as much again; null where there was none. */
export const growthRate = (later: number, earlier: number): number | null =>
  shareOf(later - earlier, earlier);
