"use client";

import { Badge, Switch } from "@mantine/core";
import { useOptimistic, useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { askFirst } from "@/lib/ui/ask-first";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { setAnsweringAction } from "./actions";

/** Whether the receptionist takes calls. Switching it off asks first: the next caller is concerned. */
export function AnsweringSwitch({
  agentId,
  isAnswering,
  standIn,
  canWrite,
}: {
  agentId: string;
  isAnswering: boolean;
  /** Who takes its calls while it is off; null where nobody does. */
  standIn: string | null;
  canWrite: boolean;
}) {
  const [shown, show] = useOptimistic(isAnswering);
  const [, startTransition] = useTransition();
  const set = (value: boolean) =>
    startTransition(async () => {
      show(value);
      const result = await reached(setAnsweringAction({ id: agentId, isAnswering: value }));
      if (!result.ok) tellTrouble(result.error);
      else tellDone(value ? "It answers calls." : "It no longer answers calls.");
    });
  if (!canWrite) {
    return (
      <Badge variant="light" color={isAnswering ? "lagoon" : "gray"} size="lg">
        {isAnswering ? "Answering calls" : "Not answering"}
      </Badge>
    );
  }
  return (
    <Switch
      label="Answering calls"
      size="md"
      checked={shown}
      onChange={(event) => {
        if (event.currentTarget.checked) {
          set(true);
          return;
        }
        askFirst({
          title: "Stop answering calls?",
          text: standIn
            ? `From the next call on, ${standIn} answers instead.`
            : "From the next call on, callers are put through to your fallback numbers, or asked to ring again later.",
          confirm: "Stop answering",
          keep: "Keep answering",
          run: () => set(false),
        });
      }}
    />
  );
}
