"use client";

import { Alert, Badge, Button, Group, Modal, Stack, Text, Title } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useState, useTransition } from "react";
import type { Plan } from "@/lib/domain/businesses";
import { reached } from "@/lib/ui/action-result";
import { tellDone } from "@/lib/ui/notices";
import { choosePlanAction } from "./actions";
import classes from "./billing.module.css";
import type { Choice } from "./choice-words";

export interface PlanCard {
  plan: Plan;
  name: string;
  price: string;
  /** Label and amount of each limit. */
  limits: [label: string, amount: string][];
  isCurrent: boolean;
  choice: Choice | null;
}

/** Where the plan that one has now is told: the button that was pressed may be gone. */
function focusCurrentPlan(): void {
  const heading = document.getElementById("current-plan-title");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}

function ConfirmChoice({ choice, onClose }: { choice: Choice; onClose: () => void }) {
  const [error, setError] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const confirm = () =>
    startTransition(async () => {
      setError(null);
      const result = await reached(choosePlanAction(choice.plan));
      if (!result.ok) {
        setError(Object.values(result.fields)[0]?.[0] ?? result.error);
        return;
      }
      if (result.value.url) {
        window.location.assign(result.value.url);
        // The button stays busy until the other page is there.
        await new Promise(() => {});
      }
      tellDone("Your plan is changed");
      onClose();
      focusCurrentPlan();
    });
  return (
    <Modal opened onClose={onClose} title={choice.title}>
      <Stack gap="md">
        {error ? (
          <Alert role="alert" color="red" variant="light" icon={<IconAlertCircle aria-hidden="true" />}>
            {error}
          </Alert>
        ) : null}
        {choice.paragraphs.map((text) => (
          <Text key={text}>{text}</Text>
        ))}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            Not now
          </Button>
          <Button onClick={confirm} loading={isPending}>
            {choice.confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** The plans side by side. Choosing one says first what is charged. */
export function PlanCards({ cards }: { cards: PlanCard[] }) {
  const [chosen, setChosen] = useState<Choice | null>(null);
  return (
    <>
      <ul className={classes.plans}>
        {cards.map(({ plan, name, price, limits, isCurrent, choice }) => (
          <li key={plan} className={classes.plan} data-current={isCurrent || undefined}>
            <Group justify="space-between" gap="xs">
              <Title order={3}>{name}</Title>
              {isCurrent ? <Badge variant="light">Your plan</Badge> : null}
            </Group>
            <p className={classes.price}>{price}</p>
            <dl className={classes.limits}>
              {limits.map(([label, amount]) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{amount}</dd>
                </div>
              ))}
            </dl>
            {choice?.label ? (
              <Button
                variant={choice.label.startsWith("Go back") ? "default" : "filled"}
                fullWidth
                onClick={() => setChosen(choice)}
              >
                {choice.label}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {chosen ? <ConfirmChoice choice={chosen} onClose={() => setChosen(null)} /> : null}
    </>
  );
}
