import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { loadCalendar } from "./row";
import { type Calendar, calendarIdInput } from "./schema";

/** One calendar. @throws DomainError `not_found`. */
export async function getCalendar(ctx: Context, id: string): Promise<Calendar> {
  authorize(ctx, "calendar:read");
  const input = parseInput(calendarIdInput, { id });
  return inTenant(ctx, (inner) => loadCalendar(inner, input.id));
}
