import * as chrono from "chrono-node";
import { Temporal } from "temporal-polyfill";
import { ordinalsAsFigures } from "./spoken-numbers";
import { readTimes } from "./times";
import type { When } from "./types";

type PlainDate = Temporal.PlainDate;
interface DateWish {
  date: PlainDate;
  until?: PlainDate;
  isPast?: boolean;
}
interface DateRule {
  pattern: RegExp;
  read(match: RegExpMatchArray, today: PlainDate): DateWish | null;
}

const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const DAY =
  "(mondays?|tues(?:days?)?|weds|wed(?:nesdays?)?|thurs|thur(?:sdays?)?|fri(?:days?)?|saturdays?|sundays?)";
const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|march|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

const weekdayOf = (word: string): number =>
  WEEKDAYS.findIndex((name) => name.startsWith(word.slice(0, 3).toLowerCase())) + 1;
const nextWeekday = (from: PlainDate, weekday: number): PlainDate =>
  from.add({ days: ((weekday - from.dayOfWeek + 6) % 7) + 1 });
const nextMonday = (today: PlainDate): PlainDate => nextWeekday(today, 1);
const count = (word: string | undefined): number =>
  ["a", "one", "two", "three", "four", "five", "six"].indexOf(word ?? "") || Number(word) || 1;

/** The next day of the month with this number, today included; null where no month has it. */
function dayOfMonth(day: number, today: PlainDate): PlainDate | null {
  for (let ahead = 0; ahead < 12; ahead += 1) {
    const month = today.with({ day: 1 }).add({ months: ahead });
    if (day < 1 || day > month.daysInMonth) continue;
    const date = month.with({ day });
    if (Temporal.PlainDate.compare(date, today) >= 0) return date;
  }
  return null;
}

/**
 * A date that chrono reads. It counts in the zone of the process, so it is given noon of the business's
 * local date as the process's own wall time, and only calendar fields are taken back.
 */
function chronoDate(text: string, today: PlainDate): DateWish | null {
  const noon = new Date(today.year, today.month - 1, today.day, 12);
  const start = chrono.parse(text, noon, { forwardDate: false })[0]?.start;
  const [year, month, day] = [start?.get("year"), start?.get("month"), start?.get("day")];
  if (!start || !year || !month || !day) return null;
  const date = Temporal.PlainDate.from({ year, month, day });
  const daysAgo = date.until(today).days;
  // Without a year a day long gone is next year's; one of the last weeks was likely meant as it was said.
  if (daysAgo > 60 && !start.isCertain("year")) return { date: date.add({ years: 1 }) };
  return { date, isPast: daysAgo > 0 };
}

/** How dates are said, most particular first. Weekdays and ranges are read here, calendar dates by chrono. */
const RULES: DateRule[] = [
  { pattern: /\bday after tomorrow\b/, read: (_m, today) => ({ date: today.add({ days: 2 }) }) },
  {
    pattern: new RegExp(
      `\\b(a|one|two|three|\\d) weeks? (?:from|after) (?:(?:this|next) )?(${DAY}|today|tomorrow)\\b`,
    ),
    read: ([, weeks, base = ""], today) => {
      const start =
        base === "today"
          ? today
          : base === "tomorrow"
            ? today.add({ days: 1 })
            : nextWeekday(today, weekdayOf(base));
      return { date: start.add({ weeks: count(weeks) }) };
    },
  },
  {
    pattern: new RegExp(`\\b(?:last|past) ${DAY}\\b`),
    read: ([, day = ""], today) => ({
      date: nextWeekday(today.subtract({ days: 8 }), weekdayOf(day)),
      isPast: true,
    }),
  },
  { pattern: /\b(\d{4}-\d{2}-\d{2})\b/, read: ([text = ""], today) => chronoDate(text, today) },
  {
    pattern: new RegExp(
      `\\b${MONTH} (?:the )?\\d{1,2}(?:st|nd|rd|th)?\\b(?:,? \\d{4}\\b)?|\\b(?:the )?\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${MONTH}\\b(?:,? \\d{4}\\b)?`,
    ),
    read: ([text], today) => chronoDate(text.replace(/\bthe /g, ""), today),
  },
  { pattern: /\b\d{1,2}\/\d{1,2}(?:\/\d{2,4})?\b/, read: ([text], today) => chronoDate(text, today) },
  {
    pattern: new RegExp(
      `(?:\\b${DAY},? )?\\b(?:the )?(\\d{1,2})(?:st|nd|rd|th)\\b(?! (?:one|option|slot|time|visit|appointment|floor|street|avenue|choice))`,
    ),
    read: ([, , day], today) => {
      const date = dayOfMonth(Number(day), today);
      return date && { date };
    },
  },
  {
    pattern: new RegExp(`\\bnext ${DAY}\\b|\\b${DAY} (?:of )?next week\\b`),
    read: ([, one, two], today) => ({
      date: nextMonday(today).add({ days: weekdayOf(one ?? two ?? "") - 1 }),
    }),
  },
  {
    pattern: new RegExp(
      `\\b(?:this|coming) (?:coming |week,? (?:on )?)?${DAY}\\b|\\b${DAY} (?:of )?this week\\b`,
    ),
    read: ([, one, two], today) => ({
      date: nextWeekday(today.subtract({ days: 1 }), weekdayOf(one ?? two ?? "")),
    }),
  },
  {
    pattern: /\b(yesterday|last (?:week|month|year))\b/,
    read: (_m, today) => ({ date: today.subtract({ days: 1 }), isPast: true }),
  },
  {
    pattern:
      /\b(?:in|within) (?:a|an|one|two|three|four|five|six|\d{1,2})(?: couple of| few)? (?:days?|weeks?|months?)\b|\b(?:a|one|two|three|four|five|six|\d{1,2}) (?:days?|weeks?|months?) from (?:now|today)\b/,
    read: ([text], today) =>
      chronoDate(text.replace("within", "in").replace("from today", "from now"), today),
  },
  { pattern: /\btoday\b|\bright now\b|\bstraight away\b/, read: (_m, today) => ({ date: today }) },
  {
    pattern: /\b(tomorrow|tomorow|tommorow|tmrw)\b/,
    read: (_m, today) => ({ date: today.add({ days: 1 }) }),
  },
  {
    pattern: /\b(?:early|beginning of) next week\b/,
    read: (_m, today) => ({ date: nextMonday(today), until: nextMonday(today).add({ days: 1 }) }),
  },
  {
    pattern: /\b(?:(?:the )?end of|late(?:r)?(?: on)?) (?:the|this) week\b/,
    read: (_m, today) => {
      const friday = nextWeekday(today.subtract({ days: 1 }), 5);
      const thursday = friday.subtract({ days: 1 });
      return { date: Temporal.PlainDate.compare(thursday, today) < 0 ? friday : thursday, until: friday };
    },
  },
  {
    pattern: /\b(?:end of|late) next week\b/,
    read: (_m, today) => ({
      date: nextMonday(today).add({ days: 3 }),
      until: nextMonday(today).add({ days: 4 }),
    }),
  },
  {
    pattern: /\bnext week\b/,
    read: (_m, today) => ({ date: nextMonday(today), until: nextMonday(today).add({ days: 6 }) }),
  },
  {
    pattern: /\bweekend\b/,
    read: (_m, today) => ({
      date: nextWeekday(today.subtract({ days: 1 }), 6),
      until: nextWeekday(today.subtract({ days: 1 }), 6).add({ days: 1 }),
    }),
  },
  {
    pattern: /\b(?:sometime |any ?time |some day )?(?:this|the) week\b/,
    read: (_m, today) => ({ date: today, until: nextMonday(today).subtract({ days: 1 }) }),
  },
  {
    pattern: /\bnext month\b/,
    read: (_m, today) => ({
      date: today.with({ day: 1 }).add({ months: 1 }),
      until: today.with({ day: 1 }).add({ months: 2 }).subtract({ days: 1 }),
    }),
  },
  {
    pattern:
      /\b(?:as soon as possible|a\.?s\.?a\.?p|(?:the )?(?:earliest|soonest|next available|first available)|any ?time|any day|whenever)\b/,
    read: (_m, today) => ({ date: today, until: today.add({ days: 14 }) }),
  },
  {
    pattern: new RegExp(`\\b(?:in|during|sometime in) (${MONTH})\\b`),
    read: ([, month = ""], today) => {
      const first = chronoDate(`${month} 1`, today)?.date;
      if (!first) return null;
      const start =
        first.month === today.month
          ? today
          : first.year === today.year && first.month < today.month
            ? first.add({ years: 1 })
            : first;
      return { date: start, until: start.with({ day: start.daysInMonth }) };
    },
  },
  {
    pattern: new RegExp(`\\b${DAY}\\b`),
    read: ([, day = ""], today) => ({ date: nextWeekday(today, weekdayOf(day)) }),
  },
];

/** What a caller takes back: "not Tuesday", "instead of three", "Tuesday doesn't work". */
const TAKEN_BACK = [
  /\b(?:not|instead of|rather than|other than|except|but not) (?:on |at |for )?(?:the )?[a-z0-9:]+(?: (?:am|pm|morning|afternoon))?/g,
  /\b[a-z0-9:]+ (?:doesn't|does not|won't|will not|isn't|is not|can't|cannot) (?:work|suit|good|do)[a-z ]*/g,
];
/** After these words the caller says it again, and the last version counts. */
const AGAIN =
  /\b(?:no wait|wait no|actually|i mean|i meant|sorry|rather|make (?:it|that)|scratch that|let's say|or no)\b/;

/** "Make it four": the number is a time. */
const MAKES_IT = /\bmake (?:it|that) (?:at )?\w+(?:[.!]?$| thirty| fifteen|:)/;

/** Today in a zone. */
export const localDate = (now: Date, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();

function readOnce(said: string, today: PlainDate, expectsTime: boolean): When | null {
  let text = ordinalsAsFigures(said);
  let wish: DateWish | null = null;
  text = text
    .replace(/\bthis (morning|afternoon|evening)\b/g, "today $1")
    .replace(/\btonight\b/g, "today evening");
  for (const rule of RULES) {
    const match = text.match(rule.pattern);
    if (!match) continue;
    wish = rule.read(match, today);
    if (!wish) continue;
    text = text.replace(match[0], " ");
    break;
  }
  const times = readTimes(text, expectsTime);
  if (!wish && !times.from && !times.to && !times.exact) return null;
  const until = wish?.until;
  const isPast = wish !== null && (wish.isPast ?? Temporal.PlainDate.compare(until ?? wish.date, today) < 0);
  return {
    date: wish?.date.toString() ?? null,
    untilDate: until ? until.toString() : null,
    from: times.from,
    to: times.to,
    exact: times.exact,
    isPast,
    isHalfOfDaySaid: times.isHalfOfDaySaid,
  };
}

/**
 * Reads a wish for a day and time in the business's zone: "tomorrow after three", "next Tuesday morning",
 * "the 14th at half past two". The last of several versions counts ("Tuesday, no wait, Thursday").
 * @param options.expectsTime a lone number counts as a time.
 * @returns null where nothing was said of time.
 */
export function readWhen(
  utterance: string,
  options: { now: Date; timeZone: string; expectsTime?: boolean },
): When | null {
  const today = localDate(options.now, options.timeZone);
  const text = TAKEN_BACK.reduce(
    (said, pattern) => said.replace(pattern, " "),
    utterance
      .toLowerCase()
      .replace(/[’`]/g, "'")
      .replace(/\bo'? ?clock\b/g, "o'clock")
      .replace(/\bgood (?:morning|afternoon|evening|night)\b/g, " "),
  );
  const versions = text
    .split(AGAIN)
    .map((version) => readOnce(version, today, options.expectsTime || MAKES_IT.test(text)))
    .filter((version) => version !== null);
  return versions.reduce<When | null>((before, next) => (before ? mergeWhen(before, next) : next), null);
}

/** A later wish over an earlier one: a new day keeps the time of day that was asked for, and the other way round. */
export function mergeWhen(before: When | null, next: When): When {
  if (!before) return next;
  const hasTime = next.from !== null || next.to !== null || next.exact !== null;
  return {
    date: next.date ?? before.date,
    untilDate: next.date ? next.untilDate : before.untilDate,
    from: hasTime ? next.from : before.from,
    to: hasTime ? next.to : before.to,
    exact: hasTime ? next.exact : before.exact,
    isPast: next.date ? next.isPast : before.isPast,
    isHalfOfDaySaid: hasTime ? next.isHalfOfDaySaid : before.isHalfOfDaySaid,
  };
}
