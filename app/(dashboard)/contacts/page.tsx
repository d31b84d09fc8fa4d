import { Badge, Text } from "@mantine/core";
import { IconAddressBook, IconSearchOff } from "@tabler/icons-react";
import type { Metadata } from "next";
import Link from "next/link";
import { z } from "zod";
import { getBusiness } from "@/lib/domain/businesses";
import { type Contact, listContacts } from "@/lib/domain/contacts";
import callRow from "@/lib/ui/call-row.module.css";
import { EmptyNote } from "@/lib/ui/empty-note";
import { countOf, formatNearDay, formatPhone } from "@/lib/ui/format";
import { leadText } from "@/lib/ui/lead-words";
import { LinkButton } from "@/lib/ui/links";
import { listAddress } from "@/lib/ui/list-address";
import { PageHeader } from "@/lib/ui/page-header";
import { Pager } from "@/lib/ui/pager";
import { Surface } from "@/lib/ui/panel";
import rows from "@/lib/ui/rows.module.css";
import { pageContext } from "@/lib/wiring";
import { ContactSearch } from "./contact-search";

export const metadata: Metadata = { title: "Contacts" };

const PAGE_SIZE = 25;
const MOST_PAGES = 400;

const filtersSchema = z.object({
  search: z.string().trim().min(1).max(200).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** One contact in a list. The whole row leads to the contact. */
function ContactRow({ contact, since }: { contact: Contact; since: string }) {
  const name = leadText(contact);
  const phone = contact.phone ? formatPhone(contact.phone) : null;
  return (
    <Link href={`/contacts/${contact.id}`} className={callRow.row} prefetch={false}>
      <span className={callRow.who}>
        <Text component="span" display="block" fw={600} truncate>
          {name}
        </Text>
        {contact.company ? (
          <Text component="span" display="block" size="sm" c="dimmed" truncate>
            {contact.company}
          </Text>
        ) : null}
      </span>
      <span className={callRow.what}>
        {[phone, contact.email]
          .filter((reach) => reach && reach !== name)
          .map((reach) => (
            <Text key={reach} component="span" display="block" size="sm" className="fd-numbers" truncate>
              {reach}
            </Text>
          ))}
      </span>
      <span className={callRow.state}>
        {contact.isBlocked ? (
          <Badge component="span" variant="light" color="red">
            Blocked
          </Badge>
        ) : null}
      </span>
      <span className={callRow.when}>
        <Text component="span" display="block" size="sm" c="dimmed">
          Since {since}
        </Text>
      </span>
    </Link>
  );
}

export default async function ContactsPage({ searchParams }: PageProps<"/contacts">) {
  const ctx = await pageContext();
  const { search, page } = filtersSchema.parse(await searchParams);
  const [{ timeZone }, contacts] = await Promise.all([
    getBusiness(ctx),
    listContacts(ctx, { page, limit: PAGE_SIZE, ...(search ? { search } : {}) }),
  ]);
  const now = ctx.clock.now();
  const pages = Math.min(Math.ceil(contacts.total / PAGE_SIZE), MOST_PAGES);
  const hrefs = Array.from({ length: pages }, (_, index) =>
    listAddress("/contacts", { search, page: index + 1 }),
  );
  return (
    <>
      <PageHeader title="Contacts" lead="Everyone who has been in touch, with all they did and said." />
      <ContactSearch search={search ?? ""} />
      <Surface>
        {contacts.items.length > 0 ? (
          <ul className={rows.rows} aria-label={countOf(contacts.total, "contact")}>
            {contacts.items.map((contact) => (
              <li key={contact.id}>
                <ContactRow contact={contact} since={formatNearDay(contact.createdAt, now, timeZone)} />
              </li>
            ))}
          </ul>
        ) : search ? (
          <EmptyNote
            icon={<IconSearchOff size={34} stroke={1.4} />}
            title="No contact matches"
            action={
              <LinkButton href="/contacts" variant="default" size="sm">
                Show all contacts
              </LinkButton>
            }
          >
            Try another name or fewer words.
          </EmptyNote>
        ) : (
          <EmptyNote icon={<IconAddressBook size={34} stroke={1.4} />} title="No contacts yet">
            Whoever rings or writes appears here by themselves.
          </EmptyNote>
        )}
      </Surface>
      <Pager page={page} hrefs={hrefs} note={countOf(contacts.total, "contact")} />
    </>
  );
}
