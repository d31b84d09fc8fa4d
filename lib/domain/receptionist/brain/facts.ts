import { z } from "zod";
import type { KnownAppointment } from "./types";

export interface ServiceFact {
  name: string;
  durationMinutes: number | null;
  priceText: string;
}

/** An opening interval of a weekday (0 = Sunday), "HH:MM". */
export interface HoursFact {
  day: number;
  opens: string;
  closes: string;
}

/** A time in which the whole business is closed, local: "YYYY-MM-DDTHH:MM". */
export interface ClosureFact {
  name: string;
  from: string;
  to: string;
}

/** The last time this caller came, local: "YYYY-MM-DD" and "HH:MM". */
export interface LastVisit {
  service: string | null;
  date: string;
  time: string;
}

/** What the brain knows of the business and the caller, read from the voice vendor's dynamic variables. */
export interface Facts {
  businessName: string;
  timeZone: string;
  now: Date;
  isOpenNow: boolean;
  hoursText: string;
  hours: HoursFact[];
  closures: ClosureFact[];
  services: ServiceFact[];
  /** The calendar is out of reach in this call: no time is looked up, booked or moved. */
  isMessageOnly: boolean;
  /** A person has put answers right, which come before these facts. */
  hasVerifiedAnswers: boolean;
  callerNumber: string;
  callerName: string;
  /** Whether the business has an address of theirs; which one stays untold. */
  callerHasEmail: boolean;
  /** Several people use the number: who is calling has to be asked. */
  isNumberShared: boolean;
  lastVisit: LastVisit | null;
  /** BCP 47. */
  language: string;
  greeting: string;
  upcoming: KnownAppointment[];
}

const serviceSchema = z.array(
  z.object({
    name: z.string(),
    duration_minutes: z.number().nullish(),
    price_text: z.string().nullish(),
  }),
);
const hoursSchema = z.array(z.object({ day: z.number(), opens: z.string(), closes: z.string() }));
const closuresSchema = z.array(z.object({ name: z.string(), from: z.string(), to: z.string() }));
const lastVisitSchema = z
  .object({ service: z.string().nullish(), date: z.iso.date(), time: z.string().regex(/^\d\d:\d\d$/) })
  .transform(({ service, date, time }): LastVisit | null => ({ service: service ?? null, date, time }));
const upcomingSchema = z.array(
  z.object({ id: z.string(), starts_at: z.string(), service: z.string().nullish() }),
);

/** A fact that is JSON in a string. What cannot be read counts as not known. */
function jsonFact<T>(schema: z.ZodType<T>, text: string | undefined, unknown: T): T {
  if (!text) return unknown;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : unknown;
  } catch {
    return unknown;
  }
}

function usableZone(zone: string | undefined): string {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone || "UTC" }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}

/**
 * Reads the facts of a conversation.
 * @param clockNow used where `now_utc` is absent or no instant.
 */
export function readFacts(facts: Record<string, string>, clockNow: Date): Facts {
  const now = new Date(facts.now_utc || Number.NaN);
  return {
    businessName: facts.business_name || "our office",
    timeZone: usableZone(facts.time_zone),
    now: Number.isNaN(now.getTime()) ? clockNow : now,
    isOpenNow: /^(yes|true|1|open)$/i.test(facts.open_now ?? ""),
    hoursText: facts.hours_text ?? "",
    hours: jsonFact(hoursSchema, facts.hours_json, []),
    closures: jsonFact(closuresSchema, facts.closures_json, []),
    services: jsonFact(serviceSchema, facts.services_json, []).map((service) => ({
      name: service.name,
      durationMinutes: service.duration_minutes ?? null,
      priceText: service.price_text ?? "",
    })),
    isMessageOnly: facts.message_only === "yes",
    hasVerifiedAnswers: facts.has_verified_answers === "yes",
    callerNumber: /^\+?\d{7,15}$/.test(facts.caller_number ?? "") ? (facts.caller_number ?? "") : "",
    callerName: facts.caller_name ?? "",
    callerHasEmail: facts.caller_has_email === "yes",
    isNumberShared: facts.caller_number_is_shared === "yes",
    lastVisit: jsonFact<LastVisit | null>(lastVisitSchema, facts.last_visit_json, null),
    language: facts.language ?? "",
    greeting: facts.greeting ?? "",
    upcoming: jsonFact(upcomingSchema, facts.upcoming_json, []).map((row) => ({
      id: row.id,
      startsAt: row.starts_at,
      service: row.service ?? null,
    })),
  };
}
