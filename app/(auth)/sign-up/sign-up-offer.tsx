import { Text, Title } from "@mantine/core";
import { SignUpForm } from "./sign-up-form";

/** The form, or who can let one in where accounts are by invitation only. */
export function SignUpOffer({ isOpen }: { isOpen: boolean }) {
  if (isOpen)
    return (
      <>
        <Title order={1}>Set up your front desk</Title>
        <Text c="dimmed" mt={4} mb="lg">
          It takes a minute. Your receptionist is ready when you are.
        </Text>
        <SignUpForm />
      </>
    );
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
