import { Button, Stack, Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { listBusinesses } from "@/lib/domain/businesses";
import { signedInContext } from "@/lib/wiring";
import { signOutAction } from "../../(dashboard)/actions";
import { NewBusinessForm } from "./new-business-form";
import { OpenBusinessForm } from "./open-business-form";

export const metadata: Metadata = { title: "Your business" };

const MOST_BUSINESSES = 20;

/** For somebody who is signed in and works nowhere at the moment: on in another business, or a new one. */
export default async function NewBusinessPage() {
  const ctx = await signedInContext("/new-business");
  const { items } = await listBusinesses(ctx, { page: 1, limit: MOST_BUSINESSES });
  return (
    <>
      <Title order={1}>{items.length > 0 ? "Where to?" : "Your business"}</Title>
      <Text c="dimmed" mt={4} mb="lg">
        {items.length > 0
          ? "Open one of your front desks, or create another business."
          : "You work at no front desk at the moment. Create a business of your own, or open an invitation that you got."}
      </Text>
      {items.length > 0 ? (
        <Stack gap="sm" mb="lg">
          {items.map(({ id, name }) => (
            <OpenBusinessForm key={id} id={id} name={name} />
          ))}
        </Stack>
      ) : null}
      <NewBusinessForm />
      <form action={signOutAction}>
        <Button type="submit" variant="subtle" size="md" mt="sm" fullWidth>
          Sign out
        </Button>
      </form>
    </>
  );
}
