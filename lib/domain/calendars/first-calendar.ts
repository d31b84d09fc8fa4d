import { sql } from "kysely";
import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { insertCalendar } from "./parts";
import { loadCalendar, selectCalendars, toCalendar } from "./row";
import type { Calendar } from "./schema";

const FIRST_NAME = "Main calendar";

const findFirst = async (ctx: TenantContext): Promise<Calendar | undefined> => {
  const row = await selectCalendars(ctx).limit(1).executeTakeFirst();
  return row && toCalendar(row);
};

/**
 * The calendar that bookings without one go to: the first in order, made in the business's hours where there
 * is none yet. Callers at the same moment get the same one.
 */
export async function firstCalendar(ctx: Context): Promise<Calendar> {
  authorize(ctx, "calendar:read");
  return inTenant(ctx, async (inner) => {
    const existing = await findFirst(inner);
    if (existing) return existing;
    const key = `first calendar of ${inner.business.id}`;
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}::text, 0))`.execute(inner.trx);
    const made = await findFirst(inner);
    if (made) return made;
    const id = await insertCalendar(inner, { name: FIRST_NAME });
    await audit(inner, "calendar.create", id, { name: FIRST_NAME });
    return loadCalendar(inner, id);
  });
}
