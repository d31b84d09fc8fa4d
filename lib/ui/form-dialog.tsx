"use client";

import { Button, Group, Modal, type ModalProps, Stack } from "@mantine/core";
import type { FormEventHandler, ReactNode, Ref } from "react";
import type { FormState } from "./action-result";
import { askFirst } from "./ask-first";
import { FormOutcome } from "./form-parts";
import { useUnsavedChanges } from "./use-unsaved-changes";

/** What a dialog needs of `useActionForm`. */
interface DialogForm {
  outcome: FormState;
  isPending: boolean;
  isDirty: boolean;
  formProps: { ref: Ref<HTMLFormElement>; onSubmit: FormEventHandler<HTMLFormElement>; noValidate: boolean };
}

/** A form in a dialog. Closing it with changes asks first. `aside`: what stands at the foot, on the left. */
export function FormDialog({
  title,
  submit,
  state,
  aside,
  size = "lg",
  onClose,
  children,
}: {
  title: string;
  submit: string;
  state: DialogForm;
  aside?: ReactNode;
  size?: ModalProps["size"];
  onClose: () => void;
  children: ReactNode;
}) {
  const { outcome, isPending, isDirty, formProps } = state;
  useUnsavedChanges(isDirty);
  const close = () => {
    if (!isDirty) {
      onClose();
      return;
    }
    askFirst({
      title: "Close without saving?",
      text: "What you typed here is not saved yet.",
      confirm: "Close without saving",
      keep: "Keep editing",
      run: onClose,
    });
  };
  return (
    <Modal opened onClose={close} title={title} size={size} closeOnClickOutside={!isDirty}>
      <form {...formProps}>
        <Stack gap="md">
          <FormOutcome state={outcome} />
          {children}
          <Group justify="space-between" gap="sm" mt={4}>
            <div>{aside}</div>
            <Group gap="sm">
              <Button variant="default" onClick={close}>
                Close
              </Button>
              <Button type="submit" loading={isPending}>
                {submit}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
