import { Group } from "@mantine/core";
import { IconLock, IconSend } from "@tabler/icons-react";
import type { Metadata } from "next";
import { z } from "zod";
import { getBusiness } from "@/lib/domain/businesses";
import { can } from "@/lib/domain/context";
import { listDeliveries } from "@/lib/domain/webhooks";
import { EmptyNote } from "@/lib/ui/empty-note";
import { formatNearDay, formatTime } from "@/lib/ui/format";
import { LinkButton } from "@/lib/ui/links";
import { PageHeader } from "@/lib/ui/page-header";
import { Surface } from "@/lib/ui/panel";
import { type PageContext, pageContext } from "@/lib/wiring";
import { DeliveryItem } from "./delivery-item";

export const metadata: Metadata = { title: "Deliveries" };

const PAGE_SIZE = 30;
const HERE = "/integrations/deliveries";

const view = z.object({
  before: z.uuid().optional().catch(undefined),
  show: z.literal("trouble").optional().catch(undefined),
});
type View = z.output<typeof view>;

const addressOf = ({ before, show }: View): string => {
  const query = new URLSearchParams({ ...(show ? { show } : {}), ...(before ? { before } : {}) });
  return query.size === 0 ? HERE : `${HERE}?${query}`;
};

function nothingText({ before, show }: View): { title: string; text: string } {
  if (before) return { title: "Nothing older", text: "Deliveries are kept for a month." };
  if (show) return { title: "Everything arrived", text: "What could not be delivered would appear here." };
  return {
    title: "Nothing has been sent yet",
    text: "Once n8n is connected, every lead, call, booking and message is sent to it and appears here.",
  };
}

async function Deliveries({ ctx, shown }: { ctx: PageContext; shown: View }) {
  const { before, show } = shown;
  const [found, { timeZone }] = await Promise.all([
    listDeliveries(ctx, {
      before,
      limit: PAGE_SIZE + 1,
      ...(show ? { status: ["failed" as const, "dropped" as const] } : {}),
    }),
    getBusiness(ctx),
  ]);
  const now = ctx.clock.now();
  const momentOf = (instant: Date) =>
    `${formatNearDay(instant, now, timeZone)}, ${formatTime(instant, timeZone)}`;
  const deliveries = found.slice(0, PAGE_SIZE);
  const oldest = found.length > PAGE_SIZE ? deliveries.at(-1) : undefined;
  const nothing = nothingText(shown);
  return (
    <>
      <Surface>
        {deliveries.length === 0 ? (
          <EmptyNote icon={<IconSend size={34} stroke={1.4} />} title={nothing.title}>
            {nothing.text}
          </EmptyNote>
        ) : null}
        {deliveries.map((delivery) => (
          <DeliveryItem key={delivery.id} delivery={delivery} momentOf={momentOf} />
        ))}
      </Surface>
      {before || oldest ? (
        <Group component="nav" aria-label="Pages" justify="flex-end" gap={10} mt={16}>
          {before ? (
            <LinkButton href={addressOf({ show })} variant="default">
              Newest
            </LinkButton>
          ) : null}
          {oldest ? (
            <LinkButton href={addressOf({ show, before: oldest.id })} variant="default">
              Older
            </LinkButton>
          ) : null}
        </Group>
      ) : null}
    </>
  );
}

export default async function DeliveriesPage({ searchParams }: PageProps<"/integrations/deliveries">) {
  const ctx = await pageContext();
  const shown = view.parse(await searchParams);
  const canRead = can(ctx, "integration:read");
  return (
    <>
      <PageHeader title="Deliveries" lead="What your connected programs were told, and how it went.">
        {canRead ? (
          <LinkButton href={addressOf(shown.show ? {} : { show: "trouble" })} variant="default">
            {shown.show ? "Show everything" : "Only what did not arrive"}
          </LinkButton>
        ) : null}
      </PageHeader>
      {canRead ? (
        <Deliveries ctx={ctx} shown={shown} />
      ) : (
        <Surface>
          <EmptyNote
            icon={<IconLock size={34} stroke={1.4} />}
            title="Only owners and admins see the deliveries"
          >
            Ask one of them if you miss something in a connected program.
          </EmptyNote>
        </Surface>
      )}
    </>
  );
}
