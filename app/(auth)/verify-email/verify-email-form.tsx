"use client";

import { Button, Stack, TextInput } from "@mantine/core";
import { startTransition, useActionState } from "react";
import { FormOutcome, SubmitButton } from "@/lib/ui/form-parts";
import { useServerForm } from "@/lib/ui/use-server-form";
import { resendCodeAction, verifyEmailAction } from "./actions";

export function VerifyEmailForm({ next }: { next: string | undefined }) {
  const { state, isPending, errorOf, formProps } = useServerForm(verifyEmailAction);
  const [resent, resend, isResending] = useActionState(resendCodeAction, null);
  return (
    <Stack gap="md">
      <form {...formProps}>
        <Stack gap="md">
          <FormOutcome state={state ?? resent} />
          {next ? <input type="hidden" name="next" value={next} /> : null}
          <TextInput
            label="Six-digit code"
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            size="md"
            className="fd-numbers"
            required
            withAsterisk={false}
            error={errorOf("code")}
          />
          <SubmitButton isPending={isPending}>Confirm my e-mail</SubmitButton>
        </Stack>
      </form>
      <Button variant="subtle" loading={isResending} onClick={() => startTransition(() => resend())}>
        Send a new code
      </Button>
    </Stack>
  );
}
