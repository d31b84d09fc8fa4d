"use client";

import { Anchor, PasswordInput, Stack, TextInput } from "@mantine/core";
import Link from "next/link";
import { FormOutcome, SubmitButton } from "@/lib/ui/form-parts";
import { useServerForm } from "@/lib/ui/use-server-form";
import { signInAction } from "./actions";

export function SignInForm({ next, notice }: { next: string | undefined; notice: string | null }) {
  const { state, isPending, errorOf, formProps } = useServerForm(signInAction);
  return (
    <form {...formProps}>
      <Stack gap="md">
        <FormOutcome state={state ?? (notice ? { ok: true, value: { message: notice } } : null)} />
        {next ? <input type="hidden" name="next" value={next} /> : null}
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
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          size="md"
          required
          withAsterisk={false}
          error={errorOf("password")}
        />
        <SubmitButton isPending={isPending}>Sign in</SubmitButton>
        <Anchor component={Link} href="/forgot-password" size="sm" ta="center">
          Forgot your password?
        </Anchor>
      </Stack>
    </form>
  );
}
