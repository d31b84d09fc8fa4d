import { Badge, Group, Text } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { getBusiness } from "@/lib/domain/businesses";
import { can } from "@/lib/domain/context";
import { findDuplicateLeads, getLead, type Lead, leadTimeline } from "@/lib/domain/leads";
import { listMembers } from "@/lib/domain/members";
import { mediaOf, writeTextProblem } from "@/lib/domain/texts";
import { DuplicatesPanel } from "@/lib/ui/duplicates-panel";
import { formatMoment, formatNearDay } from "@/lib/ui/format";
import { LEAD_STATUS, leadText, SOURCE, TEMPERATURE, URGENCY, wishText } from "@/lib/ui/lead-words";
import { TextLink } from "@/lib/ui/links";
import { orNull } from "@/lib/ui/or-null";
import { PageHeader } from "@/lib/ui/page-header";
import { Panel } from "@/lib/ui/panel";
import { ReachLines } from "@/lib/ui/reach-lines";
import { messageIds, TimelinePanel } from "@/lib/ui/timeline-panel";
import { OutgoingTexts, TextOutbox, WriteTextButton } from "@/lib/ui/write-text";
import { pageContext } from "@/lib/wiring";
import { sendTextAction } from "../../write/actions";
import { mergeLeadsAction, unmergeLeadAction } from "../actions";
import classes from "../leads.module.css";
import { LeadEditor, LeadNotes } from "./lead-editor";
import { ScorePanel } from "./score-panel";

const loadLead = cache(
  async (id: string): Promise<Lead> => (await orNull(getLead(await pageContext(), id))) ?? notFound(),
);

export async function generateMetadata({ params }: PageProps<"/leads/[id]">): Promise<Metadata> {
  return { title: `Lead: ${leadText(await loadLead((await params).id))}` };
}

const choicesOf = (words: Record<string, { label: string }>) =>
  Object.entries(words).map(([value, { label }]) => ({ value, label }));

const withAutomatic = (words: Record<string, { label: string }>) => [
  { value: "", label: "As the score says" },
  ...choicesOf(words),
];

function Reach({ lead }: { lead: Lead }) {
  return (
    <>
      {wishText(lead) ? (
        <Text mb="sm" style={{ whiteSpace: "pre-line", overflowWrap: "anywhere" }}>
          {wishText(lead)}
        </Text>
      ) : null}
      <ReachLines {...lead} />
      {lead.contactId ? (
        <Text size="sm" mt="sm">
          <TextLink href={`/contacts/${lead.contactId}`}>Open the contact</TextLink>
        </Text>
      ) : null}
    </>
  );
}

export default async function LeadPage({ params }: PageProps<"/leads/[id]">) {
  const ctx = await pageContext();
  const lead = await loadLead((await params).id);
  const [{ timeZone }, members, moments, duplicates, hindrance] = await Promise.all([
    getBusiness(ctx),
    listMembers(ctx),
    leadTimeline(ctx, lead.id),
    findDuplicateLeads(ctx, lead.id),
    writeTextProblem(ctx, lead.phone),
  ]);
  const media = await mediaOf(ctx, messageIds(moments));
  const now = ctx.clock.now();
  const isReadOnly = !can(ctx, "lead:write");
  const temperature = TEMPERATURE[lead.temperature];
  const urgency = URGENCY[lead.urgency];

  return (
    <TextOutbox>
      <Text size="sm" mb={6}>
        <TextLink href="/leads" className={classes.back}>
          <IconArrowLeft size={16} stroke={1.8} aria-hidden="true" />
          All leads
        </TextLink>
      </Text>
      <PageHeader
        title={
          <Group gap="sm" component="span">
            {leadText(lead)}
            <Badge component="span" variant="light" color={temperature.color}>
              {temperature.label}
            </Badge>
            {lead.urgency === "low" ? null : (
              <Badge component="span" variant="light" color={urgency.color}>
                {urgency.label}
              </Badge>
            )}
          </Group>
        }
        lead={`${SOURCE[lead.source]}, ${formatMoment(lead.createdAt, timeZone)}`}
      />
      <div className={classes.columns}>
        <div className={classes.main}>
          <ScorePanel lead={lead} />
          <TimelinePanel
            moments={moments}
            names={new Map(members.map(({ userId, name }) => [userId, name]))}
            media={media}
            outgoing={<OutgoingTexts />}
            timeZone={timeZone}
            now={now}
          />
        </div>
        <div className={classes.side}>
          <Panel id="reach" title="What they want">
            <Reach lead={lead} />
            {can(ctx, "call:write") ? (
              <WriteTextButton
                name={leadText(lead)}
                hindrance={hindrance}
                send={sendTextAction.bind(null, { phone: lead.phone ?? "", leadId: lead.id })}
              />
            ) : null}
          </Panel>
          {duplicates.length > 0 && !isReadOnly ? (
            <DuplicatesPanel
              into={lead.id}
              place="/leads"
              merge={mergeLeadsAction}
              part={unmergeLeadAction}
              duplicates={duplicates.map((other) => ({
                id: other.id,
                name: leadText(other),
                note: `${LEAD_STATUS[other.status].label}, ${formatNearDay(other.createdAt, now, timeZone)}`,
              }))}
            />
          ) : null}
          <Panel id="standing" title="Where it stands">
            <LeadEditor
              id={lead.id}
              judgement={{
                status: lead.status,
                temperature: lead.isTemperatureSet ? lead.temperature : null,
                urgency: lead.isUrgencySet ? lead.urgency : null,
                assignedUserId: lead.assignedUserId,
              }}
              choices={{
                status: choicesOf(LEAD_STATUS),
                temperature: withAutomatic(TEMPERATURE),
                urgency: withAutomatic(URGENCY),
                assignee: [
                  { value: "", label: "Nobody yet" },
                  ...members.map(({ userId, name }) => ({ value: userId, label: name })),
                ],
              }}
              isReadOnly={isReadOnly}
            />
          </Panel>
          <Panel id="notes" title="Notes">
            <LeadNotes key={lead.notes} id={lead.id} notes={lead.notes} isReadOnly={isReadOnly} />
          </Panel>
        </div>
      </div>
    </TextOutbox>
  );
}
