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
import { APPOINTMENT_STATUS } from "./appointment-words";
import { outcomeText } from "./call-words";
import { formatMoment, formatNearDay, formatTime } from "./format";
import { changeText, SOURCE } from "./lead-words";
import { TextLink } from "./links";
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
  detail?: string | null;
}

function tellingOf(moment: LeadMoment, timeZone: string, names: ReadonlyMap<string, string>): Telling {
  switch (moment.kind) {
    case "captured":
      return { title: `Became a lead · ${SOURCE[moment.source]}` };
    case "call":
      return {
        title: <TextLink href={`/calls/${moment.callId}`}>Phone call</TextLink>,
        detail: moment.summary ?? outcomeText(moment.outcome),
      };
    case "message":
      return { title: moment.sender === "customer" ? "They wrote" : "We wrote", detail: moment.text };
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

/** What happened with a lead, newest first. `names`: of the people a lead can be assigned to, by user id. */
export function TimelinePanel({
  moments,
  names,
  timeZone,
  now,
}: {
  moments: LeadMoment[];
  names: ReadonlyMap<string, string>;
  timeZone: string;
  now: Date;
}) {
  return (
    <Panel id="history" title="History">
      <ol className={classes.moments} aria-label="History, newest first">
        {moments.map((moment) => {
          const Icon = ICONS[moment.kind];
          const { title, detail } = tellingOf(moment, timeZone, names);
          return (
            <li key={`${moment.kind}-${moment.id}`} className={classes.moment}>
              <Icon size={20} stroke={1.6} aria-hidden="true" />
              <div>
                <Text component="div" fw={550}>
                  {title}
                </Text>
                {detail ? (
                  <Text size="sm" mt={2} lineClamp={3} style={{ overflowWrap: "anywhere" }}>
                    {detail}
                  </Text>
                ) : null}
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
