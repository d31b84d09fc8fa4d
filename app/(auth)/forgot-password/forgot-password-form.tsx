"use client";

import { Stack } from "@mantine/core";
import { EmailField, FormOutcome, SubmitButton } from "@/lib/ui/form-parts";
import { useServerForm } from "@/lib/ui/use-server-form";
import { requestResetAction } from "./actions";

export function ForgotPasswordForm({ submitText }: { submitText: string }) {
  const { state, isPending, errorOf, formProps } = useServerForm(requestResetAction);
  return (
    <form {...formProps}>
      <Stack gap="md">
        <FormOutcome state={state} />
        <EmailField error={errorOf("email")} />
        <SubmitButton isPending={isPending}>{submitText}</SubmitButton>
      </Stack>
    </form>
  );
}
