"use client";

import { PasswordInput, Stack } from "@mantine/core";
import { FormOutcome, SubmitButton } from "@/lib/ui/form-parts";
import { useServerForm } from "@/lib/ui/use-server-form";
import { resetPasswordAction } from "./actions";

export function ResetPasswordForm({ token }: { token: string }) {
  const { state, isPending, errorOf, formProps } = useServerForm(resetPasswordAction);
  return (
    <form {...formProps}>
      <Stack gap="md">
        <FormOutcome state={state} />
        <input type="hidden" name="token" value={token} />
        <PasswordInput
          label="New password"
          description="At least 8 characters."
          name="password"
          autoComplete="new-password"
          size="md"
          required
          withAsterisk={false}
          error={errorOf("password")}
        />
        <SubmitButton isPending={isPending}>Save the new password</SubmitButton>
      </Stack>
    </form>
  );
}
