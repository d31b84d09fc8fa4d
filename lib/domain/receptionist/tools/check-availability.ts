import { z } from "zod";
import { type Business, getBusiness, listClosures } from "@/lib/domain/businesses";
import { findSlots, type Slot } from "@/lib/domain/calendars";
import type { Context } from "@/lib/domain/context";
import { spokenDate, weekdayName } from "../brain";
import { durationMinutes, fromTime, localDate, service, toTime, untilDate } from "./arguments";
import { dayIn, localText, startOfDay, timeIn } from "./moments";
import { serviceNamed } from "./services";
import { defineTool } from "./tool";

const AHEAD_DAYS = 14;
const MAX_DAYS = 31;
const MOST_PER_DAY = 32;
const MOST_PER_DAY_OF_RANGE = 4;
const MOST = 40;

/** Why a day has no time at all, in words for the caller; undefined when it is open but full. */
async function whyClosed(ctx: Context, business: Business, date: string): Promise<string | undefined> {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  if (!business.hours.some((interval) => interval.isOpen && interval.dayOfWeek === weekday)) {
    return `We're closed on ${weekdayName(weekday)}s`;
  }
  const closure = (await listClosures(ctx)).find(
    ({ calendarId, startsAtLocal, endsAtLocal }) =>
      calendarId === null && startsAtLocal <= `${date}T23:59` && endsAtLocal > `${date}T00:00`,
  );
  return closure && `We're closed on ${spokenDate(date)}${closure.name ? ` for ${closure.name}` : ""}`;
}

function capped(slots: Slot[], timeZone: string, mostPerDay: number): Slot[] {
  const counts = new Map<string, number>();
  const kept = slots.filter(({ startsAt }) => {
    const day = dayIn(startsAt, timeZone);
    counts.set(day, (counts.get(day) ?? 0) + 1);
    return (counts.get(day) ?? 0) <= mostPerDay;
  });
  return kept.slice(0, MOST);
}

/** Free starts of a day, or of a range of days, in the business's zone. */
export const checkAvailability = defineTool({
  name: "check_availability",
  needsTimes: true,
  description:
    "Find free appointment times. Without date it looks at the next two weeks. Offer the caller two or three of the slots, never a time that is not listed.",
  arguments: z.object({
    date: localDate,
    until_date: untilDate,
    from_time: fromTime,
    to_time: toTime,
    service,
    duration_minutes: durationMinutes,
  }),
  async run({ ctx, conversation }, given) {
    const business = await getBusiness(ctx);
    const { timeZone } = business;
    const today = dayIn(ctx.clock.now(), timeZone);
    const named = await serviceNamed(ctx, given.service);
    const about = {
      service: named.service && {
        name: named.service.name,
        duration_minutes: named.service.durationMinutes,
      },
      time_zone: timeZone,
      ...(named.unknown ? { unknown_service: named.unknown } : {}),
    };
    const first = given.date ?? today;
    const isRange = !given.date || (given.until_date !== undefined && given.until_date > given.date);
    const days = given.date
      ? Math.round((Date.parse(given.until_date ?? given.date) - Date.parse(given.date)) / 86_400_000) + 1
      : AHEAD_DAYS;
    if (first < today && !isRange) {
      return { result: { slots: [], ...about, closed: "That day has already passed" }, receipt: null };
    }
    const from = new Date(Math.max(startOfDay(first, timeZone).getTime(), ctx.clock.now().getTime()));
    const to = startOfDay(first, timeZone, Math.min(Math.max(days, 1), MAX_DAYS));
    const found =
      to <= from
        ? []
        : await findSlots(ctx, {
            from,
            to,
            serviceId: named.service?.id,
            durationMinutes: given.duration_minutes,
            conversationId: conversation.id,
          });
    const fitting = found.filter(({ startsAt }) => {
      const time = timeIn(startsAt, timeZone);
      return (!given.from_time || time >= given.from_time) && (!given.to_time || time < given.to_time);
    });
    const slots = capped(fitting, timeZone, isRange ? MOST_PER_DAY_OF_RANGE : MOST_PER_DAY).map((slot) => ({
      starts_at: slot.startsAt.toISOString(),
      local: localText(slot.startsAt, timeZone),
      calendar: slot.calendarName,
    }));
    const closed = found.length === 0 && !isRange ? await whyClosed(ctx, business, first) : undefined;
    return { result: { slots, ...about, ...(closed ? { closed } : {}) }, receipt: null };
  },
});
