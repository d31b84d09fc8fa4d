"use client";

import { PasswordInput, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { FormOutcome, SubmitButton } from "@/lib/ui/form-parts";
import { useServerForm } from "@/lib/ui/use-server-form";
import { signUpAction } from "./actions";

export function SignUpForm() {
  const { state, isPending, errorOf, formProps } = useServerForm(signUpAction);
  const [timeZone, setTimeZone] = useState("");
  useEffect(() => setTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  const field = (name: string) => ({ name, size: "md" as const, error: errorOf(name) });
  return (
    <form {...formProps}>
      <Stack gap="md">
        <FormOutcome state={state} />
        <input type="hidden" name="timeZone" value={timeZone} />
        <TextInput
          {...field("businessName")}
          label="Business name"
          autoComplete="organization"
          required
          withAsterisk={false}
        />
        <SimpleGrid cols={2} spacing="sm">
          <TextInput {...field("firstName")} label="First name" autoComplete="given-name" />
          <TextInput {...field("lastName")} label="Last name" autoComplete="family-name" />
        </SimpleGrid>
        <TextInput
          {...field("email")}
          label="E-mail"
          type="email"
          autoComplete="email"
          required
          withAsterisk={false}
        />
        <PasswordInput
          {...field("password")}
          label="Password"
          description="At least 8 characters."
          autoComplete="new-password"
          required
          withAsterisk={false}
        />
        <SubmitButton isPending={isPending}>Create account</SubmitButton>
      </Stack>
    </form>
  );
}
