import { Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { LinkButton, TextLink } from "@/lib/ui/links";
import { ResetPasswordForm } from "./reset-password-form";

export const metadata: Metadata = { title: "New password", referrer: "no-referrer" };

export default async function ResetPasswordPage({ searchParams }: PageProps<"/reset-password">) {
  const { token } = await searchParams;
  if (typeof token !== "string" || token === "") {
    return (
      <>
        <Title order={1}>This link is not complete</Title>
        <Text c="dimmed" mt={4} mb="lg">
          Open the whole link again, or ask for a new one.
        </Text>
        <LinkButton href="/forgot-password" size="md" fullWidth>
          Send me a new link
        </LinkButton>
      </>
    );
  }
  return (
    <>
      <Title order={1}>Choose a new password</Title>
      <Text c="dimmed" mt={4} mb="lg">
        You will be signed out everywhere else.
      </Text>
      <ResetPasswordForm token={token} />
      <Text size="sm" ta="center" mt="lg">
        <TextLink href="/forgot-password">Ask for a new link</TextLink>
      </Text>
    </>
  );
}
