import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { TenantContext } from "@/lib/domain/context";
import { invalid } from "@/lib/domain/errors";
import type { LocalRange, OpeningRules, Range } from "./availability";
import { type BookedSearch, loadBookedStarts, loadBusy, REACH_MS } from "./booked-time";
import type { DailyLimit } from "./daily-limit";
import { ensureFirstCalendar } from "./first-calendar";
import { resourceOfCalendar } from "./lock";
import { loadCalendar } from "./row";
import { DAY_MS } from "./wall-clock";

/** All that decides when one calendar is free over a stretch of time. */
export interface Schedule extends OpeningRules {
  calendarId: string;
  calendarName: string;
  /** Whose time it takes: its person's, or its own. */
  resourceId: string;
  slotStepMinutes: number;
  minimumNoticeMinutes: number;
  bookingHorizonDays: number;
  closures: readonly (LocalRange & { name: string })[];
  busy: readonly Range[];
  daily: DailyLimit | null;
}

export interface ScheduleSearch extends BookedSearch {
  calendarId?: string | undefined;
  serviceId?: string | null | undefined;
}

/** More than any zone's distance from UTC, both ways. */
const LOCAL_MARGIN_MS = 2 * DAY_MS;

async function loadCalendars(ctx: TenantContext, search: ScheduleSearch) {
  const { fromMs, toMs, calendarId, serviceId } = search;
  const businessId = ctx.business.id;
  let query = ctx.trx
    .selectFrom("calendars")
    .innerJoin("businesses", "businesses.id", "calendars.business_id")
    .where("calendars.business_id", "=", businessId)
    .where("calendars.removed_at", "is", null);
  if (calendarId) query = query.where("calendars.id", "=", calendarId);
  if (serviceId) {
    query = query.where(({ eb, or, not, exists, selectFrom }) => {
      const offered = selectFrom("calendar_services")
        .select("calendar_services.service_id")
        .where("calendar_services.business_id", "=", businessId)
        .whereRef("calendar_services.calendar_id", "=", "calendars.id");
      return or([not(exists(offered)), eb(eb.val(serviceId), "in", offered)]);
    });
  }
  const latest = new Date(toMs + REACH_MS + LOCAL_MARGIN_MS).toISOString().slice(0, 19);
  const earliest = new Date(fromMs - REACH_MS - LOCAL_MARGIN_MS).toISOString().slice(0, 19);
  return query
    .select([
      "calendars.id",
      "calendars.name",
      "calendars.slot_step_minutes",
      "calendars.minimum_notice_minutes",
      "calendars.booking_horizon_days",
      "calendars.daily_limit",
      "businesses.time_zone",
      resourceOfCalendar.as("resource_id"),
    ])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom("time_slots")
          .select(["day_of_week", "starts_at", "ends_at"])
          .where("time_slots.business_id", "=", businessId)
          .whereRef("time_slots.calendar_id", "=", "calendars.id"),
      ).as("own_hours"),
      jsonArrayFrom(
        eb
          .selectFrom("business_hours")
          .select(["day_of_week", "opens_at", "closes_at"])
          .where("business_hours.business_id", "=", businessId)
          .where("is_open", "=", true),
      ).as("business_hours"),
      jsonArrayFrom(
        eb
          .selectFrom("closures")
          .select(["name", "starts_at_local", "ends_at_local"])
          .where("closures.business_id", "=", businessId)
          .where("starts_at_local", "<", latest)
          .where("ends_at_local", ">", earliest)
          .where(({ or, eb: where }) =>
            or([
              where("closures.calendar_id", "is", null),
              where("closures.calendar_id", "=", where.ref("calendars.id")),
            ]),
          ),
      ).as("closures"),
    ])
    .orderBy("calendars.position")
    .orderBy("calendars.created_at")
    .orderBy("calendars.id")
    .execute();
}

/**
 * The schedules of the calendars in question, in their order, in two queries; a third where one has a daily limit. A
 * business without a calendar gets its first one.
 * @returns empty when no calendar offers the service.
 * @throws DomainError `not_found` for an unknown calendar, `validation_failed` for one without the service.
 */
export async function loadSchedules(ctx: TenantContext, search: ScheduleSearch): Promise<Schedule[]> {
  let calendars = await loadCalendars(ctx, search);
  if (calendars.length === 0 && search.calendarId) {
    await loadCalendar(ctx, search.calendarId);
    throw invalid("calendarId", "This calendar does not offer that service.");
  }
  if (calendars.length === 0) {
    await ensureFirstCalendar(ctx);
    calendars = await loadCalendars(ctx, search);
    if (calendars.length === 0) return [];
  }
  const busy = await loadBusy(
    ctx,
    calendars.map((calendar) => calendar.resource_id),
    search,
  );
  const limited = calendars.filter((calendar) => calendar.daily_limit !== null);
  const bookedStarts = await loadBookedStarts(
    ctx,
    limited.map((calendar) => calendar.id),
    search,
  );
  return calendars.map((calendar) => ({
    calendarId: calendar.id,
    calendarName: calendar.name,
    resourceId: calendar.resource_id,
    timeZone: calendar.time_zone,
    slotStepMinutes: calendar.slot_step_minutes,
    minimumNoticeMinutes: calendar.minimum_notice_minutes,
    bookingHorizonDays: calendar.booking_horizon_days,
    openings:
      calendar.own_hours.length > 0
        ? calendar.own_hours.map((slot) => ({
            dayOfWeek: slot.day_of_week,
            opensAt: slot.starts_at,
            closesAt: slot.ends_at,
          }))
        : calendar.business_hours.map((hours) => ({
            dayOfWeek: hours.day_of_week,
            opensAt: hours.opens_at,
            closesAt: hours.closes_at,
          })),
    closures: calendar.closures.map((closure) => ({
      name: closure.name,
      startsAtLocal: closure.starts_at_local,
      endsAtLocal: closure.ends_at_local,
    })),
    busy: busy.get(calendar.resource_id) ?? [],
    daily:
      calendar.daily_limit === null
        ? null
        : { limit: calendar.daily_limit, bookedStarts: bookedStarts.get(calendar.id) ?? [] },
  }));
}
