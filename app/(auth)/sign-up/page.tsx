import { Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { isRegistrationOpen } from "@/lib/domain/platform";
import { TextLink } from "@/lib/ui/links";
import { publicContext } from "@/lib/wiring";
import { SignUpForm } from "./sign-up-form";

export const metadata: Metadata = { title: "Create an account" };

function Opening() {
  return (
    <>
      <Title order={1}>Set up your front desk</Title>
      <Text c="dimmed" mt={4} mb="lg">
        It takes a minute. Your receptionist is ready when you are.
      </Text>
      <SignUpForm />
    </>
  );
}

function ByInvitation() {
  return (
    <>
      <Title order={1}>By invitation only</Title>
      <Text c="dimmed" mt={4} mb="lg">
        New accounts are made by invitation here. Ask somebody who works with this front desk already to
        invite you, then open the link in the mail.
      </Text>
    </>
  );
}

export default async function SignUpPage() {
  const isOpen = await isRegistrationOpen(await publicContext());
  return (
    <>
      {isOpen ? <Opening /> : <ByInvitation />}
      <Text size="sm" c="dimmed" ta="center" mt="lg">
        Already have an account?{" "}
        <TextLink href="/sign-in" underline="always">
          Sign in
        </TextLink>
      </Text>
    </>
  );
}
