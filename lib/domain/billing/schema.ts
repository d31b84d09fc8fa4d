import { z } from "zod";
import { PLANS, type Plan } from "@/lib/domain/businesses";
import { PAID_PLANS } from "@/lib/domain/limits";
import { appUrl } from "@/lib/env";
import type { SubscriptionStatus } from "./state";

/** What a business pays for. A business without one was never asked and has the free plan. */
export interface Subscription {
  id: string;
  number: number;
  plan: Plan;
  status: SubscriptionStatus;
  stripeCustomerId: string | null;
  stripeSubscriptionId: string | null;
  priceId: string | null;
  amountMinor: number | null;
  currency: string | null;
  currentPeriodStart: Date | null;
  currentPeriodEnd: Date | null;
  /** When it will end; null while it goes on. */
  cancelsAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

const isWebAddress = (text: string): boolean =>
  !/[\s\\]/.test(text) && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** Where a browser is sent back to: an address of the web, or a path of this installation. */
const pageAddress = z
  .string()
  .max(2000)
  .transform((text) => (/^\/(?!\/)/.test(text) ? `${appUrl()}${text}` : text))
  .refine(
    isWebAddress,
    "Give an address that begins with https:// or http://, or a path that begins with /.",
  );

export const planInput = z.object({ plan: z.enum(PLANS) });
export const changePlanInput = planInput.extend({ number: z.number().int() });
export const checkoutInput = z.object({
  plan: z.enum(PAID_PLANS),
  successUrl: pageAddress,
  cancelUrl: pageAddress,
});
export const portalInput = z.object({ returnUrl: pageAddress });
export const cancelInput = z.object({ at: z.enum(["now", "period_end"]) });
