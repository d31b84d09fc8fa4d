"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import {
  cancelSubscription,
  changePlan,
  openPortal,
  planOverview,
  startCheckout,
} from "@/lib/domain/billing";
import { PLANS } from "@/lib/domain/businesses";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { pageContext } from "@/lib/wiring";

const PAGE = "/billing";

/**
 * Chooses a plan: changes the one that runs, ends it at the end of what is paid (the free plan), or opens the page on
 * which it is paid. @returns that page's address; null where nothing is left to do.
 */
export async function choosePlanAction(plan: string): Promise<ActionResult<{ url: string | null }>> {
  return runAction(z.enum(PLANS), plan, async (plan) => {
    const ctx = await pageContext();
    const { isRunning, subscription } = await planOverview(ctx);
    if (!isRunning || !subscription) {
      if (plan === "free") return { url: null };
      const pages = { successUrl: `${PAGE}?checkout=done`, cancelUrl: `${PAGE}?checkout=cancelled` };
      const { url } = await startCheckout(ctx, { plan, ...pages });
      return { url };
    }
    if (plan === "free") await cancelSubscription(ctx, { at: "period_end" });
    else await changePlan(ctx, { number: subscription.number, plan });
    revalidatePath(PAGE);
    return { url: null };
  });
}

/** The vendor's page with card and invoices. @returns its address. */
export async function openPortalAction(): Promise<ActionResult<{ url: string }>> {
  return runAction(z.null(), null, async () => openPortal(await pageContext(), { returnUrl: PAGE }));
}
