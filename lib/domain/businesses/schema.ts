import { z } from "zod";
import { emailAddress, filledText, text } from "@/lib/domain/text";
import { type DayInterval, hoursSchema } from "./hours";
import { timeZoneSchema } from "./time-zone";

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Must be a time such as 22:00.");
const quietHours = z
  .object({ from: wallTime, to: wallTime })
  .refine(({ from, to }) => from !== to, { path: ["to"], message: "Must be another time than the start." });
const URGENCIES = ["low", "medium", "high", "critical"] as const;
const MOST_MINUTES = 1_440;
const minutesMessage = `Must be a whole number of minutes from 1 to ${MOST_MINUTES.toLocaleString("en-US")}.`;
const escalateAfterMinutes = z
  .number(minutesMessage)
  .int(minutesMessage)
  .min(1, minutesMessage)
  .max(MOST_MINUTES, minutesMessage);

/** What the owner is told about by mail. */
export const notificationSettings = z.object({
  ownerEmail: emailAddress.nullable().default(null),
  newAppointment: z.boolean().default(true),
  cancelledAppointment: z.boolean().default(true),
  newLead: z.boolean().default(true),
  /** A text that waits for an answer. */
  newText: z.boolean().default(true),
  missedCall: z.boolean().default(true),
  callSummary: z.boolean().default(true),
  /** Local "HH:MM"; an end that is not after the start lies on the next day. What is critical breaks them. */
  quietHours: quietHours.nullable().default(null),
  /** What is less urgent is not told. */
  leastUrgency: z.enum(URGENCIES).default("low"),
  /** A pressing call back that nobody takes on is told to owner and admins after so many minutes; null never. */
  escalateAfterMinutes: escalateAfterMinutes.nullable().default(15),
});
export type NotificationSettings = z.infer<typeof notificationSettings>;

/** What is given is changed; null empties a setting. */
export const notificationSettingsPatch = z.object({
  ownerEmail: emailAddress.nullish(),
  newAppointment: z.boolean().optional(),
  cancelledAppointment: z.boolean().optional(),
  newLead: z.boolean().optional(),
  newText: z.boolean().optional(),
  missedCall: z.boolean().optional(),
  callSummary: z.boolean().optional(),
  quietHours: quietHours.nullish(),
  leastUrgency: z.enum(URGENCIES).optional(),
  escalateAfterMinutes: escalateAfterMinutes.nullish(),
});
export type NotificationSettingsPatch = z.input<typeof notificationSettingsPatch>;

export const BUSINESS_STATUSES = ["active", "inactive", "suspended"] as const;
export const PLANS = ["free", "basic", "premium", "enterprise"] as const;
export type Plan = (typeof PLANS)[number];

/** A tenant: one business with its profile and opening hours. */
export interface Business {
  id: string;
  number: number;
  slug: string;
  name: string;
  /** The company behind it; empty where that has no name of its own. */
  companyName: string;
  description: string | null;
  address: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  /** E.164. */
  phone: string | null;
  email: string | null;
  website: string | null;
  /** IANA. */
  timeZone: string;
  /** ISO 4217 in lower case. */
  currency: string;
  status: (typeof BUSINESS_STATUSES)[number];
  plan: Plan;
  notificationSettings: NotificationSettings;
  /** Whether customers can book for themselves, on the booking page and by the open endpoints. */
  isBookingPageOn: boolean;
  /** By day, then opening time. */
  hours: DayInterval[];
  createdAt: Date;
  updatedAt: Date;
}

export const newBusiness = z.object({
  name: filledText(200),
  companyName: text(200).optional(),
  address: text(300).nullish(),
  phone: text(40).nullish(),
  timeZone: timeZoneSchema.optional(),
  hours: hoursSchema.optional(),
});
export type NewBusiness = z.input<typeof newBusiness>;

const currency = text(3)
  .transform((value) => value.toLowerCase())
  .pipe(z.string().regex(/^[a-z]{3}$/, "Must be a currency code such as usd."));

export const businessPatch = z.object({
  name: filledText(200).optional(),
  companyName: text(200).optional(),
  description: text(5000).nullish(),
  address: text(300).nullish(),
  city: text(100).nullish(),
  state: text(100).nullish(),
  postalCode: text(20).nullish(),
  phone: text(40).nullish(),
  email: emailAddress.nullish(),
  website: text(500).nullish(),
  timeZone: timeZoneSchema.optional(),
  currency: currency.optional(),
  notificationSettings: notificationSettingsPatch.optional(),
  isBookingPageOn: z.boolean().optional(),
  /** The whole week anew, in the same transaction. */
  hours: hoursSchema.optional(),
});
export type BusinessPatch = z.input<typeof businessPatch>;

export const businessQuery = z.object({
  page: z.number().int().min(1),
  limit: z.number().int().min(1).max(1_000),
  search: text(200).optional(),
});

/** Something a customer can book. */
export interface Service {
  id: string;
  name: string;
  description: string;
  durationMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  /** Minor units of `currency`; null when no price is told. */
  priceMinor: number | null;
  currency: string;
  isActive: boolean;
  position: number;
}

const bufferMinutes = z.number().int().min(0).max(480);

export const newService = z.object({
  name: filledText(200),
  description: text(2000).optional(),
  durationMinutes: z.number().int().min(5).max(1440),
  bufferBeforeMinutes: bufferMinutes.optional(),
  bufferAfterMinutes: bufferMinutes.optional(),
  priceMinor: z.number().int().min(0).max(100_000_000_000).nullish(),
  currency: currency.optional(),
  isActive: z.boolean().optional(),
  position: z.number().int().min(0).max(10_000).optional(),
});
export const servicePatch = newService.partial().extend({ id: z.string() });

/** Time off of the business, or of one calendar, in local wall time. */
export interface Closure {
  id: string;
  calendarId: string | null;
  name: string;
  /** "YYYY-MM-DDTHH:MM", in the zone of the business. */
  startsAtLocal: string;
  endsAtLocal: string;
  createdAt: Date;
}
