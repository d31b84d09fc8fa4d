import { type ExpressionWrapper, expressionBuilder, type SqlBool } from "kysely";
import type { DB } from "@/lib/db/types";
import type { Clock } from "./clock";

/** A call whose end was never reported stops counting as live after this. */
export const LIVE_HOURS = 4;

/**
 * Which rows of `calls` go on: ringing, with the receptionist, or with a person whom it put the caller through to. Nothing
 * is heard of a logged one.
 */
export function isLive(clock: Clock): ExpressionWrapper<DB, "calls", SqlBool> {
  const eb = expressionBuilder<DB, "calls">();
  return eb.and([
    eb("calls.status", "in", ["ringing", "in_progress", "transferred"]),
    eb("calls.ended_at", "is", null),
    eb("calls.provider", "<>", "logged"),
    eb("calls.started_at", ">", new Date(clock.now().getTime() - LIVE_HOURS * 3_600_000)),
  ]);
}
