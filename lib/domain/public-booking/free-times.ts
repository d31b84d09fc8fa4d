import { Temporal } from "temporal-polyfill";
import { searchSlots } from "@/lib/domain/calendars";
import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { asCustomer } from "./as-customer";

/** How many days are shown at once. */
const DAYS = 7;
/** The first free time is mostly days away; a full book is searched once more, a year far. */
const SEARCH_DAYS = [14, 372];
/** A week of starts every five minutes, day and night. */
const MOST_TIMES = DAYS * 288;

/** What is to be booked. */
export interface TimesWish {
  serviceId: string | null;
  /** Null: whoever is free. */
  calendarId: string | null;
  /** Where it is not the service's own. */
  durationMinutes?: number | undefined;
  /** "YYYY-MM-DD" of the first day wanted; without one, the days around the first free time. */
  from?: string | undefined;
}

/** Seven days with what is free on each. Days are "YYYY-MM-DD" in the zone of the business. */
export interface FreeTimes {
  days: { day: string; times: Date[] }[];
  /** The days before and after these: where there are some that can be asked for. */
  before: string | null;
  after: string | null;
  /** The next day with a free time, from the first of these on; null where there is none within a year. */
  nextFree: string | null;
  timeZone: string;
}

const startOf = (day: Temporal.PlainDate, timeZone: string): Date =>
  new Date(day.toZonedDateTime(timeZone).epochMilliseconds);

const dayAt = (instant: Date, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();

/** The day that was asked for, where it is one and within the days that are searched. */
function dayWanted(from: string | undefined, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if (from === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(from)) return undefined;
  try {
    const day = Temporal.PlainDate.from(from, { overflow: "reject" });
    if (Temporal.PlainDate.compare(day, today) < 0) return today;
    return Temporal.PlainDate.compare(day, today.add({ days: 1100 })) > 0 ? undefined : day;
  } catch {
    return undefined;
  }
}

/** `freeTimesOf` for whoever is a customer already. */
export async function freeTimes(customer: Context, wish: TimesWish): Promise<FreeTimes> {
  return inTenant(customer, async (ctx) => {
    const { time_zone: timeZone } = await ctx.trx
      .selectFrom("businesses")
      .select("time_zone")
      .where("id", "=", ctx.business.id)
      .executeTakeFirstOrThrow();
    const today = dayAt(ctx.clock.now(), timeZone);
    const wanted = dayWanted(wish.from, today);
    const next = await firstFree(ctx, wish, wanted ?? today, timeZone);
    const isNear = next !== null && Temporal.PlainDate.compare(next, today.add({ days: DAYS })) < 0;
    const first = wanted ?? (isNear || next === null ? today : next);
    const end = first.add({ days: DAYS });
    const slots = await search(ctx, wish, startOf(first, timeZone), startOf(end, timeZone), MOST_TIMES);
    const days = Array.from({ length: DAYS }, (_, index) => first.add({ days: index }));
    const back = first.subtract({ days: DAYS });
    return {
      days: days.map((day) => ({
        day: day.toString(),
        times: slots.filter((start) => dayAt(start, timeZone).equals(day)),
      })),
      before: Temporal.PlainDate.compare(first, today) <= 0 ? null : later(back, today).toString(),
      after: Temporal.PlainDate.compare(end, today.add({ days: 1100 })) > 0 ? null : end.toString(),
      nextFree: next?.toString() ?? null,
      timeZone,
    };
  });
}

const later = (one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.compare(one, other) < 0 ? other : one;

async function search(
  ctx: TenantContext,
  { serviceId, calendarId, durationMinutes }: TimesWish,
  from: Date,
  to: Date,
  limit: number,
): Promise<Date[]> {
  const slots = await searchSlots(ctx, {
    from,
    to,
    limit,
    durationMinutes,
    serviceId: serviceId ?? undefined,
    calendarId: calendarId ?? undefined,
  });
  return slots.map(({ startsAt }) => startsAt);
}

/** The first day with a free time, from a day on. */
async function firstFree(
  ctx: TenantContext,
  wish: TimesWish,
  day: Temporal.PlainDate,
  timeZone: string,
): Promise<Temporal.PlainDate | null> {
  for (const days of SEARCH_DAYS) {
    const [first] = await search(ctx, wish, startOf(day, timeZone), startOf(day.add({ days }), timeZone), 1);
    if (first) return dayAt(first, timeZone);
  }
  return null;
}

/**
 * When customers can book on the page of a business: seven days, from the one asked for or around the first free time.
 * @throws DomainError `not_found` for an unknown business, service or calendar; `forbidden` where bookings are taken by
 * phone only; `validation_failed` for a calendar that does not offer the service.
 */
export async function freeTimesOf(ctx: Context, slug: string, wish: TimesWish): Promise<FreeTimes> {
  return freeTimes(await asCustomer(ctx, { slug }), wish);
}
