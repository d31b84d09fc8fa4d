import {
  isClear,
  loadSchedules,
  lockCalendars,
  type ServiceShape,
  whyNotBookable,
} from "@/lib/domain/calendars";
import type { TenantContext } from "@/lib/domain/context";
import { invalid } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { deleteHoldsOf, during, spanOf } from "./ledger";
import type { AppointmentRules, AppointmentSource } from "./schema";
import type { AppointmentStatus } from "./states";
import { SlotTaken } from "./taken";

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
async function candidates(ctx: TenantContext, wish: Placement): Promise<string[]> {
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
  return allowed
    .filter((schedule) => isClear(schedule, startMs, shape))
    .map((schedule) => schedule.calendarId);
}

/**
 * Writes a new row into the ledger, in the first calendar that has the time free. What the conversation
 * held is given up for it.
 * @returns the row's id.
 * @throws SlotTaken when no calendar has it free; DomainError `validation_failed` when none may have it.
 */
export async function place(ctx: TenantContext, wish: Placement, row: NewRow): Promise<string> {
  const { startsAt, shape, conversationId } = wish;
  const span = spanOf(startsAt, shape);
  const now = ctx.clock.now();
  const free = await candidates(ctx, wish);
  const resources = await lockCalendars(ctx, free);
  if (free.length > 0 && conversationId) await deleteHoldsOf(ctx, conversationId);
  for (const calendarId of free) {
    const resourceId = resources.get(calendarId);
    if (resourceId === undefined) continue;
    const written = await ctx.trx
      .insertInto("appointments")
      .values({
        id: newId(now),
        business_id: ctx.business.id,
        calendar_id: calendarId,
        resource_id: resourceId,
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
    if (written) return written.id;
  }
  throw new SlotTaken({
    startsAt,
    durationMinutes: shape.durationMinutes,
    serviceId: shape.serviceId,
    calendarId: wish.calendarId,
  });
}
