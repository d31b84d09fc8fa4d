import { Temporal } from "temporal-polyfill";
import { localDate } from "../brain/dates";
import { numberValue, ordinalsAsFigures } from "../brain/spoken-numbers";

/** A start in the business's wall clock. */
export interface Moment {
  /** "YYYY-MM-DD". */
  date: string;
  /** 1 Monday to 7 Sunday. */
  weekday: number;
  /** Minutes since midnight. */
  minute: number;
}

/** When the conversation is, and where. */
export interface Place {
  now: Date;
  timeZone: string;
}

export function momentOf(instant: string | Date, timeZone: string): Moment {
  const local = Temporal.Instant.fromEpochMilliseconds(new Date(instant).getTime()).toZonedDateTimeISO(
    timeZone,
  );
  return {
    date: local.toPlainDate().toString(),
    weekday: local.dayOfWeek,
    minute: local.hour * 60 + local.minute,
  };
}

const HOUR = "1[0-9]|2[0-3]|0?[0-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve";
const MINUTE =
  "oh[- ]five|five|ten|fifteen|twenty(?:[- ]five)?|thirty(?:[- ]five)?|forty(?:[- ]five)?|fifty(?:[- ]five)?";
const HALF = "a\\.?m\\b\\.?|p\\.?m\\b\\.?|in the (?:morning|afternoon|evening)|at night";
const NEXT_TIME = `(?:[:.][0-5]\\d|\\s*(?:${HALF}))`;
const NO_COUNT =
  "(?![\\w:%/]|\\.\\d|\\s*(?:st|nd|rd|th|to\\b|days?|weeks?|months?|years?|minutes?|hours?|people|dollars?|of\\b))";

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const NO_DATE = `(?<!\\b(?:${MONTHS.join("|")}) )`;

/** How a time of day is written or said; the groups are hour, minute, half of the day. */
const CLOCKS = [
  // "2, 3 or 3:30 PM": figures in a list that ends in a time; "March 2, 3 PM" is none.
  new RegExp(
    `${NO_DATE}\\b(${HOUR})()()(?=(?:(?:\\s*,\\s*(?:(?:or|and) )?|\\s+(?:or|and|to)\\s+|\\s*[-–]\\s*)(?:${HOUR}))+${NEXT_TIME})`,
    "g",
  ),
  new RegExp(`\\b(${HOUR})[:.]([0-5]\\d)(?!\\d)(?:\\s*(${HALF}))?`, "g"),
  new RegExp(`\\b(${HOUR})[- ](${MINUTE})\\b(?:\\s*(${HALF}))?`, "g"),
  new RegExp(`\\b(${HOUR})()\\s*(${HALF})`, "g"),
  new RegExp(`\\b(${HOUR})()\\s*(o'?\\s?clock)`, "g"),
  new RegExp(`\\b(?:at|by|around|until|till|before|after|from|between) (${HOUR})()()${NO_COUNT}`, "g"),
];
const RELATIVE = new RegExp(`\\b(half|quarter) (past|to) (${HOUR})\\b`, "g");

const halfOf = (said: string | undefined): "am" | "pm" | null => {
  if (!said) return null;
  if (/^p|afternoon|evening|night/.test(said)) return "pm";
  return /^a|morning/.test(said) ? "am" : null;
};

/** The minutes of the day that a spoken time can mean: one, or two where no half was said. */
function minutesMeant(hour: number, minute: number, half: "am" | "pm" | null): number[] {
  if (hour > 12 || hour === 0) return [hour * 60 + minute];
  const morning = (hour % 12) * 60 + minute;
  if (half) return [half === "am" ? morning : morning + 720];
  return [morning, morning + 720];
}

/** Every time of day in a text (lower case); each as the minutes that it can mean. */
export function timesIn(text: string): number[][] {
  const found: number[][] = [];
  let rest = text
    .replace(RELATIVE, (_all, amount: string, side: string, hour: string) => {
      const value = (numberValue(hour) ?? 0) % 12;
      const minute =
        (side === "past" ? value : (value + 11) % 12) * 60 +
        (amount === "half" ? 30 : side === "past" ? 15 : 45);
      found.push([minute, minute + 720]);
      return " ";
    })
    .replace(/\b(?:noon|midday)\b/g, () => {
      found.push([720]);
      return " ";
    })
    .replace(/\bmidnight\b/g, () => {
      found.push([0]);
      return " ";
    });
  for (const clock of CLOCKS) {
    rest = rest.replace(clock, (all: string, hour: string, minute: string, half: string) => {
      const [hours, minutes] = [numberValue(hour), minute ? numberValue(minute) : 0];
      if (hours === undefined || minutes === undefined || hours > 23 || minutes > 59) return all;
      found.push(minutesMeant(hours, minutes, halfOf(half)));
      return " ";
    });
  }
  return found;
}

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const WEEKDAY = `(${WEEKDAYS.join("|")})`;
const DATE = new RegExp(
  `(?:\\b${WEEKDAY},? (?:the )?)?\\b(${MONTHS.join("|")}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\b\\.?) (\\d{1,2})(?:st|nd|rd|th)?\\b(?!:)`,
  "g",
);
const FIGURES = /\b(\d{1,2})\/(\d{1,2})(?:\/\d{2,4})?\b/g;

/** The days that a sentence speaks of. */
export interface DaysSaid {
  dates: string[];
  /** 1 Monday to 7 Sunday, where no date was said with it. */
  weekdays: number[];
  /** A weekday was said with a date that is another one, or there is no such date. */
  isWrong: boolean;
}

const LOOKS_BACK_DAYS = 60;

/** A month and day as the date that is meant: the nearest that is not long gone. */
function dateNear(month: number, day: number, today: Temporal.PlainDate): Temporal.PlainDate | null {
  for (const year of [today.year, today.year + 1]) {
    try {
      const date = Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" });
      if (Temporal.PlainDate.compare(date, today.subtract({ days: LOOKS_BACK_DAYS })) >= 0) return date;
    } catch {
      return null;
    }
  }
  return null;
}

/** Every day in a text (lower case). */
export function daysIn(text: string, { now, timeZone }: Place): DaysSaid {
  const today = localDate(now, timeZone);
  const said: DaysSaid = { dates: [], weekdays: [], isWrong: false };
  const take = (month: number, day: number, weekday: number): void => {
    const date = dateNear(month, day, today);
    if (!date || (weekday > 0 && date.dayOfWeek !== weekday)) said.isWrong = true;
    else said.dates.push(date.toString());
  };
  const rest = ordinalsAsFigures(text)
    .replace(DATE, (_all, weekday: string | undefined, month: string, day: string) => {
      const number = MONTHS.findIndex((name) => name.startsWith(month.slice(0, 3))) + 1;
      take(number, Number(day), weekday ? WEEKDAYS.indexOf(weekday) + 1 : 0);
      return " ";
    })
    .replace(FIGURES, (_all, month: string, day: string) => {
      take(Number(month), Number(day), 0);
      return " ";
    });
  if (/\b(?:today|tonight|this (?:morning|afternoon|evening))\b/.test(rest))
    said.dates.push(today.toString());
  if (/(?<!the day after )\btomorrow\b/.test(rest)) said.dates.push(today.add({ days: 1 }).toString());
  for (const match of rest.matchAll(new RegExp(`\\b${WEEKDAY}s?\\b`, "g"))) {
    said.weekdays.push(WEEKDAYS.indexOf(match[1] ?? "") + 1);
  }
  return said;
}

/** Whether a start is on one of the days said; any day where none was. */
export function isOnDays({ date, weekday }: Moment, { dates, weekdays }: DaysSaid): boolean {
  if (dates.length === 0 && weekdays.length === 0) return true;
  return dates.includes(date) || weekdays.includes(weekday);
}
