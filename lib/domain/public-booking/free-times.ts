import {
  dayAfter,
  dayOf,
  daysBetween,
  localDate,
  MAX_HORIZON_DAYS,
  searchSlots,
  startOfDay,
  todayAt,
} from "@/lib/domain/calendars";
import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { isId } from "@/lib/domain/ids";
import { asCustomer } from "./as-customer";

/** How many days are shown at once. */
const DAYS = 7;
/** The first free time is mostly days away; a full book is looked through in longer steps, a year far. */
const SEARCH_UNTIL = [14, 62, 372];
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

/** The last day that any of the calendars in question can be booked on. */
async function lastDayOf(ctx: TenantContext, { calendarId }: TimesWish, today: string): Promise<string> {
  let query = ctx.trx
    .selectFrom("calendars")
    .select((read) => read.fn.max("booking_horizon_days").as("days"))
    .where("business_id", "=", ctx.business.id)
    .where("removed_at", "is", null);
  if (calendarId && isId(calendarId)) query = query.where("id", "=", calendarId);
  const { days } = await query.executeTakeFirstOrThrow();
  return dayAfter(today, days ?? MAX_HORIZON_DAYS);
}

/** The day that was asked for, where it is one and can be booked on. */
function dayWanted(from: string | undefined, today: string, last: string): string | undefined {
  if (!localDate.safeParse(from).success || from === undefined || from > last) return undefined;
  return from < today ? today : from;
}

/** `freeTimesOf` for whoever is a customer already. */
export async function freeTimes(customer: Context, wish: TimesWish): Promise<FreeTimes> {
  return inTenant(customer, async (ctx) => {
    const { timeZone, today } = await todayAt(ctx);
    const last = await lastDayOf(ctx, wish, today);
    const wanted = dayWanted(wish.from, today, last);
    const next = await firstFree(ctx, wish, { from: wanted ?? today, last, timeZone });
    const isNear = next !== null && next < dayAfter(today, DAYS);
    const first = wanted ?? (isNear || next === null ? today : next);
    const end = dayAfter(first, DAYS);
    const [from, to] = [startOfDay(timeZone, first), startOfDay(timeZone, end)];
    // Nothing lies before the first free day.
    const slots = next === null || next >= end ? [] : await search(ctx, wish, from, to, MOST_TIMES);
    const dayAt = daysBetween(timeZone, from, to);
    const days = Array.from({ length: DAYS }, (_, index) => dayAfter(first, index));
    const back = dayAfter(first, -DAYS);
    return {
      days: days.map((day) => ({ day, times: slots.filter((start) => dayAt(start) === day) })),
      before: first <= today ? null : (dayWanted(back, today, last) ?? null),
      after: end > last ? null : end,
      nextFree: next,
      timeZone,
    };
  });
}

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

/** The first day with a free time, from a day on: step by step, and no further than anything can be booked. */
async function firstFree(
  ctx: TenantContext,
  wish: TimesWish,
  { from, last, timeZone }: { from: string; last: string; timeZone: string },
): Promise<string | null> {
  const afterLast = dayAfter(last, 1);
  let done = from;
  for (const days of SEARCH_UNTIL) {
    const step = dayAfter(from, days);
    const isEnd = step >= afterLast;
    const until = isEnd ? afterLast : step;
    const [first] = await search(ctx, wish, startOfDay(timeZone, done), startOfDay(timeZone, until), 1);
    if (first) return dayOf(timeZone, first);
    if (isEnd) return null;
    done = until;
  }
  return null;
}

/**
 * When customers can book on the page of a business: seven days, from the one asked for or around the first free time.
 * @throws DomainError `not_found` for an unknown business, service or calendar; `forbidden` where bookings are taken by
 * phone only; `validation_failed` for a calendar that does not offer the service; `rate_limited`.
 */
export async function freeTimesOf(ctx: Context, slug: string, wish: TimesWish): Promise<FreeTimes> {
  return freeTimes(await asCustomer(ctx, { slug }, "search"), wish);
}

/** Whether the page offers this very start. @throws DomainError as `freeTimesOf`. */
export async function isOffered(
  ctx: Context,
  slug: string,
  { startsAt, ...wish }: TimesWish & { startsAt: Date },
): Promise<boolean> {
  const customer = await asCustomer(ctx, { slug }, "search");
  return inTenant(customer, async (inner) => {
    const [first] = await search(inner, wish, startsAt, new Date(startsAt.getTime() + 1), 1);
    return first !== undefined;
  });
}
