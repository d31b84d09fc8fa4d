import type { Context } from "@/lib/domain/context";
import type { DayInterval } from "./hours";
import type { Business } from "./schema";
import { updateBusiness } from "./update-business";

/**
 * Puts a week of opening hours in the place of the one there was.
 * @param hours local wall time; several intervals a day, none sharing time.
 * @throws DomainError forbidden, validation_failed.
 */
export const setHours = (ctx: Context, hours: DayInterval[]): Promise<Business> =>
  updateBusiness(ctx, { hours });
