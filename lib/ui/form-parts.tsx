"use client";

import { Alert, Button, PasswordInput, TextInput } from "@mantine/core";
import { IconAlertCircle, IconCircleCheck } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { FormState } from "./action-result";

/** What came of a form, above its fields; read out when it changes. */
export function FormOutcome({ state }: { state: FormState }) {
  const box = useRef<HTMLDivElement>(null);
  const hasFields = state !== null && !state.ok && Object.keys(state.fields).length > 0;
  useEffect(() => {
    if (state !== null && !hasFields) box.current?.focus();
  }, [state, hasFields]);
  if (state === null) return null;
  const text = state.ok ? state.value?.message : state.error;
  if (!text) return null;
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      role={state.ok ? "status" : "alert"}
      color={state.ok ? "lagoon" : "red"}
      variant="light"
      icon={state.ok ? <IconCircleCheck aria-hidden="true" /> : <IconAlertCircle aria-hidden="true" />}
      style={{ outline: "none" }}
    >
      {text}
    </Alert>
  );
}

const FIELD = { size: "md", required: true, withAsterisk: false } as const;

/** The e-mail address that somebody signs in with. */
export function EmailField({ error }: { error: string | undefined }) {
  return (
    <TextInput {...FIELD} label="E-mail" name="email" type="email" autoComplete="username" error={error} />
  );
}

/** A password; a new one says what it has to be like. */
export function PasswordField({ newLabel, error }: { newLabel?: string; error: string | undefined }) {
  const kind = newLabel
    ? { label: newLabel, description: "At least 8 characters.", autoComplete: "new-password" }
    : { label: "Password", autoComplete: "current-password" };
  return <PasswordInput {...FIELD} {...kind} name="password" error={error} />;
}

/** Sends the browser's zone along, for a business that starts in it; empty text without scripts. */
export function OwnTimeZone() {
  const [timeZone, setTimeZone] = useState("");
  useEffect(() => setTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return <input type="hidden" name="timeZone" value={timeZone} />;
}

/** The one button that sends a form. */
export function SubmitButton({ isPending, children }: { isPending: boolean; children: ReactNode }) {
  return (
    <Button type="submit" size="md" fullWidth loading={isPending} aria-disabled={isPending}>
      {children}
    </Button>
  );
}
