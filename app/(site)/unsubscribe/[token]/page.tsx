import { Button, Stack, Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { DomainError } from "@/lib/domain/errors";
import { readMailChoice } from "@/lib/domain/notifications";
import classes from "@/lib/ui/auth-card.module.css";
import { ColorSchemeButton } from "@/lib/ui/color-scheme";
import { publicContext } from "@/lib/wiring";
import { chooseAction } from "./actions";

export const metadata: Metadata = {
  title: { absolute: "E-mails from a business" },
  robots: { index: false },
  // Of "no-referrer" browsers make a form without an origin, which is refused.
  referrer: "same-origin",
};

async function choiceOrNull(token: string) {
  try {
    return await readMailChoice(await publicContext(), token);
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return null;
    throw error;
  }
}

/** Opening this changes nothing: mail scanners open links, too. The form works without scripts. */
export default async function UnsubscribePage({ params }: PageProps<"/unsubscribe/[token]">) {
  const { token } = await params;
  const choice = await choiceOrNull(token);
  return (
    <div className={classes.page}>
      <header className={classes.top}>
        <span />
        <ColorSchemeButton />
      </header>
      <div className={classes.space} />
      <main className={classes.card} id="content">
        {choice === null ? (
          <>
            <Title order={1}>This link does not work</Title>
            <Text c="dimmed" mt={4}>
              It may have been cut off. Open it again from the e-mail.
            </Text>
          </>
        ) : (
          <form action={chooseAction}>
            <input type="hidden" name="token" value={token} />
            <Stack gap="md">
              <Title order={1}>
                {choice.isOptedOut ? "You are unsubscribed" : `No more e-mails from ${choice.businessName}?`}
              </Title>
              <Text style={{ overflowWrap: "anywhere" }}>
                {choice.isOptedOut
                  ? `${choice.businessName} sends no more e-mails to ${choice.email}.`
                  : `They go to ${choice.email}.`}
              </Text>
              <Text size="sm" c="dimmed">
                Confirmations and changes of your own appointments are sent all the same.
              </Text>
              {choice.isOptedOut ? (
                <Button type="submit" name="choice" value="again" variant="default" size="md">
                  Receive e-mails again
                </Button>
              ) : (
                <Button type="submit" name="choice" value="none" size="md">
                  Unsubscribe
                </Button>
              )}
            </Stack>
          </form>
        )}
      </main>
    </div>
  );
}
