import type { z } from "zod";
import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { PAID_PLANS, priceOf } from "@/lib/domain/limits";
import { parseInput } from "@/lib/domain/parse";
import { asked, requirePayments } from "./ask-vendor";
import { loadBilling } from "./row";
import { portalInput } from "./schema";

/**
 * A page of the payment vendor's with the business's invoices, card and plan, for a few minutes.
 * @throws DomainError forbidden, validation_failed, not_found where nothing was ever bought, unavailable, vendor_failed.
 */
export async function openPortal(ctx: Context, input: z.input<typeof portalInput>): Promise<{ url: string }> {
  authorize(ctx, "billing:write");
  const { returnUrl } = parseInput(portalInput, input);
  const payments = requirePayments(ctx);
  const { customerId } = await inTenant(ctx, (ctx) => loadBilling(ctx, ctx.business.id));
  if (!customerId)
    throw new DomainError("not_found", "Stripe customer not found. Start a checkout first.", {
      subject: "subscription",
    });
  const prices = PAID_PLANS.map(priceOf);
  const url = await asked(() => payments.openPortal({ customerId, returnUrl, prices }));
  await inTenant(ctx, (ctx) => audit(ctx, "billing_portal.open", ctx.business.id));
  return { url };
}
