import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { insertCalendar, replaceServices, requireAgent } from "./parts";
import { setPerson } from "./person";
import { loadCalendar } from "./row";
import { type Calendar, type CreateCalendarInput, createCalendarInput } from "./schema";

/** Makes a calendar. @throws DomainError `not_found` for an unknown agent, service or other calendar of the person. */
export async function createCalendar(ctx: Context, input: CreateCalendarInput): Promise<Calendar> {
  authorize(ctx, "calendar:write");
  const fields = parseInput(createCalendarInput, input);
  return inTenant(ctx, async (inner) => {
    if (fields.agentId) await requireAgent(inner, fields.agentId);
    const id = await insertCalendar(inner, fields);
    await replaceServices(inner, id, fields.serviceIds ?? []);
    if (fields.samePersonAsId) await setPerson(inner, id, fields.samePersonAsId);
    await audit(inner, "calendar.create", id, { name: fields.name });
    return loadCalendar(inner, id);
  });
}
