import type { z } from "zod";
import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { beginFree, beginPaid, dropIncomplete, isRunning, requireNoneRunning } from "./begin";
import { loadBilling } from "./row";
import { planInput, type Subscription } from "./schema";

/**
 * Begins what the business pays for. A paid plan is paid with its saved card, or waits for its first payment and is
 * past due until then. Asked again for the plan that it has, nothing more is bought.
 * @throws DomainError forbidden, validation_failed, conflict where another plan runs, unavailable, vendor_failed.
 */
export async function subscribe(ctx: Context, input: z.input<typeof planInput>): Promise<Subscription> {
  authorize(ctx, "billing:write");
  const { plan } = parseInput(planInput, input);
  const { state, subscription } = await inTenant(ctx, (ctx) => loadBilling(ctx, ctx.business.id));
  if (isRunning(state) && subscription && state.plan === plan) return subscription;
  requireNoneRunning(state);
  if (plan !== "free") return beginPaid(ctx, plan);
  await dropIncomplete(ctx, state);
  return beginFree(ctx);
}
