import { Anchor, Text } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { MailRecord } from "@/lib/domain/notifications";
import { appUrl } from "@/lib/env";
import { FoldRow } from "@/lib/ui/fold-row";
import classes from "./mail.module.css";

const STATES: Record<MailRecord["status"], { label: string; color: string } | null> = {
  queued: { label: "On its way", color: "gray" },
  sent: null,
  held: { label: "Waits for the end of your quiet hours", color: "gray" },
  digested: { label: "Told in one mail", color: "gray" },
  failed: { label: "Not delivered", color: "red" },
};

/** A mail's text with the links into this product made links; what a caller said stays text. */
function bodyOf(text: string): ReactNode[] {
  const origin = appUrl();
  return text.split(/(https?:\/\/\S+)/).map((part, index) =>
    part.startsWith(`${origin}/`) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name, and never move.
      <Anchor key={index} href={part.slice(origin.length)} inherit underline="always">
        {part}
      </Anchor>
    ) : (
      part
    ),
  );
}

/** One mail in a list: to whom, about what, when; opened, its text as it was written. */
export function MailItem({ mail, when }: { mail: MailRecord; when: string }) {
  const state = STATES[mail.status];
  return (
    <FoldRow title={mail.subject} detail={`To ${mail.to}`} state={state} when={when}>
      {mail.status === "failed" && mail.error ? (
        <Text size="sm" c="var(--mantine-color-error)" mb="sm">
          {mail.error}
        </Text>
      ) : null}
      {mail.status === "queued" && mail.error ? (
        <Text size="sm" c="dimmed" mb="sm">
          It could not be sent yet and will be tried again. {mail.error}
        </Text>
      ) : null}
      <p className={classes.text}>{bodyOf(mail.text)}</p>
      {mail.attachmentNames.map((name) => (
        <Text key={name} size="sm" c="dimmed" className={classes.attachment}>
          <IconPaperclip size={15} stroke={1.7} aria-hidden="true" /> {name}
        </Text>
      ))}
    </FoldRow>
  );
}
