import { numberValue } from "./spoken-numbers";

/** A window of the day in local wall time, "HH:MM". */
export interface TimeWish {
  from: string | null;
  to: string | null;
  exact: string | null;
  isHalfOfDaySaid: boolean;
  /** The text without what was read as time. */
  rest: string;
}

const HOUR = "(?:1[0-9]|2[0-3]|0?[0-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";
const MINUTE =
  "(?:oh[- ](?:five)|five|ten|fifteen|twenty(?:[- ]five)?|thirty(?:[- ]five)?|forty(?:[- ]five)?|fifty(?:[- ]five)?|[0-5][0-9])";
const HALF = "(?:\\s*(?:a\\.?m\\b\\.?|p\\.?m\\b\\.?)|\\s+in the (?:morning|afternoon|evening)|\\s+at night)?";
const CLOCK = [
  `${HOUR}[:.][0-5][0-9]${HALF}`,
  `${HOUR}[- ]${MINUTE}\\b${HALF}`,
  `${HOUR}\\s*o'?\\s?clock${HALF}`,
  `${HOUR}(?:\\s*(?:a\\.?m\\b\\.?|p\\.?m\\b\\.?)|\\s+in the (?:morning|afternoon|evening)|\\s+at night)`,
  "noon|midday|midnight",
].join("|");
const BARE = `${HOUR}(?![\\w:/]|\\s*(?:st|nd|rd|th|days?|weeks?|months?|people|hours?|minutes?|one)\\b)`;

/** How a time is meant, by the words before it. */
const SENSES: { words: string; sense: "from" | "to" | "around" | "exact" }[] = [
  {
    words: "(?:any ?time |some ?time )?(?:after|past|from|later than|not before|no earlier than)",
    sense: "from",
  },
  {
    words: "(?:any ?time |some ?time )?(?:before|by|until|till|no later than|not after|earlier than)",
    sense: "to",
  },
  { words: "(?:at )?(?:around|about|roughly|ish|near|close to|circa)", sense: "around" },
  {
    words:
      "(?:at|say|maybe|for(?! one(?! o'?clock|[ :-]\\d|\\s*(?:am|pm|thirty|fifteen)))|make it|how about|what about)",
    sense: "exact",
  },
];

/** Parts of a day. The last two are narrower than they sound, as callers mean them. */
const PARTS: { pattern: RegExp; from: string | null; to: string | null; half: "am" | "pm" }[] = [
  { pattern: /\b(first thing|early (in the )?morning|early morning)\b/, from: null, to: "10:00", half: "am" },
  { pattern: /\blate(r in the)? morning\b/, from: "10:00", to: "12:00", half: "am" },
  { pattern: /\bearly (in the )?afternoon\b/, from: "12:00", to: "14:30", half: "pm" },
  {
    pattern: /\b(late(r in the)? afternoon|end of the day|late in the day)\b/,
    from: "15:00",
    to: null,
    half: "pm",
  },
  { pattern: /\b(after (work|school))\b/, from: "16:00", to: null, half: "pm" },
  { pattern: /\b(at )?lunch(time| break)?\b/, from: "11:30", to: "13:30", half: "pm" },
  { pattern: /\b(mornings?|a\.m\.)(?! (?:to|good))/, from: null, to: "12:00", half: "am" },
  { pattern: /\bafternoons?\b/, from: "12:00", to: "17:00", half: "pm" },
  { pattern: /\b(evenings?|tonight|night)\b/, from: "17:00", to: null, half: "pm" },
];

const clock = (hour: number, minute: number): string =>
  `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;

export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** "HH:MM" moved by minutes, kept inside the day. */
export function shiftTime(time: string, minutes: number): string {
  const moved = Math.min(23 * 60 + 59, Math.max(0, minutesOf(time) + minutes));
  return clock(Math.floor(moved / 60), moved % 60);
}

/** "half past two" as "2:30", "quarter to four" as "3:45". */
function relativeAsClock(text: string): string {
  const amounts: Record<string, number> = { half: 30, quarter: 15, five: 5, ten: 10, twenty: 20 };
  const past = new RegExp(
    `\\b(?:a )?(half|quarter|five|ten|twenty)(?: minutes)? (?:past|after) (${HOUR})\\b`,
    "g",
  );
  const before = new RegExp(
    `\\b(?:a )?(quarter|(?:five|ten|twenty)(?= minutes))(?: minutes)? (?:to|before|till) (${HOUR})\\b`,
    "g",
  );
  return text
    .replace(
      past,
      (_all, amount: string, hour: string) =>
        `${numberValue(hour)}:${String(amounts[amount]).padStart(2, "0")}`,
    )
    .replace(before, (_all, amount: string, hour: string) => {
      const value = numberValue(hour) ?? 0;
      return `${value === 1 ? 12 : value - 1}:${60 - (amounts[amount] ?? 0)}`;
    });
}

/** One spoken time. Without am or pm the half is the one that businesses keep: 1 to 6 is afternoon. */
function readClock(
  spoken: string,
  partHalf: "am" | "pm" | null,
): { time: string; isHalfSaid: boolean } | null {
  const text = spoken.trim();
  if (/\bnoon|midday/.test(text)) return { time: "12:00", isHalfSaid: true };
  if (/midnight/.test(text)) return { time: "00:00", isHalfSaid: true };
  const said = /p\.?m\b|afternoon|evening|night/.test(text)
    ? "pm"
    : /a\.?m\b|morning/.test(text)
      ? "am"
      : null;
  const core = text.replace(/\s*(a\.?m\b\.?|p\.?m\b\.?|in the \w+|at night|o'?\s?clock)/g, "").trim();
  const [hours = "", ...minutes] = core.split(/[:.]|[- ](?=.)/);
  const hour = numberValue(hours);
  const minute = minutes.length > 0 ? (numberValue(minutes.join(" ")) ?? 0) : 0;
  if (hour === undefined || hour > 23 || minute > 59) return null;
  const is24 = hour > 12 || hour === 0 || /^0\d/.test(core);
  const half = said ?? (is24 ? null : partHalf);
  const isAfternoon = half ? half === "pm" : !is24 && (hour <= 6 || hour === 12);
  const full = is24 ? hour : (hour % 12) + (isAfternoon ? 12 : 0);
  return { time: clock(full, minute), isHalfSaid: half !== null || is24 };
}

/**
 * Reads the time of day that a caller wishes for.
 * @param text lower case.
 * @param expectsTime a lone "three" counts as a time, as after "which time suits you?".
 */
export function readTimes(text: string, expectsTime: boolean): TimeWish {
  let rest = relativeAsClock(text);
  const wish: TimeWish = { from: null, to: null, exact: null, isHalfOfDaySaid: false, rest };
  const part = PARTS.find(({ pattern }) => pattern.test(rest));
  const half = part?.half ?? null;
  const take = (match: RegExpMatchArray): void => {
    rest = rest.replace(match[0], " ");
  };
  const set = (key: "from" | "to" | "exact", spoken: string): string | null => {
    const read = readClock(spoken, half);
    if (!read) return null;
    wish[key] = read.time;
    wish.isHalfOfDaySaid ||= read.isHalfSaid;
    return read.time;
  };
  const range = rest.match(
    new RegExp(
      `\\b(?:(?:any ?time )?between|from)?\\s*(${CLOCK}|${BARE}) (?:and|to|until|till|-) (${CLOCK}|${BARE})`,
    ),
  );
  if (range?.[1] && range[2] && /between|from|\bto\b|-|until|till/.test(range[0])) {
    const [from, to] = [set("from", range[1]), set("to", range[2])];
    if (from && to && to <= from) wish.from = null;
    take(range);
  }
  for (const { words, sense } of SENSES) {
    if (wish.from ?? wish.to ?? wish.exact) break;
    const match = rest.match(new RegExp(`\\b${words} (${CLOCK}|${BARE})`));
    if (!match?.[1]) continue;
    if (sense === "around") {
      const time = set("exact", match[1]);
      if (time) [wish.from, wish.to, wish.exact] = [shiftTime(time, -60), shiftTime(time, 61), null];
    } else set(sense, match[1]);
    take(match);
  }
  if (!(wish.from ?? wish.to ?? wish.exact)) {
    const match =
      rest.match(new RegExp(`\\b(${CLOCK})`)) ??
      (expectsTime ? rest.match(new RegExp(`\\b(${BARE})`)) : null);
    if (match?.[1]) {
      set("exact", match[1]);
      take(match);
    }
  }
  if (part) {
    const match = rest.match(part.pattern);
    if (match) rest = rest.replace(match[0], " ");
    wish.isHalfOfDaySaid = true;
    if (!(wish.from ?? wish.to ?? wish.exact)) [wish.from, wish.to] = [part.from, part.to];
  }
  return { ...wish, rest };
}
