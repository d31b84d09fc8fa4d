import { Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { ACCOUNT_MAIL_WORDS } from "@/lib/ui/account-mail-words";
import { TextLink } from "@/lib/ui/links";
import { publicContext } from "@/lib/wiring";
import { ForgotPasswordForm } from "./forgot-password-form";

export const metadata: Metadata = { title: "Forgot password" };

export default async function ForgotPasswordPage() {
  const { accountMail } = (await publicContext()).ports.mail;
  return (
    <>
      <Title order={1}>Choose a new password</Title>
      <Text c="dimmed" mt={4} mb="lg">
        {ACCOUNT_MAIL_WORDS[accountMail].resetLead}
      </Text>
      {accountMail === "kept" ? null : (
        <ForgotPasswordForm submitText={accountMail === "sent" ? "Send me a link" : "Make a link"} />
      )}
      <Text size="sm" ta="center" mt="lg">
        <TextLink href="/sign-in">Back to sign in</TextLink>
      </Text>
    </>
  );
}
