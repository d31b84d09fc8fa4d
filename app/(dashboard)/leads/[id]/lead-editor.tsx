"use client";

import { Button, Select, Stack, Textarea } from "@mantine/core";
import { useOptimistic, useState, useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { changeLeadAction, type LeadChange } from "../actions";

interface Choice {
  value: string;
  label: string;
}

/** What a person decides about a lead. `temperature` and `urgency` are null where they follow the score. */
export interface Judgement {
  status: NonNullable<LeadChange["status"]>;
  temperature: Exclude<LeadChange["temperature"], undefined>;
  urgency: Exclude<LeadChange["urgency"], undefined>;
  assignedUserId: string | null;
}

const valueIn = <V extends string>(choices: readonly V[], value: string | null): V | null =>
  choices.find((choice) => choice === value) ?? null;

const STATUSES = ["new", "contacted", "qualified", "converted", "unqualified", "lost"] as const;
const TEMPERATURES = ["hot", "warm", "cold"] as const;
const URGENCIES = ["critical", "high", "medium", "low"] as const;

/** Where a lead stands and who takes care of it. Every choice is kept at once and can be taken back. */
export function LeadEditor({
  id,
  judgement,
  choices,
  isReadOnly,
}: {
  id: string;
  judgement: Judgement;
  choices: Record<"status" | "temperature" | "urgency" | "assignee", Choice[]>;
  isReadOnly: boolean;
}) {
  const [shown, show] = useOptimistic(judgement, (current, patch: Partial<Judgement>) => ({
    ...current,
    ...patch,
  }));
  const [, startTransition] = useTransition();

  const change = (patch: Partial<Judgement>, undo?: Partial<Judgement>) =>
    startTransition(async () => {
      show(patch);
      const result = await reached(changeLeadAction({ id, ...patch }));
      if (!result.ok) tellTrouble(result.error);
      else if (undo) tellDone("Saved", { label: "Undo", run: () => change(undo) });
    });

  return (
    <Stack gap="sm">
      <Select
        label="Status"
        data={choices.status}
        value={shown.status}
        allowDeselect={false}
        disabled={isReadOnly}
        onChange={(value) => {
          const status = valueIn(STATUSES, value);
          if (status) change({ status }, { status: shown.status });
        }}
      />
      <Select
        label="Interest"
        data={choices.temperature}
        value={shown.temperature ?? ""}
        allowDeselect={false}
        disabled={isReadOnly}
        onChange={(value) =>
          change({ temperature: valueIn(TEMPERATURES, value) }, { temperature: shown.temperature })
        }
      />
      <Select
        label="Urgency"
        data={choices.urgency}
        value={shown.urgency ?? ""}
        allowDeselect={false}
        disabled={isReadOnly}
        onChange={(value) => change({ urgency: valueIn(URGENCIES, value) }, { urgency: shown.urgency })}
      />
      <Select
        label="Who takes care of it"
        data={choices.assignee}
        value={shown.assignedUserId ?? ""}
        allowDeselect={false}
        disabled={isReadOnly}
        onChange={(value) =>
          change({ assignedUserId: value || null }, { assignedUserId: shown.assignedUserId })
        }
      />
    </Stack>
  );
}

/** What the team noted about a lead. */
export function LeadNotes({ id, notes, isReadOnly }: { id: string; notes: string; isReadOnly: boolean }) {
  const [text, setText] = useState(notes);
  const [isPending, startTransition] = useTransition();
  const save = () =>
    startTransition(async () => {
      const result = await reached(changeLeadAction({ id, notes: text }));
      if (result.ok) tellDone("Notes saved");
      else tellTrouble(result.error);
    });
  return (
    <Stack gap="sm" align="flex-start">
      <Textarea
        aria-label="Notes"
        w="100%"
        autosize
        minRows={3}
        maxRows={12}
        maxLength={5000}
        value={text}
        disabled={isReadOnly}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {isReadOnly ? null : (
        <Button
          variant="default"
          size="sm"
          onClick={save}
          loading={isPending}
          aria-disabled={text === notes}
          disabled={text === notes}
        >
          Save the notes
        </Button>
      )}
    </Stack>
  );
}
