import { Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { TextLink } from "@/lib/ui/links";
import { pageContext } from "@/lib/wiring";
import { VerifyEmailForm } from "./verify-email-form";

export const metadata: Metadata = { title: "Confirm your e-mail" };

export default async function VerifyEmailPage() {
  await pageContext();
  return (
    <>
      <Title order={1}>Confirm your e-mail</Title>
      <Text c="dimmed" mt={4} mb="lg">
        We sent you a code with six digits. Enter it here.
      </Text>
      <VerifyEmailForm />
      <Text size="sm" ta="center" mt="lg">
        <TextLink href="/home">Do this later</TextLink>
      </Text>
    </>
  );
}
