import { IconPhoneIncoming, IconSearchOff } from "@tabler/icons-react";
import type { Metadata } from "next";
import { getBusiness } from "@/lib/domain/businesses";
import { listCalls } from "@/lib/domain/calls";
import { CallRow } from "@/lib/ui/call-row";
import { isWithReceptionist } from "@/lib/ui/call-words";
import { EmptyNote } from "@/lib/ui/empty-note";
import { countOf } from "@/lib/ui/format";
import { LinkButton } from "@/lib/ui/links";
import { PageHeader } from "@/lib/ui/page-header";
import { Pager } from "@/lib/ui/pager";
import { Surface } from "@/lib/ui/panel";
import rows from "@/lib/ui/rows.module.css";
import { dayOf } from "@/lib/ui/wall-time";
import { pageContext } from "@/lib/wiring";
import { CallFilterBar } from "./call-filters";
import { callQuery, callsHref, parseFilters, STATUS_FILTERS } from "./filters";

export const metadata: Metadata = { title: "Calls" };

const PAGE_SIZE = 25;
const MOST_PAGES = 400;

export default async function CallsPage({ searchParams }: PageProps<"/calls">) {
  const ctx = await pageContext();
  const filters = parseFilters(await searchParams);
  const { timeZone } = await getBusiness(ctx);
  const now = ctx.clock.now();
  const calls = await listCalls(ctx, {
    page: filters.page,
    limit: PAGE_SIZE,
    ...callQuery(filters, timeZone),
  });
  const isFiltered = Boolean(filters.search || filters.status || filters.from || filters.to);
  const pages = Math.min(Math.ceil(calls.total / PAGE_SIZE), MOST_PAGES);
  const hrefs = Array.from({ length: pages }, (_, index) => callsHref({ ...filters, page: index + 1 }));

  return (
    <>
      <PageHeader title="Calls" lead="Every call, what was said and what came of it.">
        {calls.items.some(isWithReceptionist) ? (
          <LinkButton href="/live" variant="default" size="sm">
            Watch live
          </LinkButton>
        ) : null}
      </PageHeader>
      <CallFilterBar
        values={{
          search: filters.search ?? "",
          status: filters.status ?? null,
          from: filters.from ?? null,
          to: filters.to ?? null,
        }}
        statuses={Object.entries(STATUS_FILTERS).map(([value, { label }]) => ({ value, label }))}
        today={dayOf(now, timeZone)}
      />
      <Surface>
        {calls.items.length > 0 ? (
          <ul className={rows.rows} aria-label={countOf(calls.total, "call")}>
            {calls.items.map((call) => (
              <li key={call.id}>
                <CallRow call={call} timeZone={timeZone} now={now} />
              </li>
            ))}
          </ul>
        ) : isFiltered ? (
          <EmptyNote
            icon={<IconSearchOff size={34} stroke={1.4} />}
            title="No call matches"
            action={
              <LinkButton href="/calls" variant="default" size="sm">
                Show all calls
              </LinkButton>
            }
          >
            Try another name, fewer words or more days.
          </EmptyNote>
        ) : (
          <EmptyNote
            icon={<IconPhoneIncoming size={34} stroke={1.4} />}
            title="No calls yet"
            action={
              <LinkButton href="/phone" size="sm">
                Ring your receptionist
              </LinkButton>
            }
          >
            As soon as somebody rings, the call appears here by itself.
          </EmptyNote>
        )}
      </Surface>
      <Pager page={filters.page} hrefs={hrefs} note={countOf(calls.total, "call")} />
    </>
  );
}
