import { Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { getUser } from "@/lib/domain/access";
import { type Invitation, invitationAt } from "@/lib/domain/members";
import { LinkButton, TextLink } from "@/lib/ui/links";
import { ROLE_WORDS } from "@/lib/ui/role-words";
import { currentContext, publicContext } from "@/lib/wiring";
import { AnswerForms, JoinForm } from "./answer-forms";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

function Over() {
  return (
    <>
      <Title order={1}>This invitation is no longer good</Title>
      <Text c="dimmed" mt={4} mb="lg">
        It was answered, taken back, or is older than seven days. Ask whoever invited you for a new one.
      </Text>
      <LinkButton href="/sign-in" size="md" fullWidth>
        Sign in
      </LinkButton>
    </>
  );
}

function Opening({ invitation }: { invitation: Invitation }) {
  const { businessName, invitedBy, role } = invitation;
  const { label, means } = ROLE_WORDS[role];
  return (
    <>
      <Title order={1}>Join {businessName}</Title>
      <Text c="dimmed" mt={4} mb="lg">
        {invitedBy ?? "Somebody"} invites you to work at its front desk. Your role is {label}. {means}
      </Text>
    </>
  );
}

export default async function InvitationPage({ params }: PageProps<"/invitation/[token]">) {
  const token = decodeURIComponent((await params).token);
  const ctx = await currentContext();
  const invitation = await invitationAt(ctx ?? (await publicContext()), token);
  if (!invitation) return <Over />;
  const user = ctx?.actor.kind === "user" ? await getUser(ctx) : null;
  if (!user) {
    const next = encodeURIComponent(`/invitation/${token}`);
    return (
      <>
        <Opening invitation={invitation} />
        <JoinForm token={token} email={invitation.email} />
        <Text size="sm" c="dimmed" ta="center" mt="lg">
          Already have an account?{" "}
          <TextLink href={`/sign-in?next=${next}`} underline="always">
            Sign in
          </TextLink>
        </Text>
      </>
    );
  }
  if (user.email === invitation.email)
    return (
      <>
        <Opening invitation={invitation} />
        <AnswerForms token={token} />
      </>
    );
  return (
    <>
      <Opening invitation={invitation} />
      <Text mb="lg">
        It is for {invitation.email}, and you are signed in as {user.email}. Sign out, then open the link
        again.
      </Text>
      <LinkButton href="/home" size="md" variant="default" fullWidth>
        Back to Home
      </LinkButton>
    </>
  );
}
