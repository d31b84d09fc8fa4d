import { Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { TextLink } from "@/lib/ui/links";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

const NOTICES: Record<string, string> = {
  "signed-out": "You are signed out.",
  "password-changed": "Your password is changed. Sign in with the new one.",
};

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next, notice } = await searchParams;
  return (
    <>
      <Title order={1}>Welcome back</Title>
      <Text c="dimmed" mt={4} mb="lg">
        Sign in to see your calls and appointments.
      </Text>
      <SignInForm
        next={typeof next === "string" ? next : undefined}
        notice={typeof notice === "string" ? (NOTICES[notice] ?? null) : null}
      />
      <Text size="sm" c="dimmed" ta="center" mt="lg">
        New here?{" "}
        <TextLink href="/sign-up" underline="always">
          Create an account
        </TextLink>
      </Text>
    </>
  );
}
