"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from "react";
import { type FormState, failure, OFFLINE } from "./action-result";

type FormAction = (state: FormState, form: FormData) => Promise<FormState>;

/** The action, with a lost connection as an answer like any other. */
const reaching =
  (action: FormAction): FormAction =>
  async (state, form) => {
    try {
      return await action(state, form);
    } catch (error) {
      unstable_rethrow(error);
      return failure(OFFLINE);
    }
  };

/**
 * A form over a server action that keeps what was typed: the action works without scripts, and with them
 * nothing is reset on an error. It is sent once however often the button is pressed. Field messages go away as
 * their field is edited, and the first wrong field gets the focus.
 */
export function useServerForm(action: FormAction) {
  const [plainState, dispatchPlain] = useActionState(action, null);
  const [ownState, dispatch, isPending] = useActionState(reaching(action), null);
  const state = ownState ?? plainState;
  const isSending = useRef(false);
  const [edited, setEdited] = useState<ReadonlySet<string>>(new Set());
  const formRef = useRef<HTMLFormElement>(null);

  useEffect(() => {
    setEdited(new Set());
    if (state === null || state.ok) return;
    const [first] = Object.keys(state.fields);
    const field = first ? formRef.current?.elements.namedItem(first) : null;
    if (field instanceof HTMLElement) field.focus();
  }, [state]);

  useEffect(() => {
    if (!isPending) isSending.current = false;
  }, [isPending]);

  const errorOf = (name: string): string | undefined =>
    state && !state.ok && !edited.has(name) ? state.fields[name]?.[0] : undefined;

  return {
    state,
    isPending,
    errorOf,
    formProps: {
      ref: formRef,
      action: dispatchPlain,
      noValidate: true,
      onSubmit: (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        if (isSending.current) return;
        isSending.current = true;
        const { submitter } = event.nativeEvent as SubmitEvent;
        const form = new FormData(event.currentTarget, submitter);
        startTransition(() => dispatch(form));
      },
      onInput: (event: FormEvent<HTMLFormElement>) => {
        const { name } = event.target as HTMLInputElement;
        if (name) setEdited((names) => new Set(names).add(name));
      },
    },
  };
}
