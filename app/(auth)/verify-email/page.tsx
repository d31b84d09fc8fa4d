import { Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getUser } from "@/lib/domain/access";
import { ACCOUNT_MAIL_WORDS } from "@/lib/ui/account-mail-words";
import { LinkButton, TextLink } from "@/lib/ui/links";
import { safePath } from "@/lib/ui/safe-path";
import { signedInContext } from "@/lib/wiring";
import { verifyEmailPath } from "./path";
import { VerifyEmailForm } from "./verify-email-form";

export const metadata: Metadata = { title: "Confirm your e-mail" };

/** For whoever works nowhere: they came from another app, or for an invitation, and need no business. */
function Confirmed({ email }: { email: string }) {
  return (
    <>
      <Title order={1}>Your e-mail is confirmed</Title>
      <Text c="dimmed" mt={4} mb="lg">
        {email} is yours. Close this page and go on where you came from, or create a business here.
      </Text>
      <LinkButton href="/new-business" size="md" variant="default" fullWidth>
        Create a business
      </LinkButton>
    </>
  );
}

export default async function VerifyEmailPage({ searchParams }: PageProps<"/verify-email">) {
  const given = (await searchParams).next;
  const next = typeof given === "string" && given !== "" ? given : undefined;
  const ctx = await signedInContext(verifyEmailPath(next));
  const user = await getUser(ctx);
  if (user.emailVerifiedAt) {
    if (next || ctx.business) redirect(safePath(next));
    return <Confirmed email={user.email} />;
  }
  return (
    <>
      <Title order={1}>Confirm your e-mail</Title>
      <Text c="dimmed" mt={4} mb="lg">
        {ACCOUNT_MAIL_WORDS[ctx.ports.mail.accountMail].codeLead(user.email)}
      </Text>
      <VerifyEmailForm next={next} />
      <Text size="sm" ta="center" mt="lg">
        <TextLink href={safePath(next)}>Do this later</TextLink>
      </Text>
    </>
  );
}
