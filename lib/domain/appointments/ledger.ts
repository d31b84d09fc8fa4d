import { type RawBuilder, sql } from "kysely";
import { loadBookedStarts, type Schedule, type Shape, whyDayFull } from "@/lib/domain/calendars";
import type { TenantContext } from "@/lib/domain/context";
import { LIVE_STATUSES } from "./states";

const MINUTE_MS = 60_000;
/** No appointment with its buffers is longer: 24 hours and 8 on each side. */
const LONGEST_MS = 40 * 60 * MINUTE_MS;

/** The instants of an appointment in the ledger; `during` has the buffers. */
export interface Span {
  startsAt: Date;
  endsAt: Date;
  blockedFrom: Date;
  blockedTo: Date;
}

export function spanOf(startsAt: Date, shape: Shape): Span {
  const start = startsAt.getTime();
  const end = start + shape.durationMinutes * MINUTE_MS;
  return {
    startsAt,
    endsAt: new Date(end),
    blockedFrom: new Date(start - shape.bufferBeforeMinutes * MINUTE_MS),
    blockedTo: new Date(end + shape.bufferAfterMinutes * MINUTE_MS),
  };
}

/** The value of `during`. */
export const during = (span: Span): RawBuilder<string> =>
  sql<string>`tstzrange(${span.blockedFrom}, ${span.blockedTo})`;

/** Drops what a conversation holds. @returns how many. */
export async function deleteHoldsOf(ctx: TenantContext, conversationId: string): Promise<number> {
  const gone = await ctx.trx
    .deleteFrom("appointments")
    .where("business_id", "=", ctx.business.id)
    .where("conversation_id", "=", conversationId)
    .where("status", "=", "held")
    .returning("id")
    .execute();
  return gone.length;
}

/**
 * Whether another live row takes part of this time. Sure only under the resource's lock. The bounds on
 * starts_at let an index serve it: range operators cannot use one under row-level security.
 */
export async function isTaken(
  ctx: TenantContext,
  resourceId: string,
  span: Span,
  exceptId: string,
): Promise<boolean> {
  const other = await ctx.trx
    .selectFrom("appointments")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("resource_id", "=", resourceId)
    .where("starts_at", ">", new Date(span.blockedFrom.getTime() - LONGEST_MS))
    .where("starts_at", "<", new Date(span.blockedTo.getTime() + LONGEST_MS))
    .where("status", "in", LIVE_STATUSES)
    .where((eb) => eb.or([eb("status", "<>", "held"), eb("held_until", ">", ctx.clock.now())]))
    .where(sql<boolean>`during && ${during(span)}`)
    .where("id", "<>", exceptId)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

/**
 * Why the calendar's daily limit refuses a start, counted anew. Sure only under the calendar's lock.
 * @param exceptId an appointment that does not count: the one that moves.
 */
export async function whyDayFullNow(
  ctx: TenantContext,
  { calendarId, timeZone, daily }: Schedule,
  startsAt: Date,
  exceptId?: string,
): Promise<string | undefined> {
  if (!daily) return undefined;
  const startMs = startsAt.getTime();
  const booked = await loadBookedStarts(ctx, [calendarId], { fromMs: startMs, toMs: startMs }, exceptId);
  const { limit } = daily;
  return whyDayFull({ timeZone, daily: { limit, bookedStarts: booked.get(calendarId) ?? [] } }, startMs);
}
