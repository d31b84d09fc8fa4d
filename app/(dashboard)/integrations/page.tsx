import { SimpleGrid } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import type { Metadata } from "next";
import { getBusiness } from "@/lib/domain/businesses";
import { can } from "@/lib/domain/context";
import { type Integration, listIntegrations, shownFields } from "@/lib/domain/integrations";
import { appUrl } from "@/lib/env";
import { EmptyNote } from "@/lib/ui/empty-note";
import { formatNearDay, formatTime } from "@/lib/ui/format";
import { PageHeader } from "@/lib/ui/page-header";
import { Surface } from "@/lib/ui/panel";
import { type PageContext, PRACTICE_TWILIO, pageContext, practiceWorkflow } from "@/lib/wiring";
import { type Connection, ConnectionCard } from "./connection-card";
import { KINDS, type Kind } from "./kinds";

export const metadata: Metadata = { title: "Connections" };

type PracticeWorkflow = Awaited<ReturnType<typeof practiceWorkflow>>;

/** What can be tried where the vendor behind an account is played on this machine; null where it is real. */
function demoOf(
  { ports: { accounts } }: PageContext,
  workflow: PracticeWorkflow,
  { type, demo }: Kind,
): string | null {
  if (type === "n8n")
    return (
      workflow &&
      `In this demo there is one workflow: ${workflow.webhookUrl} with the secret ${workflow.secret}. It takes whatever is posted to it.`
    );
  if (type === "twilio") {
    const { accountSid, authToken, phoneNumber } = PRACTICE_TWILIO;
    if (!accounts.twilio({ accountSid, authToken }).isEmulated) return null;
    return `In this demo there is one account: ${accountSid}, with the Auth Token ${authToken} and the number ${phoneNumber}.`;
  }
  const isPlayed =
    (type === "eleven_labs" && accounts.elevenLabs({ apiKey: "" }).isEmulated) ||
    (type === "stripe" && accounts.stripe({ secretKey: "" }).isEmulated);
  return isPlayed ? (demo ?? null) : null;
}

export default async function ConnectionsPage() {
  const ctx = await pageContext();
  if (!can(ctx, "integration:write")) {
    return (
      <>
        <PageHeader title="Connections" />
        <Surface>
          <EmptyNote
            icon={<IconLock size={34} stroke={1.4} />}
            title="Only owners and admins connect accounts"
          >
            Ask one of them if something has to be connected or mended.
          </EmptyNote>
        </Surface>
      </>
    );
  }
  const [integrations, { timeZone, number }, workflow] = await Promise.all([
    listIntegrations(ctx),
    getBusiness(ctx),
    practiceWorkflow(),
  ]);
  const now = ctx.clock.now();
  const connectionOf = (integration: Integration): Connection => ({
    id: integration.id,
    status: integration.status,
    problem: integration.problem,
    checkedText: integration.verifiedAt
      ? `${formatNearDay(integration.verifiedAt, now, timeZone)}, ${formatTime(integration.verifiedAt, timeZone)}`
      : null,
    shown: shownFields(integration),
  });
  return (
    <>
      <PageHeader
        title="Connections"
        lead="Accounts of your own that Frontdesk works with. Nothing here is needed to begin."
      />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        {KINDS.map((kind) => {
          const known = integrations.find(({ type }) => type === kind.type);
          return (
            <ConnectionCard
              key={kind.type}
              kind={kind}
              connection={known ? connectionOf(known) : null}
              demo={demoOf(ctx, workflow, kind)}
              appUrl={appUrl()}
              businessNumber={number}
            />
          );
        })}
      </SimpleGrid>
    </>
  );
}
