import { Badge, Group, Text } from "@mantine/core";
import Link from "next/link";
import type { Lead } from "@/lib/domain/leads";
import classes from "./call-row.module.css";
import { formatNearDay, formatPhone, formatTime } from "./format";
import { LEAD_STATUS, leadText, TEMPERATURE, URGENCY, wishText } from "./lead-words";

/** One lead in a list: who, what they want, how promising, since when. The whole row leads to the lead. */
export function LeadRow({ lead, timeZone, now }: { lead: Lead; timeZone: string; now: Date }) {
  const reach = lead.phone ? formatPhone(lead.phone) : lead.email;
  const name = leadText(lead);
  const isUrgent = lead.urgency === "high" || lead.urgency === "critical";
  const status = LEAD_STATUS[lead.status];
  const temperature = TEMPERATURE[lead.temperature];
  return (
    <Link href={`/leads/${lead.id}`} className={classes.row} prefetch={false}>
      <span className={classes.who}>
        <Text component="span" display="block" fw={600} style={{ overflowWrap: "anywhere" }}>
          {name}
        </Text>
        {reach && reach !== name ? (
          <Text
            component="span"
            display="block"
            size="sm"
            c="dimmed"
            className="fd-numbers"
            style={{ overflowWrap: "anywhere" }}
          >
            {reach}
          </Text>
        ) : null}
      </span>
      <span className={classes.what}>
        <Text component="span" size="sm" lineClamp={2}>
          {wishText(lead)}
        </Text>
        <Group component="span" gap={6} mt={4}>
          {lead.temperature === "cold" ? null : (
            <Badge component="span" variant="light" color={temperature.color}>
              {temperature.label}
            </Badge>
          )}
          {isUrgent ? (
            <Badge component="span" variant="light" color={URGENCY[lead.urgency].color}>
              {URGENCY[lead.urgency].label}
            </Badge>
          ) : null}
        </Group>
      </span>
      <span className={classes.state}>
        <Badge component="span" variant="light" color={status.color}>
          {status.label}
        </Badge>
      </span>
      <span className={classes.when}>
        <Text component="span" display="block" size="sm" className="fd-numbers">
          {formatNearDay(lead.createdAt, now, timeZone)}, {formatTime(lead.createdAt, timeZone)}
        </Text>
        <Text component="span" display="block" size="sm" c="dimmed" className="fd-numbers">
          Score {lead.score}
        </Text>
      </span>
    </Link>
  );
}
