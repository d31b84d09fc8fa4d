import type { Selectable } from "kysely";
import type { Services } from "@/lib/db/types";
import type { TenantContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { Service } from "./schema";

export const toService = (row: Selectable<Services>): Service => ({
  id: row.id,
  name: row.name,
  description: row.description,
  durationMinutes: row.duration_minutes,
  bufferBeforeMinutes: row.buffer_before_minutes,
  bufferAfterMinutes: row.buffer_after_minutes,
  priceMinor: row.price_minor,
  currency: row.currency,
  isActive: row.is_active,
  position: row.position,
});

/** A service of the business at hand, in the caller's transaction. @throws DomainError not_found. */
export async function loadService(ctx: TenantContext, id: string): Promise<Service> {
  const row = isId(id)
    ? await ctx.trx
        .selectFrom("services")
        .selectAll()
        .where("business_id", "=", ctx.business.id)
        .where("id", "=", id)
        .executeTakeFirst()
    : undefined;
  if (!row) throw notFound("service");
  return toService(row);
}
