import { sql } from "kysely";
import type { z } from "zod";
import {
  isSameDay,
  loadSchedules,
  lockCalendars,
  type Schedule,
  shapeOf,
  whyNotBookable,
} from "@/lib/domain/calendars";
import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError, invalid, notFound } from "@/lib/domain/errors";
import { announce, enqueue } from "@/lib/domain/events";
import { parseInput } from "@/lib/domain/parse";
import { during, isTaken, spanOf, whyDayFullNow } from "./ledger";
import { calendarForService } from "./other-service";
import { requireFuture } from "./place";
import { bookedPrice } from "./price";
import { loadAppointment, toAppointment } from "./row";
import {
  type Appointment,
  type AppointmentRules,
  type RescheduleAppointmentInput,
  rescheduleAppointmentInput,
} from "./schema";
import { requireMovable } from "./states";
import { offeringAlternatives, SlotTaken } from "./taken";

const minutesOf = ({ startsAt, endsAt }: Appointment): number =>
  (endsAt.getTime() - startsAt.getTime()) / 60_000;

const placeOf = ({ startsAt, calendarId, serviceId }: Appointment) => ({
  startsAt: startsAt.toISOString(),
  calendarId,
  serviceId,
});

type Wanted = z.output<typeof rescheduleAppointmentInput>;

interface Move {
  startsAt: Date;
  durationMinutes: number;
  calendarId: string;
  serviceId: string | null;
  rules: AppointmentRules;
}

/** The move that is asked for. Another service brings its length and needs a calendar that offers it. */
async function moveOf(ctx: TenantContext, before: Appointment, wish: Wanted): Promise<Move> {
  const { startsAt, rules, serviceId = before.serviceId } = wish;
  const isOtherService = serviceId !== before.serviceId;
  const shape = isOtherService ? await shapeOf(ctx, { ...wish, serviceId }) : null;
  return {
    startsAt,
    durationMinutes: shape?.durationMinutes ?? wish.durationMinutes ?? minutesOf(before),
    calendarId:
      wish.calendarId ??
      (shape ? await calendarForService(ctx, before, { startsAt, shape, rules }) : before.calendarId),
    serviceId,
    rules,
  };
}

/** The target's schedule. @throws DomainError when the target calendar or its rules do not allow the move. */
async function requireAllowed(ctx: TenantContext, appointment: Appointment, move: Move): Promise<Schedule> {
  requireFuture(ctx, move.startsAt);
  const startMs = move.startsAt.getTime();
  const isElsewhere = move.calendarId !== appointment.calendarId || move.serviceId !== appointment.serviceId;
  const [schedule] = await loadSchedules(ctx, {
    fromMs: startMs,
    toMs: startMs,
    calendarId: move.calendarId,
    serviceId: isElsewhere ? move.serviceId : undefined,
  });
  if (!schedule) throw notFound("calendar");
  if (move.rules === "free") return schedule;
  const refusal = whyNotBookable(schedule, startMs, move.durationMinutes, ctx.clock.now().getTime());
  if (refusal) throw invalid("startsAt", refusal);
  return schedule;
}

/** Why the daily limit refuses the move. One that stays on its day adds nothing to it. */
async function whyFull(
  ctx: TenantContext,
  schedule: Schedule,
  current: Appointment,
  move: Move,
): Promise<string | undefined> {
  const stays =
    move.calendarId === current.calendarId &&
    isSameDay(schedule.timeZone, current.startsAt.getTime(), move.startsAt.getTime());
  if (move.rules === "free" || stays) return undefined;
  return whyDayFullNow(ctx, schedule, move.startsAt, current.id);
}

/** The columns that say what is booked, at its price of now. */
function servicePart(ctx: TenantContext, serviceId: string | null) {
  const id = sql<string | null>`${serviceId}::uuid`;
  return {
    service_id: serviceId,
    price_minor: bookedPrice(ctx, "price_minor", id),
    price_currency: bookedPrice(ctx, "currency", id),
  };
}

async function moveTo(ctx: TenantContext, before: Appointment, move: Move): Promise<Appointment> {
  const schedule = await requireAllowed(ctx, before, move);
  const shape = await shapeOf(ctx, move);
  const span = spanOf(move.startsAt, shape);
  const { calendarId, startsAt, durationMinutes, serviceId } = move;
  const { conversationId } = before;
  const wish = { startsAt, durationMinutes, serviceId, calendarId, conversationId };
  const taken = new SlotTaken(wish);
  if (await isTaken(ctx, schedule.resourceId, span, before.id)) throw taken;
  const resourceId = (await lockCalendars(ctx, [before.calendarId, calendarId])).get(calendarId);
  if (resourceId === undefined) throw notFound("calendar");
  const current = await loadAppointment(ctx, before.id, { forUpdate: true });
  requireMovable(current.status);
  if (current.calendarId !== before.calendarId) {
    throw new DomainError("conflict", "This appointment has just been moved by someone else. Try again.", {
      subject: "appointment",
    });
  }
  if (await isTaken(ctx, resourceId, span, before.id)) throw taken;
  const full = await whyFull(ctx, schedule, current, move);
  if (full) throw new SlotTaken(wish, full);
  const row = await ctx.trx
    .updateTable("appointments")
    .set({
      calendar_id: calendarId,
      resource_id: resourceId,
      ...(serviceId === before.serviceId ? {} : servicePart(ctx, serviceId)),
      starts_at: span.startsAt,
      ends_at: span.endsAt,
      during: during(span),
      sequence: sql`sequence + 1`,
      updated_at: ctx.clock.now(),
    })
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toAppointment(row);
}

/**
 * Moves an appointment in time, to another calendar, makes it longer or shorter, or one of another service: that takes its
 * length, its price and a calendar that offers it. A move to where it already is changes nothing.
 * @throws DomainError `slot_taken` with `data.alternatives`; `validation_failed` for the past, a service that no calendar
 * offers, or with rules `hours` outside opening hours, notice or horizon; `conflict` when it is over or cancelled;
 * `not_found`.
 */
export async function rescheduleAppointment(
  ctx: Context,
  input: RescheduleAppointmentInput,
): Promise<Appointment> {
  authorize(ctx, "appointment:write");
  const wish = parseInput(rescheduleAppointmentInput, input);
  return offeringAlternatives(ctx, () =>
    inTenant(ctx, async (inner) => {
      const before = await loadAppointment(inner, wish.id);
      const move = await moveOf(inner, before, wish);
      const isSame =
        move.startsAt.getTime() === before.startsAt.getTime() &&
        move.durationMinutes === minutesOf(before) &&
        move.calendarId === before.calendarId &&
        move.serviceId === before.serviceId;
      if (isSame) return before;
      requireMovable(before.status);
      const after = await moveTo(inner, before, move);
      announce(inner, "appointment");
      await enqueue(inner, {
        kind: "notify.customer",
        payload: { subjectId: after.id },
        dedupeKey: `notify.customer:${after.id}:${after.sequence}`,
      });
      await audit(inner, "appointment.reschedule", after.id, {
        from: placeOf(before),
        to: placeOf(after),
      });
      return after;
    }),
  );
}
