import type { Metadata } from "next";
import { z } from "zod";
import { getAppointment, listAppointments } from "@/lib/domain/appointments";
import { getBusiness, listServices } from "@/lib/domain/businesses";
import { listCalendars } from "@/lib/domain/calendars";
import { can } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { appUrl } from "@/lib/env";
import { dayRangeText, wallDayText } from "@/lib/ui/format";
import { addDays, dayOf, dayRange, isDay, weekStart } from "@/lib/ui/wall-time";
import { type PageContext, pageContext } from "@/lib/wiring";
import { CalendarScreen } from "./calendar-screen";
import { calendarSettings } from "./calendar-settings";
import { appointmentView, calendarViews, serviceViews, shownHours, weekHours } from "./views";

export const metadata: Metadata = { title: "Calendar" };

const MOST_APPOINTMENTS = 1000;
const LIVE = ["pending", "confirmed", "completed", "no_show"] as const;

const query = z.object({
  date: z.string().refine(isDay).optional().catch(undefined),
  view: z.enum(["week", "day"]).catch("week"),
  calendar: z.uuid().optional().catch(undefined),
  appointment: z.uuid().optional().catch(undefined),
  book: z.string().optional().catch(undefined),
  calendars: z.string().optional().catch(undefined),
});

async function openedAppointment(ctx: PageContext, id: string | undefined) {
  if (!id) return undefined;
  try {
    return await getAppointment(ctx, id);
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return undefined;
    throw error;
  }
}

export default async function CalendarPage({ searchParams }: PageProps<"/calendar">) {
  const ctx = await pageContext();
  const asked = query.parse(await searchParams);
  const [business, calendars, services, opened] = await Promise.all([
    getBusiness(ctx),
    listCalendars(ctx),
    listServices(ctx),
    openedAppointment(ctx, asked.appointment),
  ]);
  const { timeZone } = business;
  const now = ctx.clock.now();
  const today = dayOf(now, timeZone);
  const date = asked.date ?? (opened ? dayOf(opened.startsAt, timeZone) : today);
  const monday = weekStart(date);
  const { items } = await listAppointments(ctx, {
    page: 1,
    limit: MOST_APPOINTMENTS,
    status: [...LIVE],
    ...dayRange(monday, 7, timeZone),
  });

  const views = calendarViews(calendars);
  const context = { timeZone, now, calendars: views, services };
  const appointments = items.map((appointment) => appointmentView(appointment, context));
  const hours = weekHours(business.hours);
  const stepDays = asked.view === "week" ? 7 : 1;

  return (
    <CalendarScreen
      view={asked.view}
      date={date}
      today={today}
      timeZone={timeZone}
      days={Array.from({ length: 7 }, (_, index) => addDays(monday, index))}
      title={asked.view === "week" ? dayRangeText(monday, addDays(monday, 6)) : wallDayText(date)}
      before={addDays(date, -stepDays)}
      after={addDays(date, stepDays)}
      calendarId={views.some(({ id }) => id === asked.calendar) ? (asked.calendar ?? null) : null}
      calendars={views}
      services={serviceViews(services)}
      appointments={appointments}
      hours={hours}
      shown={shownHours(hours, appointments)}
      opened={opened ? appointmentView(opened, context) : null}
      isOpenedMissing={asked.appointment !== undefined && opened === undefined}
      wantsBooking={asked.book !== undefined}
      canWrite={can(ctx, "appointment:write")}
      settings={can(ctx, "calendar:write") ? calendarSettings(calendars) : null}
      bookingPage={{
        url: `${appUrl()}/book/${business.slug}`,
        isOn: business.isBookingPageOn,
        canSwitch: can(ctx, "business:write"),
      }}
      wantsSettings={asked.calendars !== undefined}
    />
  );
}
