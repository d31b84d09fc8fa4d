import type { z } from "zod";
import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { type Service, servicePatch } from "./schema";
import { loadService } from "./service-row";

/**
 * Changes what is given of a service. Booked appointments keep their length and buffers.
 * @throws DomainError forbidden, validation_failed, not_found.
 */
export async function updateService(ctx: Context, input: z.input<typeof servicePatch>): Promise<Service> {
  authorize(ctx, "calendar:write");
  const { id, ...patch } = parseInput(servicePatch, input);
  return inTenant(ctx, async (ctx) => {
    await loadService(ctx, id);
    await ctx.trx
      .updateTable("services")
      .set({
        name: patch.name,
        description: patch.description,
        duration_minutes: patch.durationMinutes,
        buffer_before_minutes: patch.bufferBeforeMinutes,
        buffer_after_minutes: patch.bufferAfterMinutes,
        price_minor: patch.priceMinor,
        currency: patch.currency,
        is_active: patch.isActive,
        position: patch.position,
        updated_at: ctx.clock.now(),
      })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .execute();
    await audit(ctx, "service.update", id, patch);
    return loadService(ctx, id);
  });
}
