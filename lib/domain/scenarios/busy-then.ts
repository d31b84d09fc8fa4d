import { z } from "zod";
import { listCalendars } from "@/lib/domain/calendars";
import type { CallDetail } from "@/lib/domain/calls";
import type { TenantContext } from "@/lib/domain/context";
import { dayIn, timeIn } from "@/lib/domain/receptionist";
import { type BusyTime, MOST_BUSY_TIMES } from "./schema";

const MOST_MOVES = 1_000;
const DAY_MILLISECONDS = 86_400_000;

const daysAsked = z.object({
  date: z.iso.date().nullish().catch(null),
  until_date: z.iso.date().nullish().catch(null),
  starts_at: z.string().nullish().catch(null),
});
const movedFrom = z.object({ from: z.object({ startsAt: z.iso.datetime(), calendarId: z.string() }) });

/** The span of time that a call asked about; null where it asked about none. A day more on both sides covers every zone. */
function spanOf({ toolCalls }: CallDetail): { from: Date; to: Date } | null {
  const days = toolCalls
    .flatMap(({ arguments: given }) => {
      const asked = daysAsked.safeParse(given).data;
      return [asked?.date, asked?.until_date, asked?.starts_at?.slice(0, 10)];
    })
    .map((day) => Date.parse(day ?? ""))
    .filter((time) => !Number.isNaN(time));
  if (days.length === 0) return null;
  return {
    from: new Date(Math.min(...days) - DAY_MILLISECONDS),
    to: new Date(Math.max(...days) + 2 * DAY_MILLISECONDS),
  };
}

/**
 * What other customers had taken, on the days that a call asked about, when it came in: times and calendars, nobody's
 * name. Holds of that moment are not known any more.
 */
export async function busyThen(ctx: TenantContext, call: CallDetail, timeZone: string): Promise<BusyTime[]> {
  const span = spanOf(call);
  if (!span) return [];
  const moves = await ctx.trx
    .selectFrom("audit_log")
    .select(["subject_id", "changes"])
    .where("business_id", "=", ctx.business.id)
    .where("action", "=", "appointment.reschedule")
    .where("occurred_at", ">=", call.startedAt)
    .orderBy("occurred_at")
    .limit(MOST_MOVES)
    .execute();
  const movedIds = moves.flatMap(({ subject_id: id }) => id ?? []);
  const rows = await ctx.trx
    .selectFrom("appointments")
    .select(["id", "calendar_id", "starts_at", "ends_at"])
    .where("business_id", "=", ctx.business.id)
    .where("contact_id", "is distinct from", call.contactId)
    .where("created_at", "<", call.startedAt)
    .where("status", "!=", "held")
    .where((eb) => eb.or([eb("cancelled_at", "is", null), eb("cancelled_at", ">", call.startedAt)]))
    .where((eb) =>
      eb.or([
        eb.and([eb("starts_at", ">=", span.from), eb("starts_at", "<", span.to)]),
        eb("id", "in", [call.id, ...movedIds]),
      ]),
    )
    .orderBy("starts_at")
    .limit(MOST_MOVES)
    .execute();
  const names = new Map((await listCalendars(ctx)).map(({ id, name }) => [id, name]));
  return rows
    .map((row) => {
      const move = moves.find(({ subject_id: id }) => id === row.id);
      const before = movedFrom.safeParse(move?.changes).data?.from;
      return {
        startsAt: before ? new Date(before.startsAt) : row.starts_at,
        calendar: names.get(before?.calendarId ?? row.calendar_id),
        durationMinutes: Math.round((row.ends_at.getTime() - row.starts_at.getTime()) / 60_000),
      };
    })
    .filter(({ startsAt }) => startsAt > call.startedAt && startsAt >= span.from && startsAt < span.to)
    .sort((one, two) => one.startsAt.getTime() - two.startsAt.getTime())
    .flatMap(({ startsAt, calendar, durationMinutes }) =>
      calendar
        ? [
            {
              startsAtLocal: `${dayIn(startsAt, timeZone)}T${timeIn(startsAt, timeZone)}`,
              durationMinutes,
              calendar,
            },
          ]
        : [],
    )
    .slice(0, MOST_BUSY_TIMES);
}
