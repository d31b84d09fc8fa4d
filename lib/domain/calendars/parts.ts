import type { TenantContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";

/**
 * Makes these the services that a calendar offers; none means all of them.
 * @throws DomainError `not_found` when one is not a service of the business.
 */
export async function replaceServices(
  ctx: TenantContext,
  calendarId: string,
  serviceIds: string[],
): Promise<void> {
  const wanted = [...new Set(serviceIds)];
  await ctx.trx
    .deleteFrom("calendar_services")
    .where("business_id", "=", ctx.business.id)
    .where("calendar_id", "=", calendarId)
    .execute();
  if (wanted.length === 0) return;
  const known = await ctx.trx
    .selectFrom("services")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("id", "in", wanted)
    .execute();
  if (known.length !== wanted.length) throw notFound("service");
  await ctx.trx
    .insertInto("calendar_services")
    .values(
      wanted.map((service_id) => ({ business_id: ctx.business.id, calendar_id: calendarId, service_id })),
    )
    .execute();
}

/** Writes a calendar's row at the end of the list unless a position is given. */
export async function insertCalendar(
  ctx: TenantContext,
  fields: {
    name: string;
    agentId?: string | null | undefined;
    position?: number | undefined;
    slotStepMinutes?: number | undefined;
    minimumNoticeMinutes?: number | undefined;
    bookingHorizonDays?: number | undefined;
    dailyLimit?: number | null | undefined;
  },
): Promise<string> {
  const now = ctx.clock.now();
  const id = newId(now);
  const last = await ctx.trx
    .selectFrom("calendars")
    .select((eb) => eb.fn.max("position").as("position"))
    .where("business_id", "=", ctx.business.id)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  await ctx.trx
    .insertInto("calendars")
    .values({
      id,
      business_id: ctx.business.id,
      name: fields.name,
      agent_id: fields.agentId ?? null,
      position: fields.position ?? (last?.position ?? -1) + 1,
      slot_step_minutes: fields.slotStepMinutes,
      minimum_notice_minutes: fields.minimumNoticeMinutes,
      booking_horizon_days: fields.bookingHorizonDays,
      daily_limit: fields.dailyLimit ?? null,
      created_at: now,
      updated_at: now,
    })
    .execute();
  return id;
}
