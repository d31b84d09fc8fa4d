import { nameOrNone } from "@/lib/domain/text";

const SPACES = /[\u202f\u00a0]/g;

/** "Tuesday, March 3 at 3:00 PM" on the wall clock of the zone; the year where it is another than now's. */
export function whenText(instant: Date, timeZone: string, now: Date): string {
  const yearOf = (date: Date) => new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric" }).format(date);
  const day = new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "long",
    month: "long",
    day: "numeric",
    ...(yearOf(instant) === yearOf(now) ? {} : { year: "numeric" }),
  }).format(instant);
  return `${day} at ${timeText(instant, timeZone)}`;
}

/** "Hello Ana Diaz,": by what the customer was called, where it is a name and nothing else. */
export function helloText(customerName: string): string {
  const name = nameOrNone(customerName);
  return name ? `Hello ${name},` : "Hello,";
}

/** "3:00 PM" on the wall clock of the zone. */
export const timeText = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-US", { timeZone, hour: "numeric", minute: "2-digit" })
    .format(instant)
    .replace(SPACES, " ");

/** "EST", "GMT+1", … at that instant. */
export const zoneText = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "short" })
    .formatToParts(instant)
    .find((part) => part.type === "timeZoneName")?.value ?? timeZone;

/** "4 min 5 s". */
export function durationText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds} s` : `${minutes} min ${seconds % 60} s`;
}
