import { Badge, Group, Text } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { getBusiness } from "@/lib/domain/businesses";
import { type Contact, findDuplicateContacts, getContact } from "@/lib/domain/contacts";
import { can } from "@/lib/domain/context";
import { contactTimeline, listLeads } from "@/lib/domain/leads";
import { mediaOf, writeTextProblem } from "@/lib/domain/texts";
import { DuplicatesPanel } from "@/lib/ui/duplicates-panel";
import { formatMoment, formatPhone } from "@/lib/ui/format";
import { LeadRow } from "@/lib/ui/lead-row";
import { leadText } from "@/lib/ui/lead-words";
import { TextLink } from "@/lib/ui/links";
import { orNull } from "@/lib/ui/or-null";
import { PageHeader } from "@/lib/ui/page-header";
import { Panel } from "@/lib/ui/panel";
import { ReachLines } from "@/lib/ui/reach-lines";
import rows from "@/lib/ui/rows.module.css";
import { messageIds, TimelinePanel } from "@/lib/ui/timeline-panel";
import { OutgoingTexts, TextOutbox, WriteTextButton } from "@/lib/ui/write-text";
import { pageContext } from "@/lib/wiring";
import classes from "../../leads/leads.module.css";
import { sendTextAction } from "../../write/actions";
import { describeMergeAction, mergeContactsAction } from "../actions";
import { BlockButton } from "./block-button";
import { EditContactButton } from "./contact-dialog";

const MOST_LEADS = 20;

const loadContact = cache(
  async (id: string): Promise<Contact> => (await orNull(getContact(await pageContext(), id))) ?? notFound(),
);

export async function generateMetadata({ params }: PageProps<"/contacts/[id]">): Promise<Metadata> {
  return { title: `Contact: ${leadText(await loadContact((await params).id))}` };
}

export default async function ContactPage({ params, searchParams }: PageProps<"/contacts/[id]">) {
  const ctx = await pageContext();
  const contact = await loadContact((await params).id);
  const now = ctx.clock.now();
  const [{ timeZone }, leads, moments, duplicates, hindrance] = await Promise.all([
    getBusiness(ctx),
    listLeads(ctx, { page: 1, limit: MOST_LEADS, contactId: contact.id }),
    contactTimeline(ctx, contact.id),
    findDuplicateContacts(ctx, contact.id),
    writeTextProblem(ctx, contact.phone),
  ]);
  const media = await mediaOf(ctx, messageIds(moments));
  const mayWrite = can(ctx, "contact:write");
  const name = leadText(contact);
  return (
    <TextOutbox>
      <Text size="sm" mb={6}>
        <TextLink href="/contacts" className={classes.back}>
          <IconArrowLeft size={16} stroke={1.8} aria-hidden="true" />
          All contacts
        </TextLink>
      </Text>
      <PageHeader
        title={
          <Group gap="sm" component="span">
            {name}
            {contact.isBlocked ? (
              <Badge component="span" variant="light" color="red">
                Blocked
              </Badge>
            ) : null}
          </Group>
        }
        lead={`Known since ${formatMoment(contact.createdAt, timeZone)}`}
      >
        {mayWrite ? (
          <Group gap="sm">
            <EditContactButton
              id={contact.id}
              saved={{
                name: contact.name,
                phone: contact.phone ?? "",
                email: contact.email ?? "",
                company: contact.company,
                notes: contact.notes,
              }}
            />
            <BlockButton id={contact.id} name={name} isBlocked={contact.isBlocked} />
          </Group>
        ) : null}
      </PageHeader>
      <div className={classes.columns}>
        <div className={classes.main}>
          {leads.items.length > 0 ? (
            <Panel id="leads" title="Leads" flush>
              <ul className={rows.rows}>
                {leads.items.map((lead) => (
                  <li key={lead.id}>
                    <LeadRow lead={lead} timeZone={timeZone} now={now} />
                  </li>
                ))}
              </ul>
            </Panel>
          ) : null}
          <TimelinePanel
            moments={moments}
            names={new Map()}
            media={media}
            outgoing={<OutgoingTexts />}
            timeZone={timeZone}
            now={now}
          />
        </div>
        <div className={classes.side}>
          <Panel id="reach" title="How to reach them">
            <ReachLines {...contact} />
            {can(ctx, "call:write") ? (
              <WriteTextButton
                name={name}
                hindrance={hindrance}
                isOpenAtFirst={(await searchParams).write === "text"}
                send={sendTextAction.bind(null, { phone: contact.phone ?? "", leadId: null })}
              />
            ) : null}
            {contact.notes ? (
              <Text mt="sm" style={{ whiteSpace: "pre-line", overflowWrap: "anywhere" }}>
                {contact.notes}
              </Text>
            ) : null}
          </Panel>
          {duplicates.length > 0 && mayWrite ? (
            <DuplicatesPanel
              into={contact.id}
              place="/contacts"
              duplicates={duplicates.map((other) => ({
                id: other.id,
                name: leadText(other),
                note: (other.phone ? formatPhone(other.phone) : other.email) ?? "No number",
              }))}
              merge={mergeContactsAction}
              describe={describeMergeAction}
            />
          ) : null}
        </div>
      </div>
    </TextOutbox>
  );
}
