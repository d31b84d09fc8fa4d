import { createDefaultAgentRows } from "@/lib/domain/agents";
import type { SystemContext } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { withHours } from "./business-row";
import { type DayInterval, DEFAULT_HOURS } from "./hours";
import { type Business, notificationSettings } from "./schema";
import { takeBusiness } from "./take-business";
import { takeSlug } from "./take-slug";
import { writeHours } from "./write-hours";

export interface FirstRows {
  name: string;
  ownerUserId: string;
  timeZone: string;
  companyName?: string | undefined;
  address?: string | null | undefined;
  /** E.164. */
  phone?: string | null | undefined;
  hours?: readonly DayInterval[];
}

/**
 * Writes a business with its owner, opening hours (Monday to Friday, nine to five, unless given) and a
 * receptionist into a system transaction: nobody may yet act in it.
 * @param rows checked input; `timeZone` is an IANA name.
 * @throws DomainError forbidden, quota_exceeded and rate_limited as `takeBusiness`.
 */
export async function createBusinessRows(ctx: SystemContext, rows: FirstRows): Promise<Business> {
  const now = ctx.clock.now();
  await takeBusiness(ctx, rows.ownerUserId);
  const business = { id: newId(now) };
  await ctx.trx
    .insertInto("businesses")
    .values({
      ...business,
      slug: await takeSlug(ctx, rows.name),
      name: rows.name,
      company_name: rows.companyName ?? "",
      address: rows.address ?? null,
      phone: rows.phone ?? null,
      time_zone: rows.timeZone,
      notification_settings: JSON.stringify(notificationSettings.parse({})),
      created_at: now,
      updated_at: now,
    })
    .execute();
  await ctx.trx
    .insertInto("members")
    .values({
      id: newId(now),
      business_id: business.id,
      user_id: rows.ownerUserId,
      role: "owner",
      created_at: now,
    })
    .execute();
  const scoped = { ...ctx, business: { id: business.id, role: "owner" as const } };
  await writeHours(scoped, rows.hours ?? DEFAULT_HOURS);
  await createDefaultAgentRows(scoped, { businessName: rows.name });
  const row = await ctx.trx
    .selectFrom("businesses")
    .selectAll()
    .where("id", "=", business.id)
    .executeTakeFirstOrThrow();
  const [created] = await withHours(ctx.trx, [row]);
  if (!created) throw new Error("The new business cannot be read back");
  return created;
}
