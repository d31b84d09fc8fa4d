import { Badge, Text } from "@mantine/core";
import { IconCalendarHeart } from "@tabler/icons-react";
import Link from "next/link";
import type { Appointment } from "@/lib/domain/appointments";
import { APPOINTMENT_STATUS, customerText } from "@/lib/ui/appointment-words";
import { EmptyNote } from "@/lib/ui/empty-note";
import { formatTime } from "@/lib/ui/format";
import { LinkButton } from "@/lib/ui/links";
import rows from "@/lib/ui/rows.module.css";

/** Today's appointments in order of time; what is over is dimmed. */
export function TodayList({
  appointments,
  serviceNames,
  timeZone,
  now,
}: {
  appointments: Appointment[];
  serviceNames: ReadonlyMap<string, string>;
  timeZone: string;
  now: Date;
}) {
  if (appointments.length === 0) {
    return (
      <EmptyNote
        icon={<IconCalendarHeart size={34} stroke={1.4} />}
        title="No appointments today"
        action={
          <LinkButton href="/calendar?book=1" variant="default" size="sm">
            Book one
          </LinkButton>
        }
      />
    );
  }
  return (
    <ol className={rows.rows}>
      {appointments.map((appointment) => {
        const isOver = appointment.endsAt <= now;
        const { label, color } = APPOINTMENT_STATUS[appointment.status];
        const service = appointment.serviceId ? serviceNames.get(appointment.serviceId) : undefined;
        return (
          <li key={appointment.id}>
            <Link href={`/calendar?appointment=${appointment.id}`} className={rows.row} prefetch={false}>
              <span className={`${rows.time} ${isOver ? rows.past : ""}`}>
                {formatTime(appointment.startsAt, timeZone)}
              </span>
              <span className={`${rows.grow} ${isOver ? rows.past : ""}`}>
                <Text component="span" display="block" fw={600} inherit>
                  {customerText(appointment)}
                </Text>
                <Text component="span" display="block" size="sm" c="dimmed">
                  {service ?? (appointment.customerName ? appointment.title : "") ?? ""}
                </Text>
              </span>
              {appointment.status === "confirmed" ? null : (
                <Badge variant="light" color={color} component="span">
                  {label}
                </Badge>
              )}
            </Link>
          </li>
        );
      })}
    </ol>
  );
}
