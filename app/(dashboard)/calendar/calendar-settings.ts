import type { Calendar } from "@/lib/domain/calendars";
import { countOf } from "@/lib/ui/format";

/** A calendar's settings as its form shows them. */
export interface CalendarSettings {
  id: string;
  name: string;
  slotStepMinutes: number;
  minimumNoticeMinutes: number;
  bookingHorizonDays: number;
  dailyLimit: number | null;
  /** Another calendar of the same person. */
  samePersonAsId: string | null;
  /** "Every 15 min, 2 hours' notice, at most 8 a day" */
  summary: string;
}

/** The page on which customers book for themselves. */
export interface BookingPageSettings {
  url: string;
  isOn: boolean;
  canSwitch: boolean;
}

/** 90 → "90 minutes", 120 → "2 hours", 2880 → "2 days". */
export function lengthText(minutes: number): string {
  if (minutes > 0 && minutes % 1440 === 0) return countOf(minutes / 1440, "day");
  if (minutes > 0 && minutes % 60 === 0) return countOf(minutes / 60, "hour");
  return countOf(minutes, "minute");
}

/** The calendars as the owner sets them, in their order. */
export const calendarSettings = (calendars: Calendar[]): CalendarSettings[] =>
  calendars.map((calendar) => {
    const { id, name, slotStepMinutes, minimumNoticeMinutes, bookingHorizonDays, dailyLimit } = calendar;
    const shared = calendars.filter(
      ({ id: otherId, personId }) => personId !== null && personId === calendar.personId && otherId !== id,
    );
    const facts = [
      `A start every ${lengthText(slotStepMinutes)}`,
      minimumNoticeMinutes > 0 ? `${lengthText(minimumNoticeMinutes)} ahead at least` : null,
      `${countOf(bookingHorizonDays, "day")} ahead at most`,
      dailyLimit === null ? null : `${dailyLimit} a day at most`,
      shared.length > 0 ? `same person as ${shared.map((other) => other.name).join(", ")}` : null,
    ];
    return {
      id,
      name,
      slotStepMinutes,
      minimumNoticeMinutes,
      bookingHorizonDays,
      dailyLimit,
      samePersonAsId: shared[0]?.id ?? null,
      summary: facts.filter((fact) => fact !== null).join(" · "),
    };
  });
