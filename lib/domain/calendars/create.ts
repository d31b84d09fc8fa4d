import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { requireAgent } from "@/lib/domain/owned";
import { parseInput } from "@/lib/domain/parse";
import { lockAllCalendars } from "./lock";
import { insertCalendar, replaceServices } from "./parts";
import { setPerson } from "./person";
import { loadCalendar } from "./row";
import { type Calendar, type CreateCalendarInput, createCalendarInput, MAX_CALENDARS } from "./schema";

/** Waits for others who make one, so that two never share the last place. */
async function requirePlace(ctx: TenantContext): Promise<void> {
  await lockAllCalendars(ctx);
  const { count } = await ctx.trx
    .selectFrom("calendars")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("business_id", "=", ctx.business.id)
    .where("removed_at", "is", null)
    .executeTakeFirstOrThrow();
  if (Number(count) < MAX_CALENDARS) return;
  throw new DomainError(
    "conflict",
    `A business has at most ${MAX_CALENDARS} calendars. Remove one that is not used any more.`,
    { subject: "calendar" },
  );
}

/**
 * Makes a calendar.
 * @throws DomainError `not_found` for an unknown agent, service or other calendar of the person; `conflict` where
 * there are as many as may be.
 */
export async function createCalendar(ctx: Context, input: CreateCalendarInput): Promise<Calendar> {
  authorize(ctx, "calendar:write");
  const fields = parseInput(createCalendarInput, input);
  return inTenant(ctx, async (inner) => {
    await requirePlace(inner);
    await requireAgent(inner, fields.agentId);
    const id = await insertCalendar(inner, fields);
    await replaceServices(inner, id, fields.serviceIds ?? []);
    if (fields.samePersonAsId) await setPerson(inner, id, fields.samePersonAsId);
    await audit(inner, "calendar.create", id, { name: fields.name });
    return loadCalendar(inner, id);
  });
}
