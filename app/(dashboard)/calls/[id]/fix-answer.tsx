"use client";

import { Anchor, Button, Group, Modal, Stack, Text, Textarea, VisuallyHidden } from "@mantine/core";
import { useState, useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { FormDialog } from "@/lib/ui/form-dialog";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { useActionForm } from "@/lib/ui/use-action-form";
import { type Fixed, type FoundAnswer, fixAnswerAction, runAgainAction, undoFixAction } from "./actions";
import classes from "./fix-answer.module.css";

/** Of what was said, in the name of its button. */
const MOST_CHARACTERS = 80;

interface FixProps {
  callId: string;
  /** What the caller had asked. */
  question: string;
  said: string;
  /** The receptionist knew it from the hours or services it was told of. */
  isFromFacts: boolean;
}

function Found({ title, found }: { title: string; found: FoundAnswer | null }) {
  return (
    <section className={classes.found} aria-label={title}>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <Text>{found?.answer ?? "Nothing. It says that it does not know, and offers to take a message."}</Text>
      {found ? (
        <Text size="sm" c="dimmed">
          From {found.source} · {found.percent}% match
        </Text>
      ) : null}
    </section>
  );
}

function FixForm({
  callId,
  question,
  said,
  isFromFacts,
  onFixed,
  onClose,
}: FixProps & { onFixed: (fixed: Fixed) => void; onClose: () => void }) {
  const state = useActionForm({
    initialValues: { question, answer: "" },
    send: (values) => fixAnswerAction({ callId, ...values }),
    onDone: onFixed,
  });
  return (
    <FormDialog title="Put this answer right" submit="Save the answer" state={state} onClose={onClose}>
      <Textarea
        label="What the caller asked"
        description="Shorten it to the question itself, so that others who ask it get your answer too."
        autosize
        minRows={1}
        maxRows={5}
        {...state.form.getInputProps("question")}
      />
      <div>
        <Text size="sm" fw={600}>
          What the receptionist said
        </Text>
        <blockquote className={classes.said}>{said}</blockquote>
      </div>
      {isFromFacts ? (
        <Text size="sm">
          The receptionist knows this from your hours, services or closed days. Where those are wrong, change
          them under Receptionist.
        </Text>
      ) : null}
      <Textarea
        label="What it should say"
        autosize
        minRows={3}
        maxRows={10}
        data-autofocus
        {...state.form.getInputProps("answer")}
      />
    </FormDialog>
  );
}

function FixOutcome({ fixed, onClose }: { fixed: Fixed; onClose: () => void }) {
  const [now, setNow] = useState(fixed.now);
  const [isPending, startTransition] = useTransition();
  const runAgain = () =>
    startTransition(async () => {
      const result = await reached(runAgainAction(fixed.question));
      if (!result.ok) tellTrouble(result.error);
      else {
        setNow(result.value);
        tellDone("Asked again");
      }
    });
  const undo = () =>
    startTransition(async () => {
      const result = await reached(undoFixAction({ faqId: fixed.faqId, replaced: fixed.replaced }));
      if (!result.ok) tellTrouble(result.error);
      else {
        onClose();
        tellDone("Taken back");
      }
    });
  return (
    <Modal
      opened
      onClose={onClose}
      title="Saved as an answer you verified"
      size="lg"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack gap="md">
        <Text>“{fixed.question}”</Text>
        <Found title="What it found before" found={fixed.before} />
        <div role="status">
          <Found title="What it finds now" found={now} />
        </div>
      </Stack>
      <Group justify="space-between" gap="sm" mt="lg">
        <Button variant="default" onClick={undo} disabled={isPending}>
          Undo
        </Button>
        <Group gap="sm">
          <Button variant="default" onClick={runAgain} loading={isPending}>
            Run again
          </Button>
          <Button onClick={onClose} data-autofocus>
            Done
          </Button>
        </Group>
      </Group>
    </Modal>
  );
}

/** Lets the owner write the right answer to what a caller asked, and shows what is found for it since. */
export function FixAnswer(props: FixProps) {
  const [isOpen, setOpen] = useState(false);
  const [fixed, setFixed] = useState<Fixed | null>(null);
  const close = () => {
    setOpen(false);
    setFixed(null);
  };
  return (
    <>
      <Anchor component="button" type="button" inherit underline="always" onClick={() => setOpen(true)}>
        Fix this <VisuallyHidden>in “{props.said.slice(0, MOST_CHARACTERS)}”</VisuallyHidden>
      </Anchor>
      {isOpen && !fixed ? <FixForm {...props} onFixed={setFixed} onClose={close} /> : null}
      {isOpen && fixed ? <FixOutcome fixed={fixed} onClose={close} /> : null}
    </>
  );
}
