import {
  APPOINTMENT_STATUSES,
  type AppointmentStatus,
  rescheduleAppointment,
} from "@/lib/domain/appointments";
import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError, notFound } from "@/lib/domain/errors";
import { enqueue } from "@/lib/domain/events";
import { wordOf } from "@/lib/domain/parse";
import { asCustomer } from "./as-customer";
import { cancelAsCustomer } from "./book-as-customer";
import { type FreeTimes, freeTimes } from "./free-times";
import { takeTurns } from "./limits";
import { appointmentIdOf } from "./manage-link";
import { loadPublicBusiness, type PublicBusiness } from "./public-business";
import { isToCome, requireToCome } from "./to-come";
import type { Visit } from "./visits";

/** A move sends mail: beyond so many changes a customer has to call. */
const MOST_CHANGES = 20;

/** An appointment as whoever has its link may see it. */
export interface PublicBooking {
  business: PublicBusiness;
  status: AppointmentStatus;
  startsAt: Date;
  endsAt: Date;
  /** What it is for; empty where nothing was said. */
  title: string;
  serviceId: string | null;
  calendarName: string;
  /** Whether it is still to come, and can be moved and cancelled. */
  isOpen: boolean;
}

interface OwnBooking extends PublicBooking {
  id: string;
  calendarId: string;
  durationMinutes: number;
  sequence: number;
}

async function ownBooking(ctx: TenantContext, id: string): Promise<OwnBooking> {
  const row = await ctx.trx
    .selectFrom("appointments")
    .innerJoin("calendars", (join) =>
      join
        .onRef("calendars.business_id", "=", "appointments.business_id")
        .onRef("calendars.id", "=", "appointments.calendar_id"),
    )
    .select([
      "appointments.id",
      "appointments.status",
      "appointments.starts_at",
      "appointments.ends_at",
      "appointments.title",
      "appointments.service_id",
      "appointments.calendar_id",
      "appointments.sequence",
      "calendars.name as calendar_name",
    ])
    .where("appointments.business_id", "=", ctx.business.id)
    .where("appointments.id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound("appointment");
  const status = wordOf(APPOINTMENT_STATUSES, row.status);
  return {
    business: await loadPublicBusiness(ctx),
    id: row.id,
    status,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    title: row.title,
    serviceId: row.service_id,
    calendarName: row.calendar_name,
    calendarId: row.calendar_id,
    durationMinutes: (row.ends_at.getTime() - row.starts_at.getTime()) / 60_000,
    sequence: row.sequence,
    isOpen: isToCome(ctx, { status, startsAt: row.starts_at }),
  };
}

async function withToken<R>(
  ctx: Context,
  token: string,
  visit: Visit,
  work: (ctx: TenantContext, booking: OwnBooking) => Promise<R>,
): Promise<R> {
  const appointmentId = appointmentIdOf(token);
  const customer = await asCustomer(ctx, { appointmentId }, visit);
  return inTenant(customer, async (inner) => {
    // What is read is what is changed: of two moves at once the second sees the first.
    if (visit === "change") await takeTurns(inner);
    return work(inner, await ownBooking(inner, appointmentId));
  });
}

/** The appointment behind a link. @throws DomainError `not_found` for what is none of our links. */
export function bookingByToken(ctx: Context, token: string): Promise<PublicBooking> {
  return withToken(ctx, token, "read", async (_, booking) => {
    const { business, status, startsAt, endsAt, title, serviceId, calendarName, isOpen } = booking;
    return { business, status, startsAt, endsAt, title, serviceId, calendarName, isOpen };
  });
}

/** When the appointment behind a link could take place instead. @throws DomainError `not_found`, `rate_limited`. */
export function timesToMove(ctx: Context, token: string, from?: string): Promise<FreeTimes> {
  return withToken(ctx, token, "search", (inner, { serviceId, calendarId, durationMinutes }) =>
    freeTimes(inner, { serviceId, calendarId, durationMinutes, from }),
  );
}

/**
 * Moves the appointment behind a link in its calendar, with its service and length, as customers may. Customer and owner
 * are told.
 * @throws DomainError `not_found`, `conflict` when it is over, cancelled or was changed twenty times, `rate_limited`, and
 * as `rescheduleAppointment`: `slot_taken` with three others.
 */
export async function moveAsCustomer(ctx: Context, token: string, startsAt: Date): Promise<void> {
  await withToken(ctx, token, "change", async (inner, booking) => {
    requireToCome(inner, booking, "moved");
    if (booking.sequence >= MOST_CHANGES) {
      const message = "This appointment was changed many times. Call us to move it once more.";
      throw new DomainError("conflict", message, { subject: "appointment" });
    }
    const { id } = booking;
    const { sequence } = await rescheduleAppointment(inner, { id, startsAt, rules: "hours" });
    if (sequence === booking.sequence) return;
    await enqueue(inner, {
      kind: "notify.owner_moved",
      payload: { subjectId: id, sequence },
      dedupeKey: `notify.owner_moved:${id}:${sequence}`,
    });
  });
}

/** Calls off the appointment behind a link. @throws DomainError `not_found`, `conflict` when it is over. */
export async function cancelByToken(ctx: Context, token: string): Promise<void> {
  await cancelAsCustomer(ctx, appointmentIdOf(token));
}
