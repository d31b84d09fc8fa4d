import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { loadBusiness } from "./get-business";
import { type DayInterval, hoursSchema } from "./hours";
import type { Business } from "./schema";
import { writeHours } from "./write-hours";

/**
 * Puts a week of opening hours in the place of the one there was.
 * @param hours local wall time; several intervals a day, none sharing time.
 * @throws DomainError forbidden, validation_failed with messages per interval ("3.opensAt").
 */
export async function setHours(ctx: Context, hours: DayInterval[]): Promise<Business> {
  authorize(ctx, "calendar:write");
  const week = parseInput(hoursSchema, hours);
  return inTenant(ctx, async (ctx) => {
    await writeHours(ctx, week);
    await audit(ctx, "business.set_hours", ctx.business.id, { hours: week });
    return loadBusiness(ctx);
  });
}
