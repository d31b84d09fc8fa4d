"use client";

import { Badge, Button, Text, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconMessage } from "@tabler/icons-react";
import { createContext, type ReactNode, useContext, useId, useMemo, useOptimistic } from "react";
import type { ActionResult } from "./action-result";
import { FormDialog } from "./form-dialog";
import { countOf } from "./format";
import { tellDone } from "./notices";
import { textParts, textProblem } from "./text-parts";
import timeline from "./timeline.module.css";
import { useActionForm } from "./use-action-form";

interface Outbox {
  drafts: readonly string[];
  add(content: string): void;
}

const OutboxContext = createContext<Outbox>({ drafts: [], add: () => undefined });

/** Shows what is written inside of it at once, until the page knows it. */
export function TextOutbox({ children }: { children: ReactNode }) {
  const [drafts, add] = useOptimistic<string[], string>([], (current, content) => [content, ...current]);
  const outbox = useMemo(() => ({ drafts, add }), [drafts, add]);
  return <OutboxContext.Provider value={outbox}>{children}</OutboxContext.Provider>;
}

/** The texts that are being handed over, as the first rows of a history. */
export function OutgoingTexts() {
  return useContext(OutboxContext).drafts.map((content) => (
    <li key={content} className={timeline.moment}>
      <IconMessage size={20} stroke={1.6} aria-hidden="true" />
      <div>
        <Text component="div" fw={550}>
          We texted{" "}
          <Badge component="span" variant="light" color="gray" tt="none">
            Sending…
          </Badge>
        </Text>
        <Text size="sm" mt={2} lineClamp={3} style={{ overflowWrap: "anywhere" }}>
          {content}
        </Text>
      </div>
    </li>
  ));
}

/** "12 characters, sent as one text." */
function lengthText(content: string): string {
  const { characters, parts, isWide } = textParts(content);
  const sentAs = parts === 1 ? "sent as one text" : `sent as ${parts} texts`;
  const why = isWide ? " Emoji and some letters take more room." : "";
  return `${countOf(characters, "character")}, ${sentAs}.${why}`;
}

type Send = (content: string) => Promise<ActionResult<null>>;

function TextDialog({ name, send, onClose }: { name: string; send: Send; onClose: () => void }) {
  const { add } = useContext(OutboxContext);
  const state = useActionForm({
    initialValues: { content: "" },
    send: async ({ content }) => {
      const problem = textProblem(content);
      if (problem) return { ok: false, error: problem, fields: { content: [problem] }, facts: {} };
      add(content);
      return send(content);
    },
    onDone: () => {
      tellDone("Your text is on its way.");
      onClose();
    },
  });
  const { form } = state;
  return (
    <FormDialog title={`Text ${name}`} submit="Send" state={state} onClose={onClose}>
      <Textarea
        label="Message"
        description={lengthText(form.values.content)}
        inputWrapperOrder={["label", "error", "input", "description"]}
        data-autofocus
        autosize
        minRows={4}
        maxRows={14}
        {...form.getInputProps("content")}
      />
    </FormDialog>
  );
}

/**
 * Opens a text to somebody to be written; where none can be, the button says why.
 * @param hindrance why none can, in words; null where one can.
 * @param isOpenAtFirst the page was opened to write.
 */
export function WriteTextButton({
  name,
  hindrance,
  send,
  isOpenAtFirst = false,
}: {
  name: string;
  hindrance: string | null;
  send: Send;
  isOpenAtFirst?: boolean;
}) {
  const [isOpen, { open, close }] = useDisclosure(isOpenAtFirst && hindrance === null);
  const reasonId = useId();
  return (
    <>
      <Button
        variant="default"
        mt="md"
        leftSection={<IconMessage size={18} stroke={1.7} aria-hidden="true" />}
        onClick={open}
        disabled={hindrance !== null}
        {...(hindrance === null ? {} : { "aria-describedby": reasonId })}
      >
        Write a text
      </Button>
      {hindrance === null ? null : (
        <Text id={reasonId} size="sm" c="dimmed" mt={6}>
          {hindrance}
        </Text>
      )}
      {/* It stays when a reason comes up meanwhile: what is written is not lost, and sending tells the reason. */}
      {isOpen ? <TextDialog name={name} send={send} onClose={close} /> : null}
    </>
  );
}
