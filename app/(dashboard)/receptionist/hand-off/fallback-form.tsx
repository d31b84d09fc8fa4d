"use client";

import { Button, Group, Stack, Textarea } from "@mantine/core";
import { tellDone } from "@/lib/ui/notices";
import { useActionForm } from "@/lib/ui/use-action-form";
import { useUnsavedChanges } from "@/lib/ui/use-unsaved-changes";
import { saveFallbackAction } from "./actions";

/** The numbers that are rung after the rules, and when the receptionist cannot take a call. */
export function FallbackForm({ agentId, saved }: { agentId: string; saved: string }) {
  const { form, isPending, isDirty, formProps } = useActionForm({
    initialValues: { numbers: saved },
    send: (values) => saveFallbackAction({ ...values, agentId }),
    onDone: () => tellDone("The fallback numbers are saved as a draft."),
  });
  useUnsavedChanges(isDirty);
  return (
    <form {...formProps}>
      <Stack gap="sm">
        <Textarea
          label="Numbers"
          description="One a line. They are rung in this order."
          placeholder="(212) 555-0199"
          autosize
          minRows={3}
          maxRows={10}
          {...form.getInputProps("numbers")}
        />
        <Group justify="end" gap="sm">
          {isDirty ? (
            <Button variant="default" onClick={form.reset} disabled={isPending}>
              Discard
            </Button>
          ) : null}
          <Button type="submit" loading={isPending}>
            Save draft
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
