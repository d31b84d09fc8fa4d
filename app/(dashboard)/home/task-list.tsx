"use client";

import { Badge, Button, Group, Menu, Text } from "@mantine/core";
import { IconCheck, IconCircleCheck, IconClock, IconHandStop } from "@tabler/icons-react";
import { useOptimistic, useRef, useTransition } from "react";
import type { SnoozeTaskInput } from "@/lib/domain/tasks";
import { reached } from "@/lib/ui/action-result";
import { EmptyNote } from "@/lib/ui/empty-note";
import { TextLink } from "@/lib/ui/links";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import rows from "@/lib/ui/rows.module.css";
import { acknowledgeTaskAction, completeTaskAction, reopenTaskAction, snoozeTaskAction } from "./actions";
import classes from "./task-list.module.css";

export interface TaskView {
  id: string;
  title: string;
  body: string;
  /** Who it is about and when it came in. */
  note: string;
  phone: { text: string; href: string } | null;
  callHref: string | null;
  leadHref: string | null;
  /** Where the message that waits is answered. */
  answerHref: string | null;
  /** When it should be done, in words. */
  due: { text: string; isOver: boolean } | null;
  /** Who said that they take it on. */
  takenOnBy: string | null;
  /** Owner and admins were told that nobody had. */
  isEscalated: boolean;
  isUrgent: boolean;
}

const SNOOZES: readonly { value: SnoozeTaskInput["for"]; label: string }[] = [
  { value: "hour", label: "In an hour" },
  { value: "next_opening", label: "When we open next" },
  { value: "week", label: "In a week" },
];

/** Puts a task off. */
function SnoozeMenu({ task }: { task: TaskView }) {
  const [isPending, startTransition] = useTransition();
  const snooze = (choice: SnoozeTaskInput["for"]) =>
    startTransition(async () => {
      const result = await reached(snoozeTaskAction({ id: task.id, for: choice }));
      if (result.ok) tellDone(`${task.title}: due ${result.value.dueAt}`);
      else tellTrouble(result.error);
    });
  return (
    <Menu position="bottom-end" shadow="md" radius="md">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          leftSection={<IconClock size={16} aria-hidden="true" />}
          aria-label={`Later: ${task.title}`}
          aria-busy={isPending}
        >
          Later
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {SNOOZES.map(({ value, label }) => (
          <Menu.Item key={value} onClick={() => snooze(value)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Says that one takes a task on, so that the others need not. */
function TakeOnButton({ task }: { task: TaskView }) {
  const [isPending, startTransition] = useTransition();
  const takeOn = () =>
    startTransition(async () => {
      const result = await reached(acknowledgeTaskAction(task.id));
      if (result.ok) tellDone(`Yours now: ${task.title}`);
      else tellTrouble(result.error);
    });
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconHandStop size={16} aria-hidden="true" />}
      loading={isPending}
      onClick={takeOn}
      aria-label={`I'll do it: ${task.title}`}
    >
      I'll do it
    </Button>
  );
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
            <li key={task.id} className={`${rows.row} ${classes.task}`}>
              <div className={rows.grow}>
                <Group gap={8}>
                  <Text fw={600}>{task.title}</Text>
                  {task.isUrgent ? (
                    <Badge color="orange" variant="light">
                      Urgent
                    </Badge>
                  ) : null}
                  {task.isEscalated ? (
                    <Badge color="red" variant="light" tt="none">
                      Nobody took it on in time
                    </Badge>
                  ) : null}
                  {task.due ? (
                    <Badge color={task.due.isOver ? "red" : "gray"} variant="light" tt="none">
                      {task.due.isOver ? "Overdue since" : "Due"} {task.due.text}
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
                    {task.takenOnBy ? `${task.note} · ${task.takenOnBy} takes care of it` : task.note}
                  </Text>
                  {task.phone ? (
                    <TextLink href={task.phone.href} size="sm" className="fd-numbers">
                      {task.phone.text}
                    </TextLink>
                  ) : null}
                  {task.answerHref ? (
                    <TextLink href={task.answerHref} size="sm">
                      Answer
                    </TextLink>
                  ) : null}
                  {task.callHref ? (
                    <TextLink href={task.callHref} size="sm">
                      Open the call
                    </TextLink>
                  ) : null}
                  {task.leadHref ? (
                    <TextLink href={task.leadHref} size="sm">
                      Open the lead
                    </TextLink>
                  ) : null}
                </Group>
              </div>
              <div className={classes.actions}>
                {task.takenOnBy ? null : <TakeOnButton task={task} />}
                <SnoozeMenu task={task} />
                <Button
                  variant="default"
                  size="xs"
                  leftSection={<IconCheck size={16} aria-hidden="true" />}
                  onClick={() => complete(task)}
                  aria-label={`Done: ${task.title}`}
                >
                  Done
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
