"use client";

import { Button } from "@mantine/core";
import { useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { blockContactAction } from "../actions";

/** Blocks a contact or lets them through again, with a way back. */
export function BlockButton({ id, name, isBlocked }: { id: string; name: string; isBlocked: boolean }) {
  const [isPending, startTransition] = useTransition();
  const set = (next: boolean, isUndo = false) =>
    startTransition(async () => {
      const result = await reached(blockContactAction({ id, isBlocked: next }));
      if (!result.ok) tellTrouble(result.error);
      else {
        const undo = { label: "Undo", run: () => set(!next, true) };
        tellDone(next ? `${name} is blocked` : `${name} is let through`, isUndo ? undefined : undo);
      }
    });
  return (
    <Button variant="default" color="red" onClick={() => set(!isBlocked)} loading={isPending}>
      {isBlocked ? "Let them through again" : "Block"}
    </Button>
  );
}
