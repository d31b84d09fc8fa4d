"use client";

import { SimpleGrid, Stack, TextInput } from "@mantine/core";
import { EmailField, FormOutcome, OwnTimeZone, PasswordField, SubmitButton } from "@/lib/ui/form-parts";
import { useServerForm } from "@/lib/ui/use-server-form";
import { signUpAction } from "./actions";

export function SignUpForm() {
  const { state, isPending, errorOf, formProps } = useServerForm(signUpAction);
  const field = (name: string) => ({ name, size: "md" as const, error: errorOf(name) });
  return (
    <form {...formProps}>
      <Stack gap="md">
        <FormOutcome state={state} />
        <OwnTimeZone />
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
        <EmailField error={errorOf("email")} />
        <PasswordField newLabel="Password" error={errorOf("password")} />
        <SubmitButton isPending={isPending}>Create account</SubmitButton>
      </Stack>
    </form>
  );
}
