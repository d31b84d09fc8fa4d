import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { TenantContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import type { Calendar } from "./schema";

/** The calendars of the business, with time slots and services, in their order. Removed ones are gone. */
export const selectCalendars = (ctx: TenantContext) =>
  ctx.trx
    .selectFrom("calendars")
    .where("calendars.business_id", "=", ctx.business.id)
    .where("calendars.removed_at", "is", null)
    .selectAll("calendars")
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom("time_slots")
          .select(["id", "day_of_week", "starts_at", "ends_at"])
          .whereRef("time_slots.calendar_id", "=", "calendars.id")
          .where("time_slots.business_id", "=", ctx.business.id)
          .orderBy("day_of_week")
          .orderBy("starts_at")
          .orderBy("id"),
      ).as("time_slots"),
      jsonArrayFrom(
        eb
          .selectFrom("calendar_services")
          .select("service_id")
          .whereRef("calendar_services.calendar_id", "=", "calendars.id")
          .where("calendar_services.business_id", "=", ctx.business.id)
          .orderBy("service_id"),
      ).as("services"),
    ])
    .orderBy("calendars.position")
    .orderBy("calendars.created_at")
    .orderBy("calendars.id");

type CalendarRow = Awaited<ReturnType<ReturnType<typeof selectCalendars>["execute"]>>[number];

/** A row of `selectCalendars` as the entity. */
export const toCalendar = (row: CalendarRow): Calendar => ({
  id: row.id,
  name: row.name,
  agentId: row.agent_id,
  position: row.position,
  slotStepMinutes: row.slot_step_minutes,
  minimumNoticeMinutes: row.minimum_notice_minutes,
  bookingHorizonDays: row.booking_horizon_days,
  dailyLimit: row.daily_limit,
  personId: row.person_id,
  serviceIds: row.services.map((service) => service.service_id),
  timeSlots: row.time_slots.map((slot) => ({
    id: slot.id,
    calendarId: row.id,
    dayOfWeek: slot.day_of_week,
    startsAt: slot.starts_at.slice(0, 5),
    endsAt: slot.ends_at.slice(0, 5),
  })),
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** @throws DomainError `not_found` for another tenant's calendar, too. */
export async function loadCalendar(ctx: TenantContext, id: string): Promise<Calendar> {
  const row = await selectCalendars(ctx).where("calendars.id", "=", id).executeTakeFirst();
  if (!row) throw notFound("calendar");
  return toCalendar(row);
}
