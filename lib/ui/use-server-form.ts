"use client";

import { type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from "react";
import type { FormState } from "./action-result";

/**
 * A form over a server action that keeps what was typed: the action works without scripts, and with them
 * nothing is reset on an error. Field messages go away as their field is edited, and the first wrong field
 * gets the focus.
 */
export function useServerForm(action: (state: FormState, form: FormData) => Promise<FormState>) {
  const [state, dispatch, isPending] = useActionState(action, null);
  const [edited, setEdited] = useState<ReadonlySet<string>>(new Set());
  const formRef = useRef<HTMLFormElement>(null);

  useEffect(() => {
    setEdited(new Set());
    if (state === null || state.ok) return;
    const [first] = Object.keys(state.fields);
    const field = first ? formRef.current?.elements.namedItem(first) : null;
    if (field instanceof HTMLElement) field.focus();
  }, [state]);

  const errorOf = (name: string): string | undefined =>
    state && !state.ok && !edited.has(name) ? state.fields[name]?.[0] : undefined;

  return {
    state,
    isPending,
    errorOf,
    formProps: {
      ref: formRef,
      action: dispatch,
      noValidate: true,
      onSubmit: (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        startTransition(() => dispatch(form));
      },
      onInput: (event: FormEvent<HTMLFormElement>) => {
        const { name } = event.target as HTMLInputElement;
        if (name) setEdited((names) => new Set(names).add(name));
      },
    },
  };
}
