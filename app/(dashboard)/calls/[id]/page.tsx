import { Group, Text } from "@mantine/core";
import { IconArrowLeft, IconMessageCircle } from "@tabler/icons-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { getAppointment } from "@/lib/domain/appointments";
import { getBusiness } from "@/lib/domain/businesses";
import { type CallDetail, getCall, recordingUrl } from "@/lib/domain/calls";
import { can } from "@/lib/domain/context";
import { getLead } from "@/lib/domain/leads";
import { CallStatusBadge } from "@/lib/ui/call-status-badge";
import {
  callerNumber,
  callerText,
  isWithReceptionist,
  outcomeText,
  sentimentText,
} from "@/lib/ui/call-words";
import { EmptyNote } from "@/lib/ui/empty-note";
import { formatDuration, formatMoment } from "@/lib/ui/format";
import { LinkButton, TextLink } from "@/lib/ui/links";
import { orNull } from "@/lib/ui/or-null";
import { PageHeader } from "@/lib/ui/page-header";
import { Panel } from "@/lib/ui/panel";
import { Transcript } from "@/lib/ui/transcript";
import { pageContext } from "@/lib/wiring";
import { receiptsOf, transcriptOf } from "../call-view";
import classes from "../calls.module.css";
import { AppointmentCard, LeadCard } from "./outcome-cards";
import { RecordingPlayer } from "./recording-player";
import { TurnNote } from "./turn-note";

const LINK_SECONDS = 4 * 3600;

const loadCall = cache(async (id: string): Promise<CallDetail> => {
  const callId = z.uuid().safeParse(id);
  if (!callId.success) notFound();
  return (await orNull(getCall(await pageContext(), callId.data))) ?? notFound();
});

export async function generateMetadata({ params }: PageProps<"/calls/[id]">): Promise<Metadata> {
  return { title: `Call with ${callerText(await loadCall((await params).id))}` };
}

function Facts({ call }: { call: CallDetail }) {
  const facts: [string, string | null][] = [
    ["Number", callerNumber(call) ?? "Withheld"],
    ["Length", call.durationSeconds === null ? null : formatDuration(call.durationSeconds)],
    ["Result", outcomeText(call.outcome)],
    ["Caller seemed", sentimentText(call.sentiment)],
    ["Kind", call.kind],
    ["Source", call.isLogged ? "Logged through the API" : null],
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name} style={{ display: "contents" }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

export default async function CallPage({ params }: PageProps<"/calls/[id]">) {
  const ctx = await pageContext();
  const call = await loadCall((await params).id);
  const { timeZone } = await getBusiness(ctx);
  const leadIds = call.leadId ? [call.leadId] : receiptsOf(call, "lead");
  const [appointments, leads, recording] = await Promise.all([
    Promise.all(receiptsOf(call, "appointment").map((id) => orNull(getAppointment(ctx, id)))),
    Promise.all(leadIds.map((id) => orNull(getLead(ctx, id)))),
    call.hasRecording ? recordingUrl(ctx, { callId: call.id, expiresInSeconds: LINK_SECONDS }) : null,
  ]);
  const canFix = can(ctx, "knowledge:write");
  const items = transcriptOf(call, timeZone, (turn) =>
    turn.sender === "agent" && !call.isLogged ? <TurnNote call={call} turn={turn} canFix={canFix} /> : null,
  );
  const isGoingOn = isWithReceptionist(call);
  const caller = callerText(call);

  return (
    <>
      <Text size="sm" mb={6}>
        <TextLink href="/calls" className={classes.back}>
          <IconArrowLeft size={16} stroke={1.8} aria-hidden="true" />
          All calls
        </TextLink>
      </Text>
      <PageHeader
        title={
          <Group gap="sm" component="span">
            {caller}
            <CallStatusBadge status={call.status} />
          </Group>
        }
        lead={formatMoment(call.startedAt, timeZone)}
      >
        {can(ctx, "agent:write") && items.length > 0 && !isGoingOn && !call.isLogged ? (
          <LinkButton
            href={`/receptionist/tests?call=${call.id}${call.agentId ? `&agent=${call.agentId}` : ""}`}
            variant="default"
            size="sm"
          >
            Make a test of it
          </LinkButton>
        ) : null}
      </PageHeader>
      <div className={classes.columns}>
        <div className={classes.main}>
          <Panel id="summary" title={isGoingOn ? "On the phone now" : "Summary"}>
            <Text>
              {call.summary ??
                (isGoingOn
                  ? "The receptionist is on the phone. What is said appears below as it happens."
                  : "There is no summary of this call.")}
            </Text>
            {recording ? (
              <RecordingPlayer url={recording} label={`Recording of the call with ${caller}`} />
            ) : null}
            {call.recordingLink ? (
              <Text mt="sm" style={{ overflowWrap: "anywhere" }}>
                <a href={call.recordingLink} rel="noopener noreferrer nofollow">
                  Recording at {new URL(call.recordingLink).host}
                </a>
              </Text>
            ) : null}
          </Panel>
          <Panel id="transcript" title={call.isLogged ? "What was said" : "What was said, and why"}>
            <div aria-live={isGoingOn ? "polite" : undefined}>
              {items.length > 0 ? (
                <Transcript items={items} label="Transcript" />
              ) : (
                <EmptyNote
                  icon={<IconMessageCircle size={34} stroke={1.4} />}
                  title={isGoingOn ? "Nothing said yet" : "Nothing was said"}
                />
              )}
            </div>
          </Panel>
        </div>
        <div className={classes.side}>
          <Panel id="facts" title="Details">
            <Facts call={call} />
          </Panel>
          {appointments.map((appointment) =>
            appointment ? (
              <AppointmentCard key={appointment.id} appointment={appointment} timeZone={timeZone} />
            ) : null,
          )}
          {leads.map((lead) => (lead ? <LeadCard key={lead.id} lead={lead} /> : null))}
        </div>
      </div>
    </>
  );
}
