"use client";

import { Stack } from "@mantine/core";
import { failure } from "@/lib/ui/action-result";
import { FormOutcome, PasswordField, SubmitButton } from "@/lib/ui/form-parts";
import { useServerForm } from "@/lib/ui/use-server-form";
import { resetPasswordAction } from "./actions";

const USED_UP = failure("This link has been used, or is older than an hour. Ask for a new one below.");

export function ResetPasswordForm({ token }: { token: string }) {
  const { state, isPending, errorOf, formProps } = useServerForm(resetPasswordAction);
  const isUsedUp = errorOf("token") !== undefined;
  return (
    <form {...formProps}>
      <Stack gap="md">
        <FormOutcome state={isUsedUp ? USED_UP : state} />
        <input type="hidden" name="token" value={token} />
        <PasswordField newLabel="New password" error={errorOf("password")} />
        <SubmitButton isPending={isPending}>Save the new password</SubmitButton>
      </Stack>
    </form>
  );
}
