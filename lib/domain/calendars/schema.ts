import { z } from "zod";
import { filledText } from "@/lib/domain/text";

/** What people or rooms are booked in. Its own time slots, where it has any, replace the business's hours. */
export interface Calendar {
  id: string;
  name: string;
  agentId: string | null;
  position: number;
  slotStepMinutes: number;
  minimumNoticeMinutes: number;
  /** The last bookable day is this many days after today, in the business's zone. */
  bookingHorizonDays: number;
  /** What customers can book on one local day at most; null: as many as fit. */
  dailyLimit: number | null;
  /** Calendars with the same one are one person's and block each other; null: nobody else's. */
  personId: string | null;
  /** Empty: every service. */
  serviceIds: string[];
  timeSlots: TimeSlot[];
  createdAt: Date;
  updatedAt: Date;
}

/** A weekly interval in local wall time, "HH:MM"; one whose end is not after its start runs past midnight. */
export interface TimeSlot {
  id: string;
  calendarId: string;
  /** 0 = Sunday. */
  dayOfWeek: number;
  startsAt: string;
  endsAt: string;
}

/** A time at which an appointment can be booked. */
export interface Slot {
  calendarId: string;
  calendarName: string;
  startsAt: Date;
  endsAt: Date;
}

/** A time that can be booked, as the clock of the business shows it. */
export interface DaySlot {
  /** The date of the start, "YYYY-MM-DD". */
  date: string;
  /** "HH:MM"; an end that is not after its start lies on the next date, or the clock was set back in between. */
  startTime: string;
  endTime: string;
  startsAt: Date;
  endsAt: Date;
}

export interface DaySlots {
  /** IANA name. */
  timeZone: string;
  slots: DaySlot[];
}

export const DEFAULT_DURATION_MINUTES = 30;
export const MAX_DURATION_MINUTES = 1440;
export const MAX_SEARCH_DAYS = 62;
/** How far ahead a calendar can be booked at most: about three years. */
export const MAX_HORIZON_DAYS = 1100;
export const MAX_CALENDARS = 100;
export const MAX_TIME_SLOTS = 100;

const id = z.uuid();
/** "HH:MM" on the clock of the business. */
export const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Use HH:MM, from 00:00 to 23:59.");

/** A moment that can be booked or asked about: days and buffers around it stay years of four digits. */
export const instant = z
  .date()
  .min(new Date("1900-01-01T00:00:00Z"), "Use a date from 1900 on.")
  .max(new Date("9990-01-01T00:00:00Z"), "Use a date before 9990.");

/** A date of the business, "YYYY-MM-DD", of the years that bookings can have. */
export const localDate = z.iso
  .date({ error: "Use a date that exists, as YYYY-MM-DD.", abort: true })
  .refine((text) => text >= "1900-01-02", "Use a date from 1900 on.")
  .refine((text) => text < "9989-12-31", "Use a date before 9990.");

export const durationMinutes = z
  .number()
  .int("Use whole minutes.")
  .min(1, "An appointment lasts at least one minute.")
  .max(MAX_DURATION_MINUTES, "An appointment lasts at most 24 hours.");

const calendarFields = {
  name: filledText(200),
  agentId: id.nullish(),
  position: z.number().int().min(0).max(10_000).optional(),
  slotStepMinutes: z.number().int().min(5).max(240).optional(),
  minimumNoticeMinutes: z.number().int().min(0).max(525_600).optional(),
  bookingHorizonDays: z.number().int().min(1).max(MAX_HORIZON_DAYS).optional(),
  dailyLimit: z.number().int().min(1).max(1000).nullish(),
  /** Another calendar of the same person; null: nobody else's. */
  samePersonAsId: id.nullish(),
  serviceIds: z.array(id).max(500).optional(),
};

export const calendarIdInput = z.object({ id });
export const createCalendarInput = z.object(calendarFields);
export const updateCalendarInput = z.object({
  ...calendarFields,
  id,
  name: calendarFields.name.optional(),
});
const timeSlotFields = {
  dayOfWeek: z.number().int().min(0).max(6),
  startsAt: localTime,
  endsAt: localTime,
};
export const addTimeSlotInput = z.object({ calendarId: id, ...timeSlotFields });
export const updateTimeSlotInput = z.object({
  calendarId: id,
  id,
  ...z.object(timeSlotFields).partial().shape,
});
export const removeTimeSlotInput = z.object({ calendarId: id, id });
export const findSlotsInput = z.object({
  from: instant,
  to: instant,
  durationMinutes: durationMinutes.optional(),
  serviceId: id.optional(),
  calendarId: id.optional(),
  /** What this conversation holds counts as free to it. */
  conversationId: id.optional(),
  limit: z.number().int().min(1).max(10_000).optional(),
});
export const findDaySlotsInput = z.object({
  calendarId: id,
  /** Dates of the business, both included; today, and thirty days after the first, where they are left out. */
  firstDay: localDate.optional(),
  lastDay: localDate.optional(),
  durationMinutes: durationMinutes.default(DEFAULT_DURATION_MINUTES),
});

export type CreateCalendarInput = z.input<typeof createCalendarInput>;
export type UpdateCalendarInput = z.input<typeof updateCalendarInput>;
export type AddTimeSlotInput = z.input<typeof addTimeSlotInput>;
export type UpdateTimeSlotInput = z.input<typeof updateTimeSlotInput>;
export type FindDaySlotsInput = z.input<typeof findDaySlotsInput>;
export type FindSlotsInput = z.input<typeof findSlotsInput>;
