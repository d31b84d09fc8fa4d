import { Badge, Group, Stack, Text } from "@mantine/core";
import type { Appointment } from "@/lib/domain/appointments";
import type { Lead } from "@/lib/domain/leads";
import { APPOINTMENT_STATUS, customerText } from "@/lib/ui/appointment-words";
import { formatMoment, formatPhone } from "@/lib/ui/format";
import { leadText, TEMPERATURE, wishText } from "@/lib/ui/lead-words";
import { LinkButton } from "@/lib/ui/links";
import { Panel } from "@/lib/ui/panel";

/** An appointment that came of a call. */
export function AppointmentCard({ appointment, timeZone }: { appointment: Appointment; timeZone: string }) {
  const { label, color } = APPOINTMENT_STATUS[appointment.status];
  return (
    <Panel
      id={`appointment-${appointment.id}`}
      title="Appointment"
      aside={
        <Badge variant="light" color={color}>
          {label}
        </Badge>
      }
    >
      <Stack gap={4}>
        <Text fw={600}>{formatMoment(appointment.startsAt, timeZone)}</Text>
        <Text size="sm">
          {[customerText(appointment), appointment.customerName ? appointment.title : ""]
            .filter(Boolean)
            .join(" · ")}
        </Text>
        <Group mt={8}>
          <LinkButton href={`/calendar?appointment=${appointment.id}`} variant="default" size="sm">
            Open in the calendar
          </LinkButton>
        </Group>
      </Stack>
    </Panel>
  );
}

/** A possible customer that a call brought. */
export function LeadCard({ lead }: { lead: Lead }) {
  const { label, color } = TEMPERATURE[lead.temperature];
  return (
    <Panel
      id={`lead-${lead.id}`}
      title="Lead"
      aside={
        <Badge variant="light" color={color}>
          {label}
        </Badge>
      }
    >
      <Stack gap={4}>
        <Text fw={600}>{leadText(lead)}</Text>
        {lead.phone ? (
          <Text size="sm" className="fd-numbers">
            {formatPhone(lead.phone)}
          </Text>
        ) : null}
        {lead.email ? <Text size="sm">{lead.email}</Text> : null}
        {wishText(lead) ? (
          <Text size="sm" mt={4}>
            {wishText(lead)}
          </Text>
        ) : null}
        <Group mt={8}>
          <LinkButton href={`/leads/${lead.id}`} variant="default" size="sm">
            Open the lead
          </LinkButton>
        </Group>
      </Stack>
    </Panel>
  );
}
