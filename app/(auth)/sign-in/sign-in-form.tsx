"use client";

import { Anchor, Stack } from "@mantine/core";
import Link from "next/link";
import { EmailField, FormOutcome, PasswordField, SubmitButton } from "@/lib/ui/form-parts";
import { useServerForm } from "@/lib/ui/use-server-form";
import { signInAction } from "./actions";

export function SignInForm({ next, notice }: { next: string | undefined; notice: string | null }) {
  const { state, isPending, errorOf, formProps } = useServerForm(signInAction);
  return (
    <form {...formProps}>
      <Stack gap="md">
        <FormOutcome state={state ?? (notice ? { ok: true, value: { message: notice } } : null)} />
        {next ? <input type="hidden" name="next" value={next} /> : null}
        <EmailField error={errorOf("email")} />
        <PasswordField error={errorOf("password")} />
        <SubmitButton isPending={isPending}>Sign in</SubmitButton>
        <Anchor component={Link} href="/forgot-password" size="sm" ta="center">
          Forgot your password?
        </Anchor>
      </Stack>
    </form>
  );
}
