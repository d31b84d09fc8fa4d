import type { PlanOverview } from "@/lib/domain/billing";
import { choiceOf } from "./choice-words";
import type { PlanCard } from "./plan-cards";
import { longDate, PLAN_NAMES, priceText, THING_LABELS } from "./plan-words";

/** The plans as the page shows them to somebody who may choose, or only look. */
export function cardsOf(overview: PlanOverview, canChoose: boolean): PlanCard[] {
  const { offers, subscription, isRunning, usage } = overview;
  const current = isRunning && subscription ? subscription.plan : "free";
  const end = subscription?.cancelsAt ?? subscription?.currentPeriodEnd ?? null;
  const costNow = offers.find(({ plan }) => plan === current)?.amountMinor ?? 0;
  return offers.map((offer) => {
    const { plan, limits } = offer;
    const beyond = usage.rows.filter(({ isMonthly, thing, used }) => !isMonthly && used > limits[thing]);
    const price = priceText(offer);
    return {
      plan,
      name: PLAN_NAMES[plan],
      price,
      limits: usage.rows.map(({ thing }) => [THING_LABELS[thing], limits[thing].toLocaleString("en-US")]),
      isCurrent: plan === current,
      choice: canChoose
        ? choiceOf({
            plan,
            price,
            amountMinor: offer.amountMinor,
            current: { plan: current, amountMinor: costNow },
            isRunning,
            periodEnd: isRunning && end ? longDate(end, usage.timeZone) : null,
            isEnding: subscription?.cancelsAt != null,
            beyond: beyond.map(
              ({ thing, used }) =>
                `${used.toLocaleString("en-US")} ${THING_LABELS[thing].toLowerCase()}, and it has ${limits[thing].toLocaleString("en-US")}`,
            ),
          })
        : null,
    };
  });
}
