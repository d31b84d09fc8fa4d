import type { z } from "zod";
import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { parseInput } from "@/lib/domain/parse";
import { asked, requirePayments } from "./ask-vendor";
import { keepAnswer } from "./begin";
import { isEnded } from "./facts";
import { loadBilling } from "./row";
import { cancelInput, type Subscription } from "./schema";

/**
 * Ends what the business pays for: at the end of the period that is paid, or now with what is left as credit. Again, it
 * changes nothing.
 * @throws DomainError forbidden, not_found where nothing runs, unavailable, vendor_failed.
 */
export async function cancelSubscription(
  ctx: Context,
  input: z.input<typeof cancelInput>,
): Promise<Subscription> {
  authorize(ctx, "billing:write");
  const { at } = parseInput(cancelInput, input);
  const { state, subscription } = await inTenant(ctx, (ctx) => loadBilling(ctx, ctx.business.id));
  const { vendorState, stripeSubscriptionId } = state;
  if (!subscription || !vendorState || !stripeSubscriptionId) throw notFound("subscription");
  if (isEnded(vendorState)) return subscription;
  const payments = requirePayments(ctx);
  const when = vendorState === "incomplete" ? "now" : at;
  const answer = await asked(() => payments.cancelSubscription(stripeSubscriptionId, when));
  return keepAnswer(ctx, "subscription.cancel", answer);
}
