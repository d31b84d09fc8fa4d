import { IconSearchOff, IconUserHeart } from "@tabler/icons-react";
import type { Metadata } from "next";
import { getBusiness } from "@/lib/domain/businesses";
import { listLeads } from "@/lib/domain/leads";
import { EmptyNote } from "@/lib/ui/empty-note";
import { countOf } from "@/lib/ui/format";
import { LeadRow } from "@/lib/ui/lead-row";
import { LEAD_STATUS, SOURCE, TEMPERATURE } from "@/lib/ui/lead-words";
import { LinkButton } from "@/lib/ui/links";
import { PageHeader } from "@/lib/ui/page-header";
import { Pager } from "@/lib/ui/pager";
import { Surface } from "@/lib/ui/panel";
import rows from "@/lib/ui/rows.module.css";
import { pageContext } from "@/lib/wiring";
import { leadFilters, leadsHref, parseFilters } from "./filters";
import { LeadFilterBar } from "./lead-filters";
import { ViewSwitch } from "./view-switch";

export const metadata: Metadata = { title: "Leads" };

const PAGE_SIZE = 25;
const MOST_PAGES = 400;

const choicesOf = (words: Record<string, { label: string }>) =>
  Object.entries(words).map(([value, { label }]) => ({ value, label }));

export default async function LeadsPage({ searchParams }: PageProps<"/leads">) {
  const ctx = await pageContext();
  const filters = parseFilters(await searchParams);
  const [{ timeZone }, leads] = await Promise.all([
    getBusiness(ctx),
    listLeads(ctx, { ...leadFilters(filters), limit: PAGE_SIZE }),
  ]);
  const now = ctx.clock.now();
  const isFiltered = leadsHref({ ...filters, sort: undefined, page: 1 }) !== "/leads";
  const pages = Math.min(Math.ceil(leads.total / PAGE_SIZE), MOST_PAGES);
  const hrefs = Array.from({ length: pages }, (_, index) => leadsHref({ ...filters, page: index + 1 }));

  return (
    <>
      <PageHeader title="Leads" lead="Everyone who may become a customer, and how promising they are.">
        <ViewSwitch view="list" />
      </PageHeader>
      <LeadFilterBar
        values={{
          search: filters.search ?? "",
          status: filters.status ?? null,
          temperature: filters.temperature ?? null,
          source: filters.source ?? null,
          sort: filters.sort ?? null,
        }}
        choices={{
          status: [{ value: "open", label: "Still open" }, ...choicesOf(LEAD_STATUS)],
          temperature: choicesOf(TEMPERATURE),
          source: Object.entries(SOURCE).map(([value, label]) => ({ value, label })),
        }}
      />
      <Surface>
        {leads.items.length > 0 ? (
          <ul className={rows.rows} aria-label={countOf(leads.total, "lead")}>
            {leads.items.map((lead) => (
              <li key={lead.id}>
                <LeadRow lead={lead} timeZone={timeZone} now={now} />
              </li>
            ))}
          </ul>
        ) : isFiltered ? (
          <EmptyNote
            icon={<IconSearchOff size={34} stroke={1.4} />}
            title="No lead matches"
            action={
              <LinkButton href="/leads" variant="default" size="sm">
                Show all leads
              </LinkButton>
            }
          >
            Try another name, fewer words or any status.
          </EmptyNote>
        ) : (
          <EmptyNote icon={<IconUserHeart size={34} stroke={1.4} />} title="No leads yet">
            Whoever asks for something on the phone or writes to you appears here by themselves.
          </EmptyNote>
        )}
      </Surface>
      <Pager page={filters.page} hrefs={hrefs} note={countOf(leads.total, "lead")} />
    </>
  );
}
