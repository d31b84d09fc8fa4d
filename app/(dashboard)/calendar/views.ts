import type { Appointment } from "@/lib/domain/appointments";
import type { DayInterval, Service } from "@/lib/domain/businesses";
import type { Calendar } from "@/lib/domain/calendars";
import { APPOINTMENT_STATUS, customerText } from "@/lib/ui/appointment-words";
import { formatMoney, formatPhone } from "@/lib/ui/format";
import { wallTime } from "@/lib/ui/wall-time";

/** An appointment as the calendar shows it; times are wall times of the business, "YYYY-MM-DD HH:mm:ss". */
export interface AppointmentView {
  id: string;
  calendarId: string;
  calendarName: string;
  color: string;
  start: string;
  end: string;
  durationMinutes: number;
  status: Appointment["status"];
  statusLabel: string;
  statusColor: string;
  customer: string;
  customerName: string;
  phone: string | null;
  phoneText: string | null;
  email: string | null;
  serviceId: string | null;
  service: string;
  notes: string;
  /** It has begun or is over. */
  hasBegun: boolean;
  /** It is still to come, and neither cancelled nor done. */
  isMovable: boolean;
}

export interface CalendarView {
  id: string;
  name: string;
  color: string;
  serviceIds: string[];
}

export interface ServiceView {
  id: string;
  name: string;
  durationMinutes: number;
  /** "30 min, $120" */
  note: string;
}

const COLORS = ["lagoon", "blue", "grape", "orange", "pink", "indigo", "violet", "cyan"];
const MINUTE_MILLISECONDS = 60_000;

export const calendarViews = (calendars: Calendar[]): CalendarView[] =>
  calendars.map(({ id, name, serviceIds }, index) => ({
    id,
    name,
    serviceIds,
    color: COLORS[index % COLORS.length] ?? "lagoon",
  }));

export const serviceViews = (services: Service[]): ServiceView[] =>
  services
    .filter(({ isActive }) => isActive)
    .map(({ id, name, durationMinutes, priceMinor, currency }) => ({
      id,
      name,
      durationMinutes,
      note:
        priceMinor === null
          ? `${durationMinutes} min`
          : `${durationMinutes} min, ${formatMoney(priceMinor, currency)}`,
    }));

/** How appointments look to the reader. `timeZone`: IANA, of the business. */
export function appointmentView(
  appointment: Appointment,
  context: { timeZone: string; now: Date; calendars: CalendarView[]; services: Service[] },
): AppointmentView {
  const { timeZone, now, calendars, services } = context;
  const calendar = calendars.find(({ id }) => id === appointment.calendarId);
  const { label, color } = APPOINTMENT_STATUS[appointment.status];
  const isOpen = appointment.status === "pending" || appointment.status === "confirmed";
  return {
    id: appointment.id,
    calendarId: appointment.calendarId,
    calendarName: calendar?.name ?? "A former calendar",
    color: calendar?.color ?? "gray",
    start: wallTime(appointment.startsAt, timeZone),
    end: wallTime(appointment.endsAt, timeZone),
    durationMinutes: Math.round(
      (appointment.endsAt.getTime() - appointment.startsAt.getTime()) / MINUTE_MILLISECONDS,
    ),
    status: appointment.status,
    statusLabel: label,
    statusColor: color,
    customer: customerText(appointment),
    customerName: appointment.customerName,
    phone: appointment.customerPhone,
    phoneText: appointment.customerPhone ? formatPhone(appointment.customerPhone) : null,
    email: appointment.customerEmail,
    serviceId: appointment.serviceId,
    service:
      services.find(({ id }) => id === appointment.serviceId)?.name ??
      (appointment.customerName ? appointment.title : ""),
    notes: appointment.notes,
    hasBegun: appointment.startsAt <= now,
    isMovable: isOpen && appointment.startsAt > now,
  };
}

/** From the first opening to the last closing of each weekday, "HH:mm:ss"; null on closed days. */
export type WeekHours = Record<number, [string, string] | null>;

export function weekHours(hours: DayInterval[]): WeekHours {
  const week: WeekHours = {};
  for (let day = 0; day < 7; day += 1) {
    const open = hours.filter(({ dayOfWeek, isOpen }) => isOpen && dayOfWeek === day);
    const first = open.map(({ opensAt }) => opensAt).sort()[0];
    const last = open
      .map(({ opensAt, closesAt }) => (closesAt <= opensAt ? "23:59" : closesAt))
      .sort()
      .at(-1);
    week[day] = first && last ? [`${first}:00`, `${last}:00`] : null;
  }
  return week;
}

const hourText = (hour: number): string => `${String(hour).padStart(2, "0")}:00:00`;

/** The hours that a grid has to show: the opening hours and every appointment, with an hour around. */
export function shownHours(week: WeekHours, appointments: AppointmentView[]): { start: string; end: string } {
  const days = Object.values(week).filter((day) => day !== null);
  const starts = [...days.map(([opens]) => opens), ...appointments.map(({ start }) => start.slice(11))];
  const ends = [
    ...days.map(([, closes]) => closes),
    ...appointments.map(({ start, end }) =>
      start.slice(0, 10) === end.slice(0, 10) ? end.slice(11) : "23:59:59",
    ),
  ];
  const first = Number((starts.sort()[0] ?? "09:00:00").slice(0, 2));
  const last = ends.sort().at(-1) ?? "17:00:00";
  const lastHour = Number(last.slice(0, 2)) + (last.slice(3, 5) === "00" ? 0 : 1);
  const end = Math.min(24, lastHour + 1);
  return { start: hourText(Math.max(0, first - 1)), end: end === 24 ? "23:59:59" : hourText(end) };
}
