import { Group } from "@mantine/core";
import { IconBell, IconLock, IconMail } from "@tabler/icons-react";
import type { Metadata } from "next";
import { getBusiness } from "@/lib/domain/businesses";
import { can } from "@/lib/domain/context";
import { hasOwnMailServer, listMails } from "@/lib/domain/notifications";
import { EmptyNote } from "@/lib/ui/empty-note";
import { formatNearDay, formatTime } from "@/lib/ui/format";
import { LinkButton } from "@/lib/ui/links";
import { PageHeader } from "@/lib/ui/page-header";
import { Surface } from "@/lib/ui/panel";
import { type PageContext, pageContext } from "@/lib/wiring";
import { MailItem } from "./mail-item";

export const metadata: Metadata = { title: "Mail" };

const PAGE_SIZE = 30;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function Mails({ ctx, before }: { ctx: PageContext; before: string | undefined }) {
  const [found, { timeZone }] = await Promise.all([
    listMails(ctx, { before, limit: PAGE_SIZE + 1 }),
    getBusiness(ctx),
  ]);
  const now = ctx.clock.now();
  const mails = found.slice(0, PAGE_SIZE);
  const oldest = found.length > PAGE_SIZE ? mails.at(-1) : undefined;
  return (
    <>
      <Surface>
        {mails.length === 0 ? (
          <EmptyNote
            icon={<IconMail size={34} stroke={1.4} />}
            title={before ? "No older mail" : "No mail yet"}
          >
            Confirmations to customers and notices to you appear here.
          </EmptyNote>
        ) : null}
        {mails.map((mail) => (
          <MailItem
            key={mail.id}
            mail={mail}
            when={`${formatNearDay(mail.createdAt, now, timeZone)}, ${formatTime(mail.createdAt, timeZone)}`}
          />
        ))}
      </Surface>
      {before || oldest ? (
        <Group component="nav" aria-label="Pages" justify="flex-end" gap={10} mt={16}>
          {before ? (
            <LinkButton href="/mail" variant="default">
              Newest mail
            </LinkButton>
          ) : null}
          {oldest ? (
            <LinkButton href={`/mail?before=${oldest.id}`} variant="default">
              Older mail
            </LinkButton>
          ) : null}
        </Group>
      ) : null}
    </>
  );
}

async function leadOf(ctx: PageContext): Promise<string> {
  if (ctx.ports.mail.transport === "smtp")
    return "What your front desk has sent, to your customers and to you.";
  return (await hasOwnMailServer(ctx))
    ? "Mail to your customers goes out by your own mail server. Mail to you is kept here."
    : "No mail server is connected, so mail is kept here and does not go out.";
}

export default async function MailPage({ searchParams }: PageProps<"/mail">) {
  const ctx = await pageContext();
  const { before } = await searchParams;
  const canRead = can(ctx, "business:write");
  return (
    <>
      <PageHeader title="Mail" lead={await leadOf(ctx)}>
        {canRead ? (
          <LinkButton
            href="/notifications"
            variant="default"
            leftSection={<IconBell size={16} stroke={1.7} aria-hidden="true" />}
          >
            Notifications
          </LinkButton>
        ) : null}
      </PageHeader>
      {canRead ? (
        <Mails ctx={ctx} before={typeof before === "string" && UUID.test(before) ? before : undefined} />
      ) : (
        <Surface>
          <EmptyNote icon={<IconLock size={34} stroke={1.4} />} title="Only owners and admins see the mail">
            Ask one of them if you need to know what was sent.
          </EmptyNote>
        </Surface>
      )}
    </>
  );
}
