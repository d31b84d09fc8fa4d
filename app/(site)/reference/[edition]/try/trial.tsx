"use client";

import { Alert, Button, Group, JsonInput, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconSend } from "@tabler/icons-react";
import { type FormEvent, useId, useState } from "react";
import type { TryField } from "@/lib/openapi/prefill";
import { useErrorFocus } from "@/lib/ui/use-error-focus";
import page from "../../reference.module.css";
import { type Answer, readAnswer } from "./answer";
import { AnswerView } from "./answer-view";
import { obstacles, requestOf } from "./request";
import { useTryDesk } from "./sender";
import classes from "./try.module.css";

const PATIENCE_MILLISECONDS = 30_000;

export interface TrialProps {
  summary: string;
  method: string;
  path: string;
  fields: TryField[];
  /** The example with the caller's own values; null where no body is sent. */
  body: string | null;
  /** The headers of answers that the document names. */
  headers: string[];
}

type Outcome = { kind: "answer"; answer: Answer } | { kind: "silence" } | null;

function ParameterInput({
  field,
  value,
  error,
  onChange,
}: {
  field: TryField;
  value: string;
  error: string | null;
  onChange: (value: string) => void;
}) {
  const labels = {
    label: field.name,
    description: field.description,
    withAsterisk: field.isRequired,
    error,
    value,
  };
  return field.options.length > 0 ? (
    <NativeSelect
      {...labels}
      data={[{ value: "", label: "not sent" }, ...field.options]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  ) : (
    <TextInput
      {...labels}
      placeholder={field.placeholder}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function SentAs() {
  const { kind, signedIn, sender } = useTryDesk();
  const words =
    sender.kind === "session"
      ? `As ${signedIn?.name ?? "whoever is signed in"}.`
      : sender.kind === "token"
        ? "With your token."
        : kind === "token"
          ? "Without a credential: no token is pasted yet."
          : "Without a credential.";
  return (
    <Text size="sm" c="dimmed">
      {words}{" "}
      <a href="#sender" className={page.plain}>
        Change who sends
      </a>
    </Text>
  );
}

/** The form that sends a request of the reference for real, and the answer to it. */
export function Trial({ summary, method, path, fields, body: example, headers }: TrialProps) {
  const { sender, signedIn } = useTryDesk();
  const [values, setValues] = useState(() =>
    Object.fromEntries(fields.map(({ name, value }) => [name, value])),
  );
  const [body, setBody] = useState(example);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isSending, setSending] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>(null);
  const { formRef, focusError } = useErrorFocus();
  const id = useId();
  const isWrite = method !== "get";

  async function send(event: FormEvent) {
    event.preventDefault();
    const draft = { method, path, fields, values, body };
    const found = obstacles(draft);
    setErrors(found);
    if (Object.keys(found).length > 0) return focusError();
    const { address, init } = requestOf(draft, sender);
    setSending(true);
    setOutcome(null);
    const since = performance.now();
    try {
      const response = await fetch(address, { ...init, signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
      setOutcome({ kind: "answer", answer: await readAnswer(response, since, headers) });
    } catch {
      setOutcome({ kind: "silence" });
    } finally {
      setSending(false);
    }
  }

  return (
    <form ref={formRef} onSubmit={send} noValidate className={classes.try} aria-labelledby={id}>
      <Stack gap="sm">
        <Text id={id} fw={650}>
          Try it: {summary}
        </Text>
        <SentAs />
        {fields.map((field) => (
          <ParameterInput
            key={`${field.place} ${field.name}`}
            field={field}
            value={values[field.name] ?? ""}
            error={errors[field.name] ?? null}
            onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
          />
        ))}
        {body === null ? null : (
          <JsonInput
            label="Body"
            validationError="This is not valid JSON."
            autosize
            minRows={3}
            maxRows={20}
            spellCheck={false}
            classNames={{ input: page.mono }}
            value={body}
            onChange={setBody}
          />
        )}
        {isWrite && sender.kind !== "nobody" ? (
          <Alert
            color="orange"
            icon={<IconAlertTriangle size={18} aria-hidden="true" />}
            title="This is not a sandbox"
            role="note"
          >
            Sending changes the real data of{" "}
            {sender.kind === "session" ? (signedIn?.name ?? "your account") : "the token's business"}, and may
            write to or call real people.
          </Alert>
        ) : null}
        <Group>
          <Button
            type="submit"
            loading={isSending}
            leftSection={<IconSend size={16} stroke={1.7} aria-hidden="true" />}
          >
            Send {method.toUpperCase()}
          </Button>
        </Group>
        <div role="status" aria-live="polite">
          {outcome?.kind === "silence" ? (
            <Text c="red" size="sm">
              No answer came. Check your connection, and try again.
            </Text>
          ) : null}
          {outcome?.kind === "answer" ? (
            <Text fw={650}>
              {outcome.answer.status} {outcome.answer.statusText} in {outcome.answer.milliseconds} ms
            </Text>
          ) : null}
        </div>
        {outcome?.kind === "answer" ? (
          <AnswerView summary={summary} answer={outcome.answer} sender={sender} />
        ) : null}
      </Stack>
    </form>
  );
}
