import type { z } from "zod";
import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { loadBusiness } from "./get-business";
import { type Business, businessPatch } from "./schema";
import { storedPhone } from "./stored-phone";
import { writeHours } from "./write-hours";

/**
 * Changes what is given of the caller's business and leaves the rest; null empties a field. Notification
 * settings merge, `hours` replace the week.
 * @throws DomainError forbidden, validation_failed.
 */
export async function updateBusiness(ctx: Context, input: z.input<typeof businessPatch>): Promise<Business> {
  authorize(ctx, "business:write");
  const patch = parseInput(businessPatch, input);
  return inTenant(ctx, async (ctx) => {
    const before = await loadBusiness(ctx);
    const settings = Object.fromEntries(
      Object.entries(patch.notificationSettings ?? {}).filter(([, value]) => value !== undefined),
    );
    await ctx.trx
      .updateTable("businesses")
      .set({
        name: patch.name,
        company_name: patch.companyName,
        description: patch.description,
        address: patch.address,
        city: patch.city,
        state: patch.state,
        postal_code: patch.postalCode,
        phone: storedPhone(patch.phone),
        email: patch.email,
        website: patch.website,
        time_zone: patch.timeZone,
        currency: patch.currency,
        notification_settings: JSON.stringify({ ...before.notificationSettings, ...settings }),
        booking_page_on: patch.isBookingPageOn,
        updated_at: ctx.clock.now(),
      })
      .where("id", "=", ctx.business.id)
      .execute();
    if (patch.hours) await writeHours(ctx, patch.hours);
    await audit(ctx, "business.update", ctx.business.id, patch);
    return loadBusiness(ctx);
  });
}
