import { Text } from "@mantine/core";
import type { Metadata } from "next";
import { isRegistrationOpen } from "@/lib/domain/platform";
import { TextLink } from "@/lib/ui/links";
import { publicContext } from "@/lib/wiring";
import { SignUpOffer } from "./sign-up-offer";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpPage() {
  return (
    <>
      <SignUpOffer isOpen={await isRegistrationOpen(await publicContext())} />
      <Text size="sm" c="dimmed" ta="center" mt="lg">
        Already have an account?{" "}
        <TextLink href="/sign-in" underline="always">
          Sign in
        </TextLink>
      </Text>
    </>
  );
}
