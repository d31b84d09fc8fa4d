import { Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { TextLink } from "@/lib/ui/links";
import { SignUpForm } from "./sign-up-form";

export const metadata: Metadata = { title: "Create an account" };

export default function SignUpPage() {
  return (
    <>
      <Title order={1}>Set up your front desk</Title>
      <Text c="dimmed" mt={4} mb="lg">
        It takes a minute. Your receptionist is ready when you are.
      </Text>
      <SignUpForm />
      <Text size="sm" c="dimmed" ta="center" mt="lg">
        Already have an account?{" "}
        <TextLink href="/sign-in" underline="always">
          Sign in
        </TextLink>
      </Text>
    </>
  );
}
