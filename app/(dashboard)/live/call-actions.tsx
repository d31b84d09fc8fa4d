"use client";

import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { IconPhoneOff, IconPhoneOutgoing } from "@tabler/icons-react";
import { useState, useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { tellDone } from "@/lib/ui/notices";
import { endCallAction, takeOverAction } from "./actions";

type Asking = "end" | "take_over" | null;

/** What can be done with a call in progress: put it through to a person, or end it. Both are asked back. */
export function CallActions({
  callId,
  caller,
  canTakeOver,
}: {
  callId: string;
  caller: string;
  canTakeOver: boolean;
}) {
  const [asking, setAsking] = useState<Asking>(null);
  const [to, setTo] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();

  const ask = (next: Asking) => {
    setProblem(null);
    setAsking(next);
  };
  const run = (work: Promise<Awaited<ReturnType<typeof endCallAction>>>, done: string) =>
    startTransition(async () => {
      const result = await reached(work);
      if (!result.ok) {
        setProblem(result.fields.to?.[0] ?? result.error);
        return;
      }
      setAsking(null);
      tellDone(done);
    });

  return (
    <>
      {canTakeOver ? (
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPhoneOutgoing size={17} stroke={1.8} aria-hidden="true" />}
          onClick={() => ask("take_over")}
        >
          Take over
        </Button>
      ) : null}
      <Button
        variant="default"
        size="sm"
        c="var(--mantine-color-error)"
        leftSection={<IconPhoneOff size={17} stroke={1.8} aria-hidden="true" />}
        onClick={() => ask("end")}
      >
        End the call
      </Button>
      <Modal
        opened={asking === "end"}
        onClose={() => ask(null)}
        title={`End the call with ${caller}?`}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <Stack gap="md">
          <Text>The line goes dead at once, for the caller too.</Text>
          {problem ? (
            <Text role="alert" size="sm" c="var(--mantine-color-error)">
              {problem}
            </Text>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => ask(null)} data-autofocus>
              Let it go on
            </Button>
            <Button
              color="red"
              loading={isPending}
              onClick={() => run(endCallAction({ callId }), `Hanging up on ${caller}`)}
            >
              End the call
            </Button>
          </Group>
        </Stack>
      </Modal>
      <Modal
        opened={asking === "take_over"}
        onClose={() => ask(null)}
        title={`Take over the call with ${caller}`}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            run(takeOverAction({ callId, to }), `Putting ${caller} through`);
          }}
        >
          <Stack gap="md">
            <Text>
              The receptionist leaves, and this telephone rings. Where nobody answers, the caller is told and
              you get a task to call back. Members of the team take over only at a telephone of the hand-off
              rules.
            </Text>
            <TextInput
              label="Your telephone"
              type="tel"
              autoComplete="tel"
              placeholder="(415) 555-0132"
              value={to}
              error={problem}
              errorProps={{ role: "alert" }}
              data-autofocus
              onChange={(event) => {
                setTo(event.currentTarget.value);
                setProblem(null);
              }}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => ask(null)}>
                Leave it
              </Button>
              <Button type="submit" loading={isPending}>
                Put it through
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
