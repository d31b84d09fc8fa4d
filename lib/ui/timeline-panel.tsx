import { Text } from "@mantine/core";
import {
  IconCalendarWeek,
  IconChecklist,
  IconMessage,
  IconPencil,
  IconPhoneCall,
  IconUserPlus,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { LeadMoment } from "@/lib/domain/leads";
import type { TextMedia } from "@/lib/domain/texts";
import { APPOINTMENT_STATUS } from "./appointment-words";
import { outcomeText } from "./call-words";
import { formatMoment, formatNearDay, formatTime } from "./format";
import { changeText, SOURCE } from "./lead-words";
import { TextLink } from "./links";
import { DeliveryBadge, DeliveryReason, MediaLinks } from "./message-state";
import { Panel } from "./panel";
import classes from "./timeline.module.css";

const ICONS = {
  captured: IconUserPlus,
  call: IconPhoneCall,
  message: IconMessage,
  appointment: IconCalendarWeek,
  task: IconChecklist,
  change: IconPencil,
} as const;

interface Telling {
  title: ReactNode;
  /** Stands bold before the detail. */
  subject?: string | null;
  detail?: string | null;
  /** What stands below. */
  more?: ReactNode;
}

const WROTE = {
  customer: { sms: "They texted", other: "They wrote" },
  agent: { sms: "The receptionist texted", other: "The receptionist wrote" },
  human: { sms: "We texted", other: "We wrote" },
  system: { sms: "Automatic text", other: "Automatic message" },
} as const;

type MessageMoment = Extract<LeadMoment, { kind: "message" }>;

const messageTelling = (moment: MessageMoment, media: readonly TextMedia[]): Telling => ({
  title: (
    <>
      {WROTE[moment.sender][moment.channel === "sms" ? "sms" : "other"]}
      {moment.delivery ? <DeliveryBadge delivery={moment.delivery} /> : null}
    </>
  ),
  subject: moment.subject,
  detail: moment.text,
  more: (
    <>
      <MediaLinks media={media} />
      <DeliveryReason delivery={moment.delivery} />
    </>
  ),
});

type Media = ReadonlyMap<string, readonly TextMedia[]>;

function tellingOf(
  moment: LeadMoment,
  timeZone: string,
  names: ReadonlyMap<string, string>,
  media: Media,
): Telling {
  switch (moment.kind) {
    case "captured":
      return { title: `Became a lead · ${SOURCE[moment.source]}` };
    case "call":
      return {
        title: <TextLink href={`/calls/${moment.callId}`}>Phone call</TextLink>,
        detail: moment.summary ?? outcomeText(moment.outcome),
      };
    case "message":
      return messageTelling(moment, media.get(moment.id) ?? []);
    case "appointment":
      return {
        title: (
          <TextLink href={`/calendar?appointment=${moment.id}`}>{moment.title || "Appointment"}</TextLink>
        ),
        detail: `${formatMoment(moment.startsAt, timeZone)} · ${APPOINTMENT_STATUS[moment.status].label}`,
      };
    case "task":
      return { title: moment.title, detail: moment.isDone ? "Done" : "To do" };
    case "change":
      return { title: changeText(moment.changes, names), detail: moment.who ? `By ${moment.who}` : null };
  }
}

/** The messages among what happened, to look up what came along with them. */
export const messageIds = (moments: readonly LeadMoment[]): string[] =>
  moments.flatMap((moment) => (moment.kind === "message" ? [moment.id] : []));

/**
 * What happened with a lead, newest first. `names`: of the people a lead can be assigned to, by user id; `media`: what
 * came along with messages, by their id; `outgoing`: rows of what is being sent.
 */
export function TimelinePanel({
  moments,
  names,
  media,
  outgoing,
  timeZone,
  now,
}: {
  moments: LeadMoment[];
  names: ReadonlyMap<string, string>;
  media: Media;
  outgoing: ReactNode;
  timeZone: string;
  now: Date;
}) {
  return (
    <Panel id="history" title="History">
      <ol className={classes.moments} aria-label="History, newest first">
        {outgoing}
        {moments.map((moment) => {
          const Icon = ICONS[moment.kind];
          const { title, subject, detail, more } = tellingOf(moment, timeZone, names, media);
          return (
            <li key={`${moment.kind}-${moment.id}`} className={classes.moment}>
              <Icon size={20} stroke={1.6} aria-hidden="true" />
              <div>
                <Text component="div" fw={550}>
                  {title}
                </Text>
                {detail ? (
                  <Text size="sm" mt={2} lineClamp={3} style={{ overflowWrap: "anywhere" }}>
                    {subject ? <b>{subject} </b> : null}
                    {detail}
                  </Text>
                ) : null}
                {more}
                <Text size="sm" c="dimmed" mt={2}>
                  {formatNearDay(moment.at, now, timeZone)}, {formatTime(moment.at, timeZone)}
                </Text>
              </div>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
