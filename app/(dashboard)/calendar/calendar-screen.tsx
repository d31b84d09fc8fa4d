"use client";

import { Alert, Box, Skeleton, VisuallyHidden } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { AppointmentDialog } from "./appointment-dialog";
import { BookingDialog, type BookingStart } from "./booking-dialog";
import classes from "./calendar.module.css";
import type { BookingPageSettings, CalendarSettings } from "./calendar-settings";
import { CalendarToolbar } from "./calendar-toolbar";
import { CalendarsDrawer } from "./calendars-drawer";
import { DayAgenda } from "./day-agenda";
import { useAppointments } from "./use-appointments";
import type { AppointmentView, CalendarView, ServiceView, WeekHours } from "./views";

const ScheduleGrid = dynamic(() => import("./schedule-grid").then((module) => module.ScheduleGrid), {
  ssr: false,
  loading: () => <Skeleton height={640} radius="lg" />,
});

export interface CalendarScreenProps {
  view: "week" | "day";
  /** Days are "YYYY-MM-DD" of the business. */
  date: string;
  today: string;
  timeZone: string;
  days: string[];
  title: string;
  before: string;
  after: string;
  calendarId: string | null;
  calendars: CalendarView[];
  services: ServiceView[];
  appointments: AppointmentView[];
  hours: WeekHours;
  shown: { start: string; end: string };
  opened: AppointmentView | null;
  isOpenedMissing: boolean;
  wantsBooking: boolean;
  canWrite: boolean;
  /** Null for those who may not change them. */
  settings: CalendarSettings[] | null;
  bookingPage: BookingPageSettings;
  wantsSettings: boolean;
}

const hrefOf = (props: Pick<CalendarScreenProps, "view" | "date" | "calendarId">): string => {
  const query = new URLSearchParams({ date: props.date, view: props.view });
  if (props.calendarId) query.set("calendar", props.calendarId);
  return `/calendar?${query}`;
};

/** The calendar: a grid on wide screens, a list of one day on phones, and the dialogs of both. */
export function CalendarScreen(props: CalendarScreenProps) {
  const router = useRouter();
  const isWide = useMediaQuery("(min-width: 48em)");
  const [openedId, setOpenedId] = useState<string | null>(props.opened?.id ?? null);
  const [booking, setBooking] = useState<BookingStart | null>(
    props.wantsBooking ? { day: props.date } : null,
  );
  const [isSetting, setIsSetting] = useState(props.wantsSettings);
  const { shown, move, cancel, rebook, setStatus } = useAppointments(props.appointments);

  const go = (patch: Partial<Pick<CalendarScreenProps, "view" | "date" | "calendarId">>) =>
    hrefOf({ view: props.view, date: props.date, calendarId: props.calendarId, ...patch });
  const visible = useMemo(
    () => shown.filter(({ calendarId }) => !props.calendarId || calendarId === props.calendarId),
    [shown, props.calendarId],
  );
  const opened =
    shown.find(({ id }) => id === openedId) ?? (props.opened?.id === openedId ? props.opened : null);
  const tidyAddress = () => {
    if (props.opened || props.wantsBooking || props.wantsSettings) router.replace(go({}), { scroll: false });
  };

  return (
    <>
      <CalendarToolbar
        {...props}
        hrefOf={go}
        onBook={() => setBooking({ day: props.date })}
        onCalendars={() => setIsSetting(true)}
      />
      {props.isOpenedMissing ? (
        <Alert color="gray" mb="md" role="status">
          That appointment is not there any more.
        </Alert>
      ) : null}
      <Box className={classes.grid} data-wide>
        {isWide ? (
          <ScheduleGrid
            view={props.view}
            date={props.date}
            timeZone={props.timeZone}
            days={props.days}
            appointments={visible}
            hours={props.hours}
            shown={props.shown}
            canWrite={props.canWrite}
            onOpen={setOpenedId}
            onBook={(start) => setBooking({ day: start.slice(0, 10), start })}
            onMove={move}
            onDay={(day) => router.push(go({ view: "day", date: day }))}
          />
        ) : (
          <Skeleton height={640} radius="lg" />
        )}
      </Box>
      <div className={classes.agenda}>
        <DayAgenda
          date={props.date}
          days={props.days}
          today={props.today}
          appointments={visible}
          hrefOf={(date) => go({ date })}
          onOpen={setOpenedId}
        />
      </div>
      <VisuallyHidden role="status">{visible.length} appointments shown</VisuallyHidden>
      <AppointmentDialog
        appointment={opened}
        canWrite={props.canWrite}
        today={props.today}
        onClose={() => {
          setOpenedId(null);
          tidyAddress();
        }}
        onMove={move}
        onCancel={(appointment) => cancel(appointment, () => rebook(appointment))}
        onStatus={setStatus}
      />
      {props.settings ? (
        <CalendarsDrawer
          isOpen={isSetting}
          calendars={props.settings}
          bookingPage={props.bookingPage}
          onClose={() => {
            setIsSetting(false);
            tidyAddress();
          }}
        />
      ) : null}
      <BookingDialog
        start={booking}
        calendars={props.calendars}
        services={props.services}
        calendarId={props.calendarId}
        today={props.today}
        onClose={() => {
          setBooking(null);
          tidyAddress();
        }}
        onBooked={(day) => {
          setBooking(null);
          if (!props.days.includes(day)) router.push(go({ date: day }));
          else tidyAddress();
        }}
      />
    </>
  );
}
