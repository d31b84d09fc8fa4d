import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { isId, newId } from "@/lib/domain/ids";
import { parseInput } from "@/lib/domain/parse";
import { type NewClosure, newClosure, toClosure } from "./closures";
import type { Closure } from "./schema";

/**
 * Closes the business, or one of its calendars, for a while.
 * @param input local wall time in the zone of the business, "YYYY-MM-DDTHH:MM", end not included.
 * @throws DomainError forbidden, validation_failed, not_found for a calendar.
 */
export async function addClosure(ctx: Context, input: NewClosure): Promise<Closure> {
  authorize(ctx, "calendar:write");
  const { name = "", calendarId = null, startsAtLocal, endsAtLocal } = parseInput(newClosure, input);
  return inTenant(ctx, async (ctx) => {
    if (calendarId !== null) {
      const calendar = isId(calendarId)
        ? await ctx.trx
            .selectFrom("calendars")
            .select("id")
            .where("business_id", "=", ctx.business.id)
            .where("id", "=", calendarId)
            .executeTakeFirst()
        : undefined;
      if (!calendar) throw notFound("calendar");
    }
    const now = ctx.clock.now();
    const row = await ctx.trx
      .insertInto("closures")
      .values({
        id: newId(now),
        business_id: ctx.business.id,
        calendar_id: calendarId,
        name,
        starts_at_local: startsAtLocal,
        ends_at_local: endsAtLocal,
        created_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await audit(ctx, "closure.create", row.id, { name, startsAtLocal, endsAtLocal });
    return toClosure(row);
  });
}
