import type { PlanOverview } from "@/lib/domain/billing";
import type { Plan } from "@/lib/domain/businesses";
import type { LimitedThing, PlanOffer } from "@/lib/domain/limits";
import { formatMoney } from "@/lib/ui/format";

export const PLAN_NAMES: Record<Plan, string> = {
  free: "Free",
  basic: "Basic",
  premium: "Premium",
  enterprise: "Enterprise",
};

/** What a limit counts, as a label. */
export const THING_LABELS: Record<LimitedThing, string> = {
  callMinutes: "Call minutes",
  aiMinutes: "Receptionist minutes",
  messages: "Texts and e-mails sent",
  numbers: "Phone numbers",
  seats: "People",
  agents: "Receptionists at work",
};

/** "$79 a month", "Nothing to pay". */
export const priceText = ({ amountMinor, currency }: PlanOffer): string =>
  amountMinor === 0 ? "Nothing to pay" : `${formatMoney(amountMinor, currency)} a month`;

/** "December 28, 2026" where the business is. */
export const longDate = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-US", { timeZone, dateStyle: "long" }).format(instant);

export interface PlanStateWords {
  /** A word or two beside the plan's name. */
  badge: string;
  tone: "good" | "ending" | "trouble";
  /** What it means, and what to do where something is to be done. */
  text: string;
}

/** How a subscription stands, in plain words. */
export function planStateWords({ subscription, vendorState, usage }: PlanOverview): PlanStateWords {
  const on = (date: Date | null): string => (date ? ` on ${longDate(date, usage.timeZone)}` : "");
  const free: PlanStateWords = {
    badge: "Active",
    tone: "good",
    text: "You pay nothing for it. Choose another plan below when you need more.",
  };
  if (!subscription || (subscription.plan === "free" && subscription.status !== "past_due")) return free;
  const { plan, status, cancelsAt, currentPeriodEnd } = subscription;
  const name = PLAN_NAMES[plan];
  if (status === "canceled")
    return {
      badge: "Active",
      tone: "good",
      text: `${name} has ended${on(currentPeriodEnd && currentPeriodEnd <= subscription.updatedAt ? currentPeriodEnd : null)}. You have the Free plan now, and nothing more is charged.`,
    };
  if (status === "past_due" && vendorState === "past_due")
    return {
      badge: "Payment failed",
      tone: "trouble",
      text: `The last payment did not go through. ${name} goes on for now while it is tried again. Open “Manage payment and invoices” and add a card that works.`,
    };
  if (status === "past_due" && vendorState === "incomplete")
    return {
      badge: "Not paid yet",
      tone: "trouble",
      text: `${name} begins with its first payment, which has not been made. Until then the Free plan's limits hold. Choose ${name} below to pay.`,
    };
  if (status === "past_due")
    return {
      badge: "Not paid",
      tone: "trouble",
      text: `${name} rests, because it has not been paid for, and the Free plan's limits hold. Open “Manage payment and invoices” to pay the open invoice.`,
    };
  if (cancelsAt)
    return {
      badge: "Ending",
      tone: "ending",
      text: `Ends${on(cancelsAt)}. ${name} goes on until then, and nothing more is charged. After that you have the Free plan.`,
    };
  if (status === "trialing")
    return {
      badge: "Trial",
      tone: "good",
      text: `The trial ends${on(currentPeriodEnd)}. From then on ${name} is charged every month.`,
    };
  return {
    badge: "Active",
    tone: "good",
    text: currentPeriodEnd
      ? `Renews${on(currentPeriodEnd)}, and every month after that until you cancel.`
      : "Renews every month until you cancel.",
  };
}
