import type { Metadata } from "next";
import { getBusiness } from "@/lib/domain/businesses";
import { can } from "@/lib/domain/context";
import { LEAD_STATUSES, type Lead, listLeads } from "@/lib/domain/leads";
import { formatNearDay } from "@/lib/ui/format";
import { LEAD_STATUS, leadText, TEMPERATURE, URGENCY, wishText } from "@/lib/ui/lead-words";
import { PageHeader } from "@/lib/ui/page-header";
import { pageContext } from "@/lib/wiring";
import { leadsHref } from "../filters";
import { ViewSwitch } from "../view-switch";
import { type BoardCard, LeadBoard } from "./lead-board";

export const metadata: Metadata = { title: "Leads on a board" };

const MOST_CARDS = 30;

function cardOf(lead: Lead, now: Date, timeZone: string): BoardCard {
  const isUrgent = lead.urgency === "high" || lead.urgency === "critical";
  return {
    id: lead.id,
    status: lead.status,
    name: leadText(lead),
    wish: wishText(lead),
    note: `${formatNearDay(lead.createdAt, now, timeZone)} · score ${lead.score}`,
    marks: [
      ...(lead.temperature === "cold" ? [] : [TEMPERATURE[lead.temperature]]),
      ...(isUrgent ? [URGENCY[lead.urgency]] : []),
    ],
  };
}

export default async function LeadBoardPage() {
  const ctx = await pageContext();
  const { timeZone } = await getBusiness(ctx);
  const now = ctx.clock.now();
  const columns = await Promise.all(
    LEAD_STATUSES.map(async (status) => {
      const { items, total } = await listLeads(ctx, {
        page: 1,
        limit: MOST_CARDS,
        status: [status],
        sort: "score",
      });
      return {
        status,
        label: LEAD_STATUS[status].label,
        total,
        href: leadsHref({ status }),
        cards: items.map((lead) => cardOf(lead, now, timeZone)),
      };
    }),
  );
  const isReadOnly = !can(ctx, "lead:write");
  return (
    <div data-wide>
      <PageHeader
        title="Leads"
        lead={
          isReadOnly
            ? "Where each lead stands now."
            : "Drag a lead to where it stands now, or move it with its menu."
        }
      >
        <ViewSwitch view="board" />
      </PageHeader>
      <LeadBoard columns={columns} isReadOnly={isReadOnly} />
    </div>
  );
}
