import { asSystem, type Context, inBusiness, type SystemContext } from "@/lib/domain/context";
import { DomainError, notFound } from "@/lib/domain/errors";
import { isId, NIL_UUID } from "@/lib/domain/ids";

/** The business that has a calendar, as a query of its id: no row where none has it any more. */
export const businessOfCalendar = ({ trx }: SystemContext, calendarId: string) =>
  trx
    .selectFrom("calendars")
    .select("calendars.business_id")
    .where("calendars.id", "=", isId(calendarId) ? calendarId : NIL_UUID)
    .where("calendars.removed_at", "is", null);

/**
 * The context in the business that has a calendar, for whoever names the calendar alone.
 * @throws DomainError `not_found` where no business of the caller has it; `suspended`.
 */
export async function inBusinessOfCalendar(ctx: Context, calendarId: string): Promise<Context> {
  const row = await asSystem(ctx, "the business of a calendar", (system) =>
    businessOfCalendar(system, calendarId).executeTakeFirst(),
  );
  if (!row) throw notFound("calendar");
  try {
    return await inBusiness(ctx, row.business_id);
  } catch (error) {
    throw error instanceof DomainError && error.code === "not_found" ? notFound("calendar") : error;
  }
}
