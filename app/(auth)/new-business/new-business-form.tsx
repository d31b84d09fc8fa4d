"use client";

import { Stack, TextInput } from "@mantine/core";
import { FormOutcome, OwnTimeZone, SubmitButton } from "@/lib/ui/form-parts";
import { useServerForm } from "@/lib/ui/use-server-form";
import { newBusinessAction } from "./actions";

export function NewBusinessForm() {
  const { state, isPending, errorOf, formProps } = useServerForm(newBusinessAction);
  return (
    <form {...formProps}>
      <Stack gap="md">
        <FormOutcome state={state} />
        <OwnTimeZone />
        <TextInput
          name="name"
          size="md"
          label="Business name"
          autoComplete="organization"
          required
          withAsterisk={false}
          error={errorOf("name")}
        />
        <SubmitButton isPending={isPending}>Create business</SubmitButton>
      </Stack>
    </form>
  );
}
