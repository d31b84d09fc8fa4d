import {
  isClear,
  loadSchedules,
  lockCalendars,
  offersStart,
  type Schedule,
  type ServiceShape,
  whyDayFull,
  whyNotBookable,
} from "@/lib/domain/calendars";
import type { TenantContext } from "@/lib/domain/context";
import { invalid } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { deleteHoldsOf, during, spanOf, whyDayFullNow } from "./ledger";
import type { AppointmentRules, AppointmentSource } from "./schema";
import type { AppointmentStatus } from "./states";
import { SlotTaken, type Wish } from "./taken";

export interface Placement {
  startsAt: Date;
  shape: ServiceShape;
  calendarId: string | undefined;
  /** Its own holds give way. */
  conversationId: string | null;
  rules: AppointmentRules;
}

export interface NewRow {
  status: AppointmentStatus;
  heldUntil: Date | null;
  source: AppointmentSource;
}

/** @throws DomainError `validation_failed` for a start that has passed. */
export function requireFuture(ctx: TenantContext, startsAt: Date): void {
  const nowMs = ctx.clock.now().getTime();
  if (startsAt.getTime() < nowMs) throw invalid("startsAt", "That time has already passed.");
}

/** The calendars that may take this time and look free, in their order. @throws SlotTaken, DomainError. */
async function candidates(ctx: TenantContext, wish: Placement): Promise<Schedule[]> {
  const { startsAt, shape, rules, calendarId } = wish;
  requireFuture(ctx, startsAt);
  if (rules === "hours" && !shape.isOffered) {
    throw invalid("serviceId", "This service is not offered at present.");
  }
  const startMs = startsAt.getTime();
  const schedules = await loadSchedules(ctx, {
    fromMs: startMs,
    toMs: startMs,
    calendarId,
    serviceId: shape.serviceId,
    ignoreHoldsOf: wish.conversationId,
  });
  if (schedules.length === 0) throw invalid("serviceId", "No calendar offers this service.");
  const nowMs = ctx.clock.now().getTime();
  const refusals = schedules.map((schedule) =>
    rules === "free" ? undefined : whyNotBookable(schedule, startMs, shape.durationMinutes, nowMs),
  );
  const allowed = schedules.filter((_, index) => refusals[index] === undefined);
  if (allowed.length === 0) throw invalid("startsAt", refusals[0] ?? "This time cannot be booked.");
  const clear = allowed.filter((schedule) => isClear(schedule, startMs, shape));
  if (clear.length === 0) throw new SlotTaken(wishOf(wish));
  if (rules === "free") return clear;
  const open = clear.filter((schedule) => whyDayFull(schedule, startMs) === undefined);
  const [first] = clear;
  if (open.length === 0 && first) throw new SlotTaken(wishOf(wish), whyDayFull(first, startMs));
  // The calendar that the slot was offered in comes before those that merely have the time free.
  const isOffered = (schedule: Schedule): boolean => offersStart(schedule, startMs, shape, nowMs);
  return [...open.filter(isOffered), ...open.filter((schedule) => !isOffered(schedule))];
}

const wishOf = ({ startsAt, shape, calendarId, conversationId }: Placement): Wish => ({
  startsAt,
  durationMinutes: shape.durationMinutes,
  serviceId: shape.serviceId,
  calendarId,
  conversationId,
});

/** Writes the row where its time is free. @returns its id, or undefined when the time is taken. */
async function insertRow(
  ctx: TenantContext,
  { startsAt, shape, conversationId }: Placement,
  row: NewRow,
  place: { calendarId: string; resourceId: string },
): Promise<string | undefined> {
  const span = spanOf(startsAt, shape);
  const now = ctx.clock.now();
  const written = await ctx.trx
    .insertInto("appointments")
    .values({
      id: newId(now),
      business_id: ctx.business.id,
      calendar_id: place.calendarId,
      resource_id: place.resourceId,
      service_id: shape.serviceId,
      conversation_id: conversationId,
      status: row.status,
      held_until: row.heldUntil,
      starts_at: span.startsAt,
      ends_at: span.endsAt,
      during: during(span),
      title: shape.serviceName,
      source: row.source,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return written?.id;
}

/**
 * Writes a new row into the ledger, in the first calendar that has the time free. What the conversation
 * held is given up for it.
 * @returns the row's id.
 * @throws SlotTaken when no calendar has it free; DomainError `validation_failed` when none may have it.
 */
export async function place(ctx: TenantContext, wish: Placement, row: NewRow): Promise<string> {
  const free = await candidates(ctx, wish);
  const resources = await lockCalendars(
    ctx,
    free.map(({ calendarId }) => calendarId),
  );
  if (wish.conversationId) await deleteHoldsOf(ctx, wish.conversationId);
  let whyFull: string | undefined;
  let isTaken = false;
  for (const schedule of free) {
    const resourceId = resources.get(schedule.calendarId);
    if (resourceId === undefined) continue;
    const refusal = wish.rules === "hours" ? await whyDayFullNow(ctx, schedule, wish.startsAt) : undefined;
    whyFull ??= refusal;
    if (refusal) continue;
    const id = await insertRow(ctx, wish, row, { calendarId: schedule.calendarId, resourceId });
    if (id) return id;
    isTaken = true;
  }
  throw new SlotTaken(wishOf(wish), isTaken ? undefined : whyFull);
}
