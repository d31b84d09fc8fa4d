import type { Plan } from "@/lib/domain/businesses";
import { PLAN_NAMES } from "./plan-words";

/** A plan as the page offers it: what choosing it would do, said before it is done. */
export interface Choice {
  plan: Plan;
  /** What the button says; null for the plan that one has. */
  label: string | null;
  title: string;
  paragraphs: string[];
  confirm: string;
}

export interface ChoiceFacts {
  plan: Plan;
  price: string;
  amountMinor: number;
  /** The plan that is paid for now, and what it costs. */
  current: { plan: Plan; amountMinor: number };
  /** A subscription runs, so that this changes it. */
  isRunning: boolean;
  /** When it ends or is renewed, as text; null where that is not known. */
  periodEnd: string | null;
  /** It is to end then. */
  isEnding: boolean;
  /** What the business has more of than the plan includes, as text. */
  beyond: string[];
}

const NOT_MORE = "What you have beyond it goes on as it is, but nothing can be added";

/** What choosing a plan means for somebody who stands as told. */
export function choiceOf(facts: ChoiceFacts): Choice {
  const { plan, price, current, isRunning, periodEnd, isEnding, beyond } = facts;
  const [name, before] = [PLAN_NAMES[plan], PLAN_NAMES[current.plan]];
  const atEnd = periodEnd ? `until ${periodEnd}` : "until the end of the month that is paid";
  const more =
    beyond.length > 0 ? [`${name} includes less than you have: ${beyond.join(", ")}. ${NOT_MORE}.`] : [];
  const choice = { plan, label: `Choose ${name}`, title: `Choose ${name}?`, confirm: `Choose ${name}` };
  if (plan === current.plan && isRunning)
    return isEnding
      ? {
          plan,
          label: `Keep ${name}`,
          title: `Keep ${name}?`,
          confirm: `Keep ${name}`,
          paragraphs: [
            `${name} does not end, and goes on for ${price}${periodEnd ? `, charged next on ${periodEnd}` : ""}.`,
          ],
        }
      : { ...choice, label: null, paragraphs: [] };
  if (plan === "free")
    return isRunning
      ? {
          plan,
          label: isEnding ? null : "Go back to Free",
          title: "Go back to Free?",
          confirm: `End ${before}`,
          paragraphs: [
            `${before} goes on ${atEnd} and then ends. Nothing more is charged.`,
            "After that the limits of the Free plan hold.",
            ...more,
          ],
        }
      : { ...choice, label: null, paragraphs: [] };
  if (!isRunning)
    return {
      ...choice,
      confirm: "Go on to payment",
      paragraphs: [
        `${name} costs ${price}. You pay on the next page; the plan begins when it is paid, and renews every month until you cancel.`,
        ...more,
      ],
    };
  const isLarger = facts.amountMinor > current.amountMinor;
  return {
    ...choice,
    paragraphs: [
      isLarger
        ? `You have ${name} from now on, for ${price}. What is left of ${before} counts: the difference for the rest of the month is charged to your card right away.`
        : `You have ${name} from now on, for ${price}. What is left of ${before} becomes credit, which pays your next bills.`,
      ...(isEnding ? ["It also goes on after the end that was planned."] : []),
      ...more,
    ],
  };
}
