import type { z } from "zod";
import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { parseInput } from "@/lib/domain/parse";
import { newService, type Service } from "./schema";
import { toService } from "./service-row";

/**
 * Adds a service that customers can book, at the end unless a position is given.
 * @param input the price in minor units of its currency, which defaults to that of the business.
 * @throws DomainError forbidden, validation_failed.
 */
export async function createService(ctx: Context, input: z.input<typeof newService>): Promise<Service> {
  authorize(ctx, "calendar:write");
  const service = parseInput(newService, input);
  return inTenant(ctx, async (ctx) => {
    const { currency, last } = await ctx.trx
      .selectFrom("businesses")
      .select(({ selectFrom }) => [
        "currency",
        selectFrom("services")
          .select(({ fn }) => fn.max("position").as("last"))
          .where("business_id", "=", ctx.business.id)
          .as("last"),
      ])
      .where("id", "=", ctx.business.id)
      .executeTakeFirstOrThrow();
    const now = ctx.clock.now();
    const row = await ctx.trx
      .insertInto("services")
      .values({
        id: newId(now),
        business_id: ctx.business.id,
        name: service.name,
        description: service.description ?? "",
        duration_minutes: service.durationMinutes,
        buffer_before_minutes: service.bufferBeforeMinutes ?? 0,
        buffer_after_minutes: service.bufferAfterMinutes ?? 0,
        price_minor: service.priceMinor ?? null,
        currency: service.currency ?? currency,
        is_active: service.isActive ?? true,
        position: service.position ?? (last === null ? 0 : last + 1),
        created_at: now,
        updated_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await audit(ctx, "service.create", row.id, service);
    return toService(row);
  });
}
