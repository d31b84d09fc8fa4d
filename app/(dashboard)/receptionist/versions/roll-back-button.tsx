"use client";

import { Button } from "@mantine/core";
import { useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { rollBackAction } from "./actions";

/** Makes an earlier version live again; what was live can be brought back the same way. */
export function RollBackButton({
  agentId,
  version,
  liveVersion,
}: {
  agentId: string;
  version: number;
  liveVersion: number;
}) {
  const [isPending, startTransition] = useTransition();
  const rollBack = (toVersion: number, isUndo = false) =>
    startTransition(async () => {
      const result = await reached(rollBackAction({ agentId, toVersion }));
      if (!result.ok) {
        tellTrouble(result.error);
        return;
      }
      tellDone(
        `Version ${toVersion} is live again, as version ${result.value.version}.`,
        isUndo ? undefined : { label: "Undo", run: () => rollBack(liveVersion, true) },
      );
    });
  return (
    <Button
      variant="default"
      size="xs"
      loading={isPending}
      aria-label={`Bring back version ${version}`}
      onClick={() => rollBack(version)}
    >
      Bring back
    </Button>
  );
}
