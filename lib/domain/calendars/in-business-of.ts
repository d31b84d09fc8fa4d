import { asSystem, type Context, inBusiness } from "@/lib/domain/context";
import { DomainError, notFound } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";

/**
 * The context in the business that has a calendar, for whoever names the calendar alone.
 * @throws DomainError `not_found` where no business of the caller has it; `suspended`.
 */
export async function inBusinessOfCalendar(ctx: Context, calendarId: string): Promise<Context> {
  const row = isId(calendarId)
    ? await asSystem(ctx, "the business of a calendar", ({ trx }) =>
        trx
          .selectFrom("calendars")
          .select("business_id")
          .where("id", "=", calendarId)
          .where("removed_at", "is", null)
          .executeTakeFirst(),
      )
    : undefined;
  if (!row) throw notFound("calendar");
  try {
    return await inBusiness(ctx, row.business_id);
  } catch (error) {
    throw error instanceof DomainError && error.code === "not_found" ? notFound("calendar") : error;
  }
}
