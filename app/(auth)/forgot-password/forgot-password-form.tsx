"use client";

import { Stack, TextInput } from "@mantine/core";
import { FormOutcome, SubmitButton } from "@/lib/ui/form-parts";
import { useServerForm } from "@/lib/ui/use-server-form";
import { requestResetAction } from "./actions";

export function ForgotPasswordForm({ submitText }: { submitText: string }) {
  const { state, isPending, errorOf, formProps } = useServerForm(requestResetAction);
  return (
    <form {...formProps}>
      <Stack gap="md">
        <FormOutcome state={state} />
        <TextInput
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          size="md"
          required
          withAsterisk={false}
          error={errorOf("email")}
        />
        <SubmitButton isPending={isPending}>{submitText}</SubmitButton>
      </Stack>
    </form>
  );
}
