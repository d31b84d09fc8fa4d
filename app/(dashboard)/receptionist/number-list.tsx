"use client";

import { Checkbox, Stack, Text } from "@mantine/core";
import { useOptimistic, useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { assignNumberAction } from "./actions";

/** A phone number as the page of a receptionist shows it. */
export interface NumberView {
  id: string;
  label: string;
  /** Who answers it; null where that is whoever is at work. */
  owner: { id: string; name: string } | null;
}

const noteOf = ({ owner }: NumberView, agentId: string): string => {
  if (owner === null) return "Answered by whoever is at work, the longest-serving first";
  return owner.id === agentId ? "Others answer it while this one is off" : `Answered by ${owner.name}`;
};

/** Which phone numbers a receptionist answers. */
export function NumberList({
  agent,
  numbers,
  canWrite,
}: {
  agent: { id: string; name: string };
  numbers: NumberView[];
  canWrite: boolean;
}) {
  const [shown, show] = useOptimistic(numbers, (current: NumberView[], changed: NumberView) =>
    current.map((number) => (number.id === changed.id ? changed : number)),
  );
  const [, startTransition] = useTransition();
  const set = (number: NumberView, isOwn: boolean) =>
    startTransition(async () => {
      show({ ...number, owner: isOwn ? agent : null });
      const result = await reached(assignNumberAction({ id: number.id, agentId: isOwn ? agent.id : null }));
      if (!result.ok) tellTrouble(result.error);
      else tellDone(`${number.label} is answered by ${isOwn ? agent.name : "whoever is at work"}.`);
    });
  if (shown.length === 0) {
    return <Text c="dimmed">There is no phone number yet. Get one under Phone.</Text>;
  }
  return (
    <Stack gap="sm">
      {shown.map((number) =>
        canWrite ? (
          <Checkbox
            key={number.id}
            label={number.label}
            description={noteOf(number, agent.id)}
            checked={number.owner?.id === agent.id}
            onChange={(event) => set(number, event.currentTarget.checked)}
          />
        ) : (
          <div key={number.id}>
            <Text fw={600}>{number.label}</Text>
            <Text size="sm" c="dimmed">
              {number.owner?.id === agent.id ? `Answered by ${agent.name}` : noteOf(number, agent.id)}
            </Text>
          </div>
        ),
      )}
    </Stack>
  );
}
