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

/** `firstCalendar` for verbs that have checked their own permission. */
export async function ensureFirstCalendar(ctx: TenantContext): Promise<Calendar> {
  const existing = await findFirst(ctx);
  if (existing) return existing;
  const key = `first calendar of ${ctx.business.id}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}::text, 0))`.execute(ctx.trx);
  const made = await findFirst(ctx);
  if (made) return made;
  const id = await insertCalendar(ctx, { name: FIRST_NAME });
  await audit(ctx, "calendar.create", id, { name: FIRST_NAME });
  return loadCalendar(ctx, id);
}

/**
 * The calendar that bookings without one go to: the first in order, made in the business's hours where there
 * is none yet. Callers at the same moment get the same one.
 */
export async function firstCalendar(ctx: Context): Promise<Calendar> {
  authorize(ctx, "calendar:read");
  return inTenant(ctx, ensureFirstCalendar);
}
