"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { useTransition } from "react";
import { type ActionResult, reached } from "./action-result";
import { askFirst } from "./ask-first";
import { TextLink } from "./links";
import { tellDone, tellTrouble } from "./notices";
import { Panel } from "./panel";

/** Something that may be about the same person. */
export interface Duplicate {
  id: string;
  name: string;
  /** What tells it from others of the name. */
  note: string;
}

/**
 * What may be about the same person as this, to be made one with it and, where it can be, parted again.
 * @param describe says what a merge joins, where that cannot be taken back: it is asked for first.
 * @param place the address of the list that they are in, such as "/leads".
 */
export function DuplicatesPanel({
  into,
  place,
  duplicates,
  merge,
  part,
  describe,
}: {
  into: string;
  place: string;
  duplicates: Duplicate[];
  merge: (input: { into: string; from: string }) => Promise<ActionResult<null>>;
  part?: (id: string) => Promise<ActionResult<null>>;
  describe?: (input: { into: string; from: string }) => Promise<ActionResult<string>>;
}) {
  const [isPending, startTransition] = useTransition();

  const undoOf = ({ id, name }: Duplicate) =>
    part && {
      label: "Undo",
      run: () =>
        startTransition(async () => {
          const result = await reached(part(id));
          if (result.ok) tellDone(`${name} stands alone again`);
          else tellTrouble(result.error);
        }),
    };

  const join = (duplicate: Duplicate) =>
    startTransition(async () => {
      const result = await reached(merge({ into, from: duplicate.id }));
      if (result.ok) tellDone(`${duplicate.name} is part of this one now`, undoOf(duplicate));
      else tellTrouble(result.error);
    });

  const askOrJoin = (duplicate: Duplicate) => {
    if (!describe) return join(duplicate);
    startTransition(async () => {
      const described = await reached(describe({ into, from: duplicate.id }));
      if (!described.ok) tellTrouble(described.error);
      else
        askFirst({
          title: `Merge ${duplicate.name} into this one?`,
          text: described.value,
          confirm: "Merge",
          keep: "Keep them apart",
          run: () => join(duplicate),
        });
    });
  };

  return (
    <Panel id="duplicates" title="The same person?">
      <Stack gap="sm">
        {duplicates.map((duplicate) => (
          <Group key={duplicate.id} justify="space-between" gap="sm">
            <div>
              <TextLink href={`${place}/${duplicate.id}`} fw={600}>
                {duplicate.name}
              </TextLink>
              <Text size="sm" c="dimmed" className="fd-numbers">
                {duplicate.note}
              </Text>
            </div>
            <Button
              variant="default"
              size="xs"
              onClick={() => askOrJoin(duplicate)}
              aria-label={`Merge ${duplicate.name}, ${duplicate.note}, into this one`}
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
