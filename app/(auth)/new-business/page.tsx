import { Button, Stack, Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { listBusinesses } from "@/lib/domain/businesses";
import { currentContext } from "@/lib/wiring";
import { signOutAction } from "../../(dashboard)/actions";
import { openBusinessAction } from "./actions";
import { NewBusinessForm } from "./new-business-form";

export const metadata: Metadata = { title: "Your business" };

const MOST_BUSINESSES = 20;

/** For somebody who is signed in and works nowhere at the moment: on in another business, or a new one. */
export default async function NewBusinessPage() {
  const ctx = await currentContext();
  if (!ctx) redirect("/sign-in");
  const { items } = await listBusinesses(ctx, { page: 1, limit: MOST_BUSINESSES });
  return (
    <>
      <Title order={1}>{items.length > 0 ? "Where to?" : "Your business"}</Title>
      <Text c="dimmed" mt={4} mb="lg">
        {items.length > 0
          ? "Open one of your front desks, or make another business."
          : "You work at no front desk at the moment. Make a business of your own, or open an invitation that you got."}
      </Text>
      {items.length > 0 ? (
        <Stack gap="sm" mb="lg">
          {items.map(({ id, name }) => (
            <form key={id} action={openBusinessAction.bind(null, id)}>
              <Button type="submit" variant="default" size="md" fullWidth>
                {name}
              </Button>
            </form>
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
