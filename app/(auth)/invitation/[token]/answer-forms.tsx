"use client";

import { Button, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { FormOutcome, PasswordField, SubmitButton } from "@/lib/ui/form-parts";
import { useServerForm } from "@/lib/ui/use-server-form";
import { answerAction, joinAction } from "./actions";

/** For whoever has no account yet: a name and a password are all that is needed. */
export function JoinForm({ token, email }: { token: string; email: string }) {
  const { state, isPending, errorOf, formProps } = useServerForm(joinAction);
  const field = (name: string) => ({ name, size: "md" as const, error: errorOf(name) });
  return (
    <form {...formProps}>
      <Stack gap="md">
        <FormOutcome state={state} />
        <input type="hidden" name="token" value={token} />
        <TextInput label="E-mail" size="md" value={email} autoComplete="username" readOnly />
        <SimpleGrid cols={2} spacing="sm">
          <TextInput {...field("firstName")} label="First name" autoComplete="given-name" />
          <TextInput {...field("lastName")} label="Last name" autoComplete="family-name" />
        </SimpleGrid>
        <PasswordField newLabel="Password" error={errorOf("password")} />
        <SubmitButton isPending={isPending}>Join</SubmitButton>
      </Stack>
    </form>
  );
}

function AnswerForm({ token, answer }: { token: string; answer: "accept" | "decline" }) {
  const { state, isPending, formProps } = useServerForm(answerAction);
  return (
    <form {...formProps}>
      <Stack gap="md">
        <FormOutcome state={state} />
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="answer" value={answer} />
        {answer === "accept" ? (
          <SubmitButton isPending={isPending}>Join</SubmitButton>
        ) : (
          <Button type="submit" variant="default" size="md" fullWidth loading={isPending}>
            Decline
          </Button>
        )}
      </Stack>
    </form>
  );
}

/** For whoever is signed in with the invited address. */
export function AnswerForms({ token }: { token: string }) {
  return (
    <Stack gap="sm">
      <AnswerForm token={token} answer="accept" />
      <AnswerForm token={token} answer="decline" />
    </Stack>
  );
}
