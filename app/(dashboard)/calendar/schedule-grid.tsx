"use client";

import "@mantine/schedule/styles.layer.css";
import { VisuallyHidden } from "@mantine/core";
import { DayView, type ScheduleEventData, WeekView } from "@mantine/schedule";
import { useEffect, useMemo, useRef } from "react";
import { clockAt, wallClockText, wallDayText, wallTimeText } from "@/lib/ui/format";
import classes from "./schedule-grid.module.css";
import type { AppointmentView, WeekHours } from "./views";

const STEP_MINUTES = 30;
const DRAG_MINUTES = 15;
/** Room for one line of text up to this length, and for two up to the other. */
const LINE_MINUTES = 30;
const PAIR_MINUTES = 59;
const CLOSED: [string, string] = ["00:00:00", "00:00:00"];

interface ScheduleGridProps {
  view: "week" | "day";
  /** Days are "YYYY-MM-DD" and times "YYYY-MM-DD HH:mm:ss", as the clock of the business shows them. */
  date: string;
  days: string[];
  timeZone: string;
  appointments: AppointmentView[];
  hours: WeekHours;
  shown: { start: string; end: string };
  canWrite: boolean;
  onOpen: (id: string) => void;
  onBook: (start: string) => void;
  onMove: (appointment: AppointmentView, start: string) => void;
  onDay: (day: string) => void;
}

/** The schedule names its weekday buttons by bare dates; what they show is the better name. */
function useWeekdayNames(days: string[]) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    for (const day of days) {
      const button = root.current?.querySelector(`button[aria-label="Day ${day}"]`);
      button?.removeAttribute("aria-label");
      button?.setAttribute("aria-description", "Show this day");
    }
  }, [days]);
  return root;
}

const sizeOf = (minutes: number): string =>
  minutes <= LINE_MINUTES ? "line" : minutes <= PAIR_MINUTES ? "pair" : "full";

function EventBody({ appointment }: { appointment: AppointmentView }) {
  return (
    <span className={classes.event} data-size={sizeOf(appointment.durationMinutes)}>
      <span className={classes.eventName}>{appointment.customer}</span>
      <span className={classes.eventNote}>
        <span className={classes.eventTime}>
          {wallClockText(appointment.start)}
          <VisuallyHidden component="span">{wallTimeText(appointment.start).slice(-3)}</VisuallyHidden>
        </span>
        <span className={classes.eventMore}>
          {appointment.status === "confirmed" ? "" : ` · ${appointment.statusLabel}`}
          {appointment.service ? ` · ${appointment.service}` : ""}
        </span>
      </span>
    </span>
  );
}

/** Week or day as a grid: a free time books, an appointment opens, dragging moves it. */
export function ScheduleGrid(props: ScheduleGridProps) {
  const { view, date, days, timeZone, appointments, hours, shown, canWrite, onOpen, onBook, onMove } = props;
  const root = useWeekdayNames(days);
  const byId = useMemo(() => new Map(appointments.map((item) => [item.id, item])), [appointments]);
  const events = useMemo(
    () =>
      appointments.map(
        ({ id, start, end, color, customer, service, status }): ScheduleEventData => ({
          id,
          start,
          end,
          color: status === "no_show" ? "gray" : color,
          title: service ? `${customer}, ${service}` : customer,
        }),
      ),
    [appointments],
  );
  const now = clockAt(new Date(), timeZone);
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();

  const shared = {
    date,
    events,
    startTime: shown.start,
    endTime: shown.end,
    intervalMinutes: STEP_MINUTES,
    slotHeight: 60,
    slotLabelFormat: "h A",
    withHeader: false,
    radius: 8,
    highlightBusinessHours: true,
    withCurrentTimeBubble: false,
    getCurrentTime: () => clockAt(new Date(), timeZone),
    labels: { weekday: "Day" },
    withEventsDragAndDrop: canWrite,
    eventDragInterval: DRAG_MINUTES,
    canDragEvent: ({ id }: ScheduleEventData) => byId.get(String(id))?.isMovable ?? false,
    onEventDrop: ({ eventId, newStart }: { eventId: string | number; newStart: string }) => {
      const appointment = byId.get(String(eventId));
      if (appointment && appointment.start !== newStart) onMove(appointment, newStart);
    },
    onEventClick: ({ id }: ScheduleEventData) => onOpen(String(id)),
    onTimeSlotClick: ({ slotStart }: { slotStart: string }) => {
      if (canWrite && slotStart > now) onBook(slotStart);
    },
    getTimeSlotProps: ({ start }: { start: string }) => ({
      "aria-label": `${wallTimeText(start)}, ${wallDayText(start)}: book`,
      "aria-disabled": !canWrite || start <= now,
      "data-past": start <= now || undefined,
    }),
    renderEventBody: ({ id }: ScheduleEventData) => {
      const appointment = byId.get(String(id));
      return appointment ? <EventBody appointment={appointment} /> : null;
    },
  };

  return (
    <div ref={root} className={classes.root}>
      {view === "week" ? (
        <WeekView
          {...shared}
          businessHours={hours}
          withAllDaySlots={false}
          withWeekNumber={false}
          highlightToday
          onDateChange={props.onDay}
        />
      ) : (
        <DayView {...shared} businessHours={hours[weekday] ?? CLOSED} withAllDaySlot={false} />
      )}
    </div>
  );
}
