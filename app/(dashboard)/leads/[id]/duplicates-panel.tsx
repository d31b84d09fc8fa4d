"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { TextLink } from "@/lib/ui/links";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { Panel } from "@/lib/ui/panel";
import { mergeLeadsAction, unmergeLeadAction } from "../actions";

/** A lead that may be the same person. */
export interface Duplicate {
  id: string;
  name: string;
  /** How to reach them, and since when. */
  note: string;
}

/** Leads that may be the same person as this one, to be made one with it, and parted again. */
export function DuplicatesPanel({ leadId, duplicates }: { leadId: string; duplicates: Duplicate[] }) {
  const [isPending, startTransition] = useTransition();

  const part = (duplicate: Duplicate) =>
    startTransition(async () => {
      const result = await reached(unmergeLeadAction(duplicate.id));
      if (result.ok) tellDone(`${duplicate.name} is a lead of its own again`);
      else tellTrouble(result.error);
    });

  const merge = (duplicate: Duplicate) =>
    startTransition(async () => {
      const result = await reached(mergeLeadsAction({ into: leadId, from: duplicate.id }));
      if (!result.ok) tellTrouble(result.error);
      else
        tellDone(`${duplicate.name} is part of this lead now`, { label: "Undo", run: () => part(duplicate) });
    });

  return (
    <Panel id="duplicates" title="The same person?">
      <Stack gap="sm">
        {duplicates.map((duplicate) => (
          <Group key={duplicate.id} justify="space-between" gap="sm">
            <div>
              <TextLink href={`/leads/${duplicate.id}`} fw={600}>
                {duplicate.name}
              </TextLink>
              <Text size="sm" c="dimmed" className="fd-numbers">
                {duplicate.note}
              </Text>
            </div>
            <Button
              variant="default"
              size="xs"
              onClick={() => merge(duplicate)}
              aria-label={`Merge ${duplicate.name}, ${duplicate.note}, into this lead`}
              aria-busy={isPending}
            >
              Merge
            </Button>
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}
