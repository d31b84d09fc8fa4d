"use client";

import { Badge, Text, UnstyledButton } from "@mantine/core";
import { IconCalendarPlus } from "@tabler/icons-react";
import Link from "next/link";
import { EmptyNote } from "@/lib/ui/empty-note";
import { countOf, dayParts, wallDayText, wallTimeText } from "@/lib/ui/format";
import classes from "./calendar.module.css";
import type { AppointmentView } from "./views";

/** One day as a list, with the days of its week to choose from: the calendar of a phone. */
export function DayAgenda({
  date,
  days,
  today,
  appointments,
  hrefOf,
  onOpen,
}: {
  date: string;
  days: string[];
  today: string;
  appointments: AppointmentView[];
  hrefOf: (date: string) => string;
  onOpen: (id: string) => void;
}) {
  const on = (day: string) => appointments.filter(({ start }) => start.startsWith(day));
  const shown = on(date).sort((one, other) => one.start.localeCompare(other.start));
  return (
    <>
      <nav aria-label="Days of the week">
        <ol className={classes.strip}>
          {days.map((day) => {
            const { weekday, number } = dayParts(day);
            const count = on(day).length;
            return (
              <li key={day}>
                <Link
                  href={hrefOf(day)}
                  className={classes.stripDay}
                  aria-current={day === date ? "date" : undefined}
                  data-today={day === today || undefined}
                  aria-label={`${weekday} ${number}, ${countOf(count, "appointment")}`}
                >
                  <span>{weekday}</span>
                  <strong>{number}</strong>
                  <span className={classes.stripDot} data-filled={count > 0 || undefined} />
                </Link>
              </li>
            );
          })}
        </ol>
      </nav>
      <section className={classes.agendaList} aria-label={wallDayText(date)}>
        {shown.length === 0 ? (
          <EmptyNote icon={<IconCalendarPlus size={34} stroke={1.4} />} title="Nothing booked">
            {wallDayText(date)} is free.
          </EmptyNote>
        ) : (
          <ol className={classes.agendaRows}>
            {shown.map((appointment) => (
              <li key={appointment.id}>
                <UnstyledButton className={classes.agendaRow} onClick={() => onOpen(appointment.id)}>
                  <span className={classes.agendaTime}>
                    {wallTimeText(appointment.start)}
                    <Text component="span" display="block" size="sm" c="dimmed">
                      {wallTimeText(appointment.end)}
                    </Text>
                  </span>
                  <span
                    className={classes.agendaBar}
                    style={{ background: `var(--mantine-color-${appointment.color}-filled)` }}
                  />
                  <span className={classes.agendaText}>
                    <Text component="span" display="block" fw={600}>
                      {appointment.customer}
                    </Text>
                    <Text component="span" display="block" size="sm" c="dimmed">
                      {[appointment.service, appointment.calendarName].filter(Boolean).join(" · ")}
                    </Text>
                  </span>
                  {appointment.status === "confirmed" ? null : (
                    <Badge variant="light" color={appointment.statusColor}>
                      {appointment.statusLabel}
                    </Badge>
                  )}
                </UnstyledButton>
              </li>
            ))}
          </ol>
        )}
      </section>
    </>
  );
}
