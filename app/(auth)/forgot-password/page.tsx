import { Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { TextLink } from "@/lib/ui/links";
import { ForgotPasswordForm } from "./forgot-password-form";

export const metadata: Metadata = { title: "Forgot password" };

export default function ForgotPasswordPage() {
  return (
    <>
      <Title order={1}>Choose a new password</Title>
      <Text c="dimmed" mt={4} mb="lg">
        Tell us your e-mail address and we send you a link.
      </Text>
      <ForgotPasswordForm />
      <Text size="sm" ta="center" mt="lg">
        <TextLink href="/sign-in">Back to sign in</TextLink>
      </Text>
    </>
  );
}
