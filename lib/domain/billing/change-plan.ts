import type { z } from "zod";
import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { priceOf } from "@/lib/domain/limits";
import { parseInput } from "@/lib/domain/parse";
import { asked, requirePayments } from "./ask-vendor";
import { beginFree, beginPaid, dropIncomplete, isRunning, keepAnswer } from "./begin";
import { loadBilling } from "./row";
import { changePlanInput, type Subscription } from "./schema";

/**
 * Another plan from now on. Between paid plans what is left of the old one counts and the difference is paid at once;
 * the free plan ends the paid one now, and what is left of it becomes credit; a paid plan where none runs begins.
 * An end that was planned is taken back.
 * @param input `number` is the subscription's.
 * @throws DomainError forbidden, not_found, validation_failed where the card is refused and nothing has changed,
 * conflict where another subscription began or a checkout was paid on meanwhile, unavailable, vendor_failed.
 */
export async function changePlan(
  ctx: Context,
  input: z.input<typeof changePlanInput>,
): Promise<Subscription> {
  authorize(ctx, "billing:write");
  const { number, plan } = parseInput(changePlanInput, input);
  const { state, subscription } = await inTenant(ctx, (ctx) => loadBilling(ctx, ctx.business.id));
  if (!subscription || subscription.number !== number) throw notFound("subscription");
  const running = isRunning(state) ? state.stripeSubscriptionId : null;
  if (plan === "free") {
    const payments = running ? requirePayments(ctx) : null;
    if (running && payments)
      await keepAnswer(
        ctx,
        "subscription.cancel",
        await asked(() => payments.cancelSubscription(running, "now")),
      );
    else await dropIncomplete(ctx, state);
    return beginFree(ctx);
  }
  if (!running) return beginPaid(ctx, plan);
  const payments = requirePayments(ctx);
  const answer = await asked(() => payments.changeSubscription(running, priceOf(plan)));
  return keepAnswer(ctx, "subscription.change", answer);
}
