import { Box } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import type { Metadata } from "next";
import { getBusiness } from "@/lib/domain/businesses";
import { can } from "@/lib/domain/context";
import { EmptyNote } from "@/lib/ui/empty-note";
import { PageHeader } from "@/lib/ui/page-header";
import { Surface } from "@/lib/ui/panel";
import { pageContext } from "@/lib/wiring";
import { NotificationForm } from "./notification-form";

export const metadata: Metadata = { title: "Notifications" };

export default async function NotificationsPage() {
  const ctx = await pageContext();
  if (!can(ctx, "business:write")) {
    return (
      <>
        <PageHeader title="Notifications" />
        <Surface>
          <EmptyNote
            icon={<IconLock size={34} stroke={1.4} />}
            title="Only owners and admins choose what is told"
          >
            Ask one of them if you miss something.
          </EmptyNote>
        </Surface>
      </>
    );
  }
  const { notificationSettings, timeZone } = await getBusiness(ctx);
  return (
    <Box maw={720}>
      <PageHeader
        title="Notifications"
        lead={
          ctx.ports.mail.transport === "mailbox"
            ? "What you are told by mail, and when. No mail server is connected, so it is kept under Mail."
            : "What you are told by mail, and when."
        }
      />
      <NotificationForm saved={notificationSettings} timeZone={timeZone} />
    </Box>
  );
}
