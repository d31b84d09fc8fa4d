"use client";

import { ActionIcon, Button, Text } from "@mantine/core";
import { IconBeach, IconPlus, IconX } from "@tabler/icons-react";
import { useOptimistic, useRef, useState, useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { EmptyNote } from "@/lib/ui/empty-note";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { Panel } from "@/lib/ui/panel";
import rows from "@/lib/ui/rows.module.css";
import { removeClosureAction, restoreClosureAction } from "./actions";
import { ClosureDialog } from "./closure-dialog";
import type { ClosureView } from "./closure-view";

/** Days off and other times when the business, or one calendar, is closed. */
export function Closures({
  closures,
  calendars,
  today,
  canWrite,
}: {
  closures: ClosureView[];
  calendars: { value: string; label: string }[];
  today: string;
  canWrite: boolean;
}) {
  const [shown, hide] = useOptimistic(closures, (current: ClosureView[], id: string) =>
    current.filter((closure) => closure.id !== id),
  );
  const [isAdding, setAdding] = useState(false);
  const [, startTransition] = useTransition();
  const list = useRef<HTMLDivElement>(null);

  const restore = ({ name, calendarId, startsAtLocal, endsAtLocal }: ClosureView) =>
    startTransition(async () => {
      const result = await reached(restoreClosureAction({ name, calendarId, startsAtLocal, endsAtLocal }));
      if (!result.ok) tellTrouble(result.error);
    });
  const remove = (closure: ClosureView) => {
    list.current?.focus();
    startTransition(async () => {
      hide(closure.id);
      const result = await reached(removeClosureAction(closure.id));
      if (result.ok) {
        tellDone(`Open again: ${closure.name || closure.when}`, {
          label: "Undo",
          run: () => restore(closure),
        });
      } else tellTrouble(result.error);
    });
  };

  return (
    <Panel
      id="closures"
      title="Days off"
      flush
      aside={
        canWrite ? (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={15} aria-hidden="true" />}
            onClick={() => setAdding(true)}
          >
            Add
          </Button>
        ) : null
      }
    >
      <div ref={list} tabIndex={-1} style={{ outline: "none" }}>
        {shown.length === 0 ? (
          <EmptyNote icon={<IconBeach size={34} stroke={1.4} />} title="No days off ahead">
            Holidays and vacations added here are never offered to callers.
          </EmptyNote>
        ) : (
          <ul className={rows.rows}>
            {shown.map((closure) => (
              <li key={closure.id} className={rows.row}>
                <div className={rows.grow}>
                  <Text fw={600}>{closure.name || closure.when}</Text>
                  <Text size="sm" c="dimmed">
                    {[closure.name ? closure.when : null, closure.whose].filter(Boolean).join(" · ") ||
                      "The whole business"}
                  </Text>
                </div>
                {canWrite ? (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={32}
                    aria-label={`Remove ${closure.name || closure.when}`}
                    onClick={() => remove(closure)}
                  >
                    <IconX size={16} aria-hidden="true" />
                  </ActionIcon>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </div>
      {isAdding ? (
        <ClosureDialog calendars={calendars} today={today} onClose={() => setAdding(false)} />
      ) : null}
    </Panel>
  );
}
