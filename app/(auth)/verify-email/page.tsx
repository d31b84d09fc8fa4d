import { Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getUser } from "@/lib/domain/access";
import { ACCOUNT_MAIL_WORDS } from "@/lib/ui/account-mail-words";
import { TextLink } from "@/lib/ui/links";
import { pageContext } from "@/lib/wiring";
import { VerifyEmailForm } from "./verify-email-form";

export const metadata: Metadata = { title: "Confirm your e-mail" };

export default async function VerifyEmailPage() {
  const ctx = await pageContext();
  const user = await getUser(ctx);
  if (user.emailVerifiedAt) redirect("/home");
  return (
    <>
      <Title order={1}>Confirm your e-mail</Title>
      <Text c="dimmed" mt={4} mb="lg">
        {ACCOUNT_MAIL_WORDS[ctx.ports.mail.accountMail].codeLead(user.email)}
      </Text>
      <VerifyEmailForm />
      <Text size="sm" ta="center" mt="lg">
        <TextLink href="/home">Do this later</TextLink>
      </Text>
    </>
  );
}
