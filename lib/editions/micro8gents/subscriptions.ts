import { z } from "zod";
import { PAID_PLANS, SUBSCRIPTION_STATUSES, type Subscription } from "@/lib/domain/billing";
import { getOwner, PLANS } from "@/lib/domain/businesses";
import type { Context } from "@/lib/domain/context";
import { iso, isoNullable, isoText, numberInPath } from "@/lib/http/wire";

/** Whether it is an address of the web is the verb's to say, so that it also says what else may stand there. */
const pageAddress = z.string().min(1).max(2000);

export const subscriptionParams = z.object({ id: numberInPath });
export const planBody = z.object({ plan: z.enum(PLANS) });
export const checkoutBody = z.object({
  plan: z.enum(PAID_PLANS),
  successUrl: pageAddress,
  cancelUrl: pageAddress,
});
export const portalBody = z.object({ returnUrl: pageAddress });

export const subscriptionJson = z.strictObject({
  id: z.number().int(),
  userId: z.number().int(),
  plan: z.enum(PLANS),
  stripeCustomerId: z.string().nullable(),
  stripeSubscriptionId: z.string().nullable(),
  status: z.enum(SUBSCRIPTION_STATUSES),
  currentPeriodStart: isoText.nullable(),
  currentPeriodEnd: isoText.nullable(),
  createdAt: isoText,
  updatedAt: isoText,
});
export const checkoutJson = z.strictObject({ sessionId: z.string(), url: z.string() });
export const portalJson = z.strictObject({ url: z.string() });

interface Billed {
  subscription: Subscription;
  owner: { number: number };
}

/** The subscription with whoever answers for the business. */
export const withOwner = async (ctx: Context, subscription: Subscription): Promise<Billed> => ({
  subscription,
  owner: await getOwner(ctx),
});

export const subscriptionView = ({ subscription, owner }: Billed): z.input<typeof subscriptionJson> => ({
  id: subscription.number,
  userId: owner.number,
  plan: subscription.plan,
  stripeCustomerId: subscription.stripeCustomerId,
  stripeSubscriptionId: subscription.stripeSubscriptionId,
  status: subscription.status,
  currentPeriodStart: isoNullable(subscription.currentPeriodStart),
  currentPeriodEnd: isoNullable(subscription.currentPeriodEnd),
  createdAt: iso(subscription.createdAt),
  updatedAt: iso(subscription.updatedAt),
});
