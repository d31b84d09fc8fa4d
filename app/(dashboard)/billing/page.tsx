import { Badge, Text } from "@mantine/core";
import { IconCreditCardOff, IconLock } from "@tabler/icons-react";
import type { Metadata } from "next";
import { type PlanOverview, planOverview } from "@/lib/domain/billing";
import { can } from "@/lib/domain/context";
import { EmptyNote } from "@/lib/ui/empty-note";
import { PageHeader } from "@/lib/ui/page-header";
import { Panel, Surface } from "@/lib/ui/panel";
import { pageContext } from "@/lib/wiring";
import { stripeMode } from "@/lib/wiring/vendors";
import classes from "./billing.module.css";
import { cardsOf } from "./cards";
import { PlanBanner } from "./plan-banner";
import { PlanCards } from "./plan-cards";
import { longDate, PLAN_NAMES, planStateWords } from "./plan-words";
import { PortalButton } from "./portal-button";
import { ReturnNote } from "./return-note";
import { UsageList } from "./usage-list";

export const metadata: Metadata = { title: "Plan" };

const BADGE_COLORS = { good: "lagoon", ending: "orange", trouble: "red" } as const;

/** The plan that somebody who comes back from paying has; null while that is not confirmed. */
const paidPlan = ({ subscription, isRunning }: PlanOverview): string | null =>
  isRunning && subscription && (subscription.status === "active" || subscription.status === "trialing")
    ? PLAN_NAMES[subscription.plan]
    : null;

function CurrentPlan({ overview }: { overview: PlanOverview }) {
  const { subscription, usage, hasPortal } = overview;
  const { badge, tone, text } = planStateWords(overview);
  const shown = subscription && subscription.status !== "canceled" ? subscription.plan : usage.plan;
  return (
    <Panel
      id="current-plan"
      title={`${PLAN_NAMES[shown]} plan`}
      aside={
        <Badge color={BADGE_COLORS[tone]} variant="light" size="lg">
          {badge}
        </Badge>
      }
    >
      <Text>{text}</Text>
      {hasPortal ? (
        <div className={classes.portal}>
          <PortalButton />
        </div>
      ) : null}
    </Panel>
  );
}

export default async function BillingPage({ searchParams }: PageProps<"/billing">) {
  const ctx = await pageContext();
  if (!can(ctx, "billing:read")) {
    return (
      <>
        <PageHeader title="Plan" />
        <Surface>
          <EmptyNote icon={<IconLock size={34} stroke={1.4} />} title="Only owners and admins see the plan">
            Ask one of them if you need more than it includes.
          </EmptyNote>
        </Surface>
      </>
    );
  }
  const overview = await planOverview(ctx);
  const { checkout } = await searchParams;
  const { usage, canBuy } = overview;
  const monthly = usage.rows.filter(({ isMonthly }) => isMonthly);
  const counted = usage.rows.filter(({ isMonthly }) => !isMonthly);
  const isSimulated = stripeMode() === "emulated";
  return (
    <div className={classes.page}>
      <PageHeader title="Plan" lead="What you have, how much of it is used, and what else there is." />
      {canBuy && (checkout === "done" || checkout === "cancelled") ? (
        <ReturnNote outcome={checkout} planName={paidPlan(overview)} />
      ) : null}
      <PlanBanner usage={usage} hasLink={false} />
      {canBuy ? (
        <CurrentPlan overview={overview} />
      ) : (
        <Surface>
          <EmptyNote icon={<IconCreditCardOff size={34} stroke={1.4} />} title="No payments are set up here">
            Nothing is limited and nothing can be bought. Whoever runs this installation can connect Stripe to
            sell plans.
          </EmptyNote>
        </Surface>
      )}
      <Panel id="usage" title="Used this month">
        <UsageList rows={monthly} isBound={usage.doLimitsBind} />
        <Text c="dimmed" size="sm" mt="sm">
          Counted anew on {longDate(usage.resetsAt, usage.timeZone)}. Calls count while somebody answers them,
          receptionist minutes while your receptionist speaks. Confirmations of appointments are not counted.
        </Text>
      </Panel>
      <Panel id="at-once" title="What you have">
        <UsageList rows={counted} isBound={usage.doLimitsBind} />
      </Panel>
      {canBuy ? (
        <Panel id="plans" title="Plans">
          <Text c="dimmed" size="sm" mb="sm">
            Minutes, texts and e-mails are what a plan has each month.
            {isSimulated ? " Payments are simulated here: no real card is charged." : null}
          </Text>
          <PlanCards cards={cardsOf(overview, can(ctx, "billing:write"))} />
        </Panel>
      ) : null}
    </div>
  );
}
