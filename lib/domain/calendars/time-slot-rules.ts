import type { TenantContext } from "@/lib/domain/context";
import { DomainError, invalid, notFound } from "@/lib/domain/errors";
import { MAX_TIME_SLOTS, type TimeSlot } from "./schema";

/** @throws DomainError `validation_failed` where start and end are the same: nobody can tell nothing from a whole day. */
export function requireLength({ startsAt, endsAt }: Pick<TimeSlot, "startsAt" | "endsAt">): void {
  if (startsAt !== endsAt) return;
  throw invalid(
    "endsAt",
    "Give an end other than the start; one before it is on the next day. For a whole day add 00:00 to 12:00 and 12:00 to 00:00.",
  );
}

/** Makes changes of a calendar's time slots take turns. @throws DomainError `not_found` for an unknown calendar. */
export async function lockTimeSlots(ctx: TenantContext, calendarId: string): Promise<void> {
  const calendar = await ctx.trx
    .selectFrom("calendars")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", calendarId)
    .where("removed_at", "is", null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!calendar) throw notFound("calendar");
}

/** @throws DomainError `conflict` where a calendar has as many time slots as may be. */
export async function requireRoom(ctx: TenantContext, calendarId: string): Promise<void> {
  const { count } = await ctx.trx
    .selectFrom("time_slots")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("business_id", "=", ctx.business.id)
    .where("calendar_id", "=", calendarId)
    .executeTakeFirstOrThrow();
  if (Number(count) < MAX_TIME_SLOTS) return;
  throw new DomainError(
    "conflict",
    `A calendar has at most ${MAX_TIME_SLOTS} time slots. Remove one, or make one longer.`,
    { subject: "time_slot" },
  );
}
