"use client";

import { SimpleGrid, Stack, TextInput } from "@mantine/core";
import { FormOutcome, SubmitButton } from "@/lib/ui/form-parts";
import { useServerForm } from "@/lib/ui/use-server-form";
import { saveNameAction } from "./actions";

/** What the signed-in person is called. */
export function NameForm({ firstName, lastName }: { firstName: string; lastName: string }) {
  const { state, isPending, errorOf, formProps } = useServerForm(saveNameAction);
  const field = (name: string) => ({ name, size: "md" as const, error: errorOf(name) });
  return (
    <form {...formProps}>
      <Stack gap="md">
        <FormOutcome state={state} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput
            {...field("firstName")}
            label="First name"
            defaultValue={firstName}
            autoComplete="given-name"
          />
          <TextInput
            {...field("lastName")}
            label="Last name"
            defaultValue={lastName}
            autoComplete="family-name"
          />
        </SimpleGrid>
        <SubmitButton isPending={isPending}>Save</SubmitButton>
      </Stack>
    </form>
  );
}
