import { Temporal } from "temporal-polyfill";
import { localDate } from "./dates";

const zoned = (instant: string | Date, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(new Date(instant).getTime()).toZonedDateTimeISO(timeZone);

const WEEKDAY_NAMES = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** The name of a weekday, 0 = Sunday. */
export const weekdayName = (day: number): string => WEEKDAY_NAMES[day % 7] ?? "";

/** "HH:MM" as people say it: "3 PM", "3:30 PM", "noon". */
export function spokenTime(time: string): string {
  const [hour, minute] = [Number(time.slice(0, 2)), time.slice(3, 5)];
  if (time.startsWith("12:00")) return "noon";
  const half = hour < 12 ? "AM" : "PM";
  return `${hour % 12 || 12}${minute === "00" ? "" : `:${minute}`} ${half}`;
}

/** The wall time "HH:MM" of an instant in a zone. */
export const localTime = (instant: string | Date, timeZone: string): string =>
  zoned(instant, timeZone).toPlainTime().toString({ smallestUnit: "minute" });

/** The date "YYYY-MM-DD" of an instant in a zone. */
export const localDay = (instant: string | Date, timeZone: string): string =>
  zoned(instant, timeZone).toPlainDate().toString();

/** A date with its weekday: "Tuesday, March 3". */
export function spokenDate(date: string): string {
  return Temporal.PlainDate.from(date).toLocaleString("en-US", {
    weekday: "long",
    month: "long",
    day: "numeric",
  });
}

/** A date as near as it is: "today", "tomorrow, Tuesday, March 3", "Friday, March 6". */
export function spokenDay(date: string, now: Date, timeZone: string): string {
  const days = localDate(now, timeZone).until(Temporal.PlainDate.from(date)).days;
  if (days === 0) return "today";
  return days === 1 ? `tomorrow, ${spokenDate(date)}` : spokenDate(date);
}

/** A spoken day with the word that it takes: "today", "on Friday, March 6", "on Saturdays". */
export const onDay = (day: string): string => (/^(?:today|tomorrow)\b/.test(day) ? day : `on ${day}`);

/** With a capital letter in front. */
export const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Weekday, date and time of an instant: "Tuesday, March 3 at 3:30 PM". */
export const spokenMoment = (instant: string | Date, timeZone: string): string =>
  `${spokenDate(localDay(instant, timeZone))} at ${spokenTime(localTime(instant, timeZone))}`;

/** "an hour and a half", "45 minutes". */
export function spokenDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${minutes} minutes`;
  const whole = hours === 1 ? "an hour" : `${hours} hours`;
  if (rest === 0) return whole;
  return rest === 30
    ? hours === 1
      ? "an hour and a half"
      : `${hours} and a half hours`
    : `${whole} and ${rest} minutes`;
}

/** "a, b or c". */
export function spokenList(items: string[], word: "and" | "or"): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${word} ${items.at(-1)}`;
}

/** A name in running speech: "Teeth cleaning" becomes "teeth cleaning", "X-ray" and "DNA test" stay. */
export const asNoun = (name: string): string =>
  /^[A-Z][a-z]+( |$)/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;

/** "a cleaning", "an X-ray", "teeth whitening" (no article where the word is not one thing). */
export function withArticle(name: string): string {
  const noun = asNoun(name);
  if (/s$/.test(noun) && !/ss$/.test(noun)) return noun;
  return /^[aeiou]|^x-/i.test(noun) ? `an ${noun}` : `a ${noun}`;
}

/** Text of the business with a full stop where it has no ending of its own. */
export const sentence = (text: string): string => (text && !/[.!?]$/.test(text) ? `${text}.` : text);
