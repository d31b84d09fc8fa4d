"use client";

import { useForm } from "@mantine/form";
import { useEffect, useRef, useState, useTransition } from "react";
import { type ActionResult, type FormState, reached } from "./action-result";
import { useErrorFocus } from "./use-error-focus";

/**
 * A form of controlled fields over a server action. Nothing that was typed is lost on an error: messages
 * stand at their fields and the first wrong one gets the focus.
 * @param send calls the action.
 * @param onDone runs after it has worked, with what it gave.
 */
export function useActionForm<V extends Record<string, unknown>, R>({
  initialValues,
  send,
  onDone,
}: {
  initialValues: V;
  send: (values: V) => Promise<ActionResult<R>>;
  onDone: (value: R, values: V) => void;
}) {
  const form = useForm<V>({ initialValues });
  const [outcome, setOutcome] = useState<FormState>(null);
  const { formRef, focusError } = useErrorFocus();
  const [isPending, startTransition] = useTransition();

  // What somebody else saves meanwhile is shown, unless something is being edited here.
  const given = JSON.stringify(initialValues);
  const followed = useRef(given);
  useEffect(() => {
    if (followed.current === given || form.isDirty()) return;
    followed.current = given;
    form.setInitialValues(JSON.parse(given));
    form.reset();
  }, [given, form]);

  const submit = (values: V) => {
    if (isPending) return;
    setOutcome(null);
    startTransition(async () => {
      const result = await reached(send(values));
      if (result.ok) {
        form.resetDirty(values);
        onDone(result.value, values);
        return;
      }
      form.setErrors(
        Object.fromEntries(Object.entries(result.fields).map(([field, [first]]) => [field, first])),
      );
      setOutcome(result);
      focusError();
    });
  };

  return {
    form,
    outcome,
    isPending,
    isDirty: form.isDirty(),
    formProps: { ref: formRef, onSubmit: form.onSubmit(submit), noValidate: true },
  };
}
