"use client";

import { Badge, Button, Group, Text } from "@mantine/core";
import { IconCheck, IconCircleCheck } from "@tabler/icons-react";
import { useOptimistic, useRef, useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { EmptyNote } from "@/lib/ui/empty-note";
import { TextLink } from "@/lib/ui/links";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import rows from "@/lib/ui/rows.module.css";
import { completeTaskAction, reopenTaskAction } from "./actions";

export interface TaskView {
  id: string;
  title: string;
  body: string;
  /** Who it is about and when it came in. */
  note: string;
  phone: { text: string; href: string } | null;
  callHref: string | null;
  isUrgent: boolean;
}

/** What needs a person; a task that is done leaves the list at once and can be taken back. */
export function TaskList({ tasks }: { tasks: TaskView[] }) {
  const [shown, markDone] = useOptimistic(tasks, (current: TaskView[], id: string) =>
    current.filter((task) => task.id !== id),
  );
  const [, startTransition] = useTransition();
  const list = useRef<HTMLDivElement>(null);

  const reopen = (task: TaskView) =>
    startTransition(async () => {
      const result = await reached(reopenTaskAction(task.id));
      if (!result.ok) tellTrouble(result.error);
    });

  const complete = (task: TaskView) => {
    list.current?.focus();
    startTransition(async () => {
      markDone(task.id);
      const result = await reached(completeTaskAction(task.id));
      if (result.ok) tellDone(`Done: ${task.title}`, { label: "Undo", run: () => reopen(task) });
      else tellTrouble(result.error);
    });
  };

  return (
    <div ref={list} tabIndex={-1} style={{ outline: "none" }}>
      {shown.length === 0 ? (
        <EmptyNote icon={<IconCircleCheck size={34} stroke={1.4} />} title="Nothing waits for you">
          Messages and calls to return appear here.
        </EmptyNote>
      ) : (
        <ul className={rows.rows}>
          {shown.map((task) => (
            <li key={task.id} className={rows.row}>
              <div className={rows.grow}>
                <Group gap={8}>
                  <Text fw={600}>{task.title}</Text>
                  {task.isUrgent ? (
                    <Badge color="orange" variant="light">
                      Urgent
                    </Badge>
                  ) : null}
                </Group>
                {task.body ? (
                  <Text size="sm" mt={2} style={{ whiteSpace: "pre-line" }}>
                    {task.body}
                  </Text>
                ) : null}
                <Group gap={12} mt={4}>
                  <Text size="sm" c="dimmed">
                    {task.note}
                  </Text>
                  {task.phone ? (
                    <TextLink href={task.phone.href} size="sm" className="fd-numbers">
                      {task.phone.text}
                    </TextLink>
                  ) : null}
                  {task.callHref ? (
                    <TextLink href={task.callHref} size="sm">
                      Open the call
                    </TextLink>
                  ) : null}
                </Group>
              </div>
              <Button
                variant="default"
                size="xs"
                leftSection={<IconCheck size={16} aria-hidden="true" />}
                onClick={() => complete(task)}
                aria-label={`Done: ${task.title}`}
              >
                Done
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
