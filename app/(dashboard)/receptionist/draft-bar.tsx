"use client";

import { Button, Group, Text } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useTransition } from "react";
import type { SaveAgentDraftInput } from "@/lib/domain/agents";
import { reached } from "@/lib/ui/action-result";
import { TextLink } from "@/lib/ui/links";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { discardAction, publishAction, restoreDraftAction } from "./actions";
import classes from "./receptionist.module.css";

/** Publishing and throwing away the draft, with what is told of it. */
export function useDraft(agentId: string) {
  const [isPending, startTransition] = useTransition();
  const publish = () =>
    startTransition(async () => {
      const result = await reached(publishAction(agentId));
      if (result.ok) tellDone(`Published. Callers hear version ${result.value.version} from now on.`);
      else tellTrouble(result.error);
    });
  const restore = (draft: SaveAgentDraftInput) =>
    startTransition(async () => {
      const result = await reached(restoreDraftAction(draft));
      if (!result.ok) tellTrouble(result.error);
    });
  const discard = () =>
    startTransition(async () => {
      const result = await reached(discardAction(agentId));
      if (!result.ok) {
        tellTrouble(result.error);
        return;
      }
      const draft = result.value;
      tellDone("The draft is discarded.", draft ? { label: "Undo", run: () => restore(draft) } : undefined);
    });
  return { isPending, publish, discard };
}

/** Says that something is saved and not live, and what; on every page of the receptionist. */
export function DraftBar({
  agentId,
  changed,
  query,
  canWrite,
}: {
  agentId: string;
  /** The names of the settings that differ from what is live. */
  changed: string[];
  /** What keeps the receptionist in an address. */
  query: string;
  canWrite: boolean;
}) {
  const { isPending, publish, discard } = useDraft(agentId);
  if (changed.length === 0) return null;
  return (
    <section aria-label="Draft" className={classes.draft}>
      <IconPencil size={18} stroke={1.7} aria-hidden="true" />
      <Text className={classes.draftText}>
        <strong>Not live yet:</strong> {changed.join(", ")}.{" "}
        <TextLink href={`/receptionist/versions${query}`} inherit underline="always">
          See the changes
        </TextLink>
      </Text>
      {canWrite ? (
        <Group gap="xs" className={classes.draftButtons}>
          <Button variant="default" size="xs" disabled={isPending} onClick={discard}>
            Discard draft
          </Button>
          <Button size="xs" loading={isPending} onClick={publish}>
            Publish
          </Button>
        </Group>
      ) : null}
    </section>
  );
}
