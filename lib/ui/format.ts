/**
 * Texts of times, amounts and lengths, the same on the server and in the browser. Instants are shown in the
 * business's IANA zone, in US English.
 */
const LOCALE = "en-US";
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone}|${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone });
  formatters.set(key, made);
  return made;
}

// Engines differ in the space before AM and PM; one kind keeps server and browser texts equal.
const plainSpaces = (text: string): string => text.replaceAll("\u202f", " ");

/** "9:30 AM" */
export const formatTime = (instant: Date, timeZone: string): string =>
  plainSpaces(formatter(timeZone, { hour: "numeric", minute: "2-digit" }).format(instant));

/** "Mon, Mar 2" */
export const formatDay = (instant: Date, timeZone: string): string =>
  formatter(timeZone, { weekday: "short", month: "short", day: "numeric" }).format(instant);

/** "Monday, March 2" */
export const formatLongDay = (instant: Date, timeZone: string): string =>
  formatter(timeZone, { weekday: "long", month: "long", day: "numeric" }).format(instant);

/** "Monday, March 2 at 9:30 AM" */
export const formatMoment = (instant: Date, timeZone: string): string =>
  `${formatLongDay(instant, timeZone)} at ${formatTime(instant, timeZone)}`;

/** The calendar day of an instant, "YYYY-MM-DD". */
export function localDate(instant: Date, timeZone: string): string {
  const parts = formatter(timeZone, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(
    instant,
  );
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

const DAY_MILLISECONDS = 86_400_000;

/** Days from one local date to another, both "YYYY-MM-DD". */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MILLISECONDS);

/** "Today", "Yesterday", "Tomorrow", else "Mon, Mar 2". */
export function formatNearDay(instant: Date, now: Date, timeZone: string): string {
  const days = daysBetween(localDate(now, timeZone), localDate(instant, timeZone));
  if (days === 0) return "Today";
  if (days === -1) return "Yesterday";
  if (days === 1) return "Tomorrow";
  return formatDay(instant, timeZone);
}

/** "45 s", "3 min 12 s", "1 h 4 min" */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
  return minutes % 60 === 0
    ? `${Math.floor(minutes / 60)} h`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** "3:07", a place in a recording. */
export const formatOffset = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

const moneyFormat = (currency: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat =>
  new Intl.NumberFormat(LOCALE, { style: "currency", currency: currency.toUpperCase(), ...options });

/** How many digits the minor unit of a currency takes: 2 for dollars, 0 for yen. */
export const minorDigits = (currency: string): number =>
  moneyFormat(currency).resolvedOptions().maximumFractionDigits ?? 2;

/** "$" */
export const currencySymbol = (currency: string): string =>
  moneyFormat(currency)
    .formatToParts(0)
    .find(({ type }) => type === "currency")?.value ?? "";

/** "$120" or "$120.50". */
export function formatMoney(amountMinor: number, currency: string): string {
  const digits = minorDigits(currency);
  const amount = amountMinor / 10 ** digits;
  return moneyFormat(currency, { minimumFractionDigits: Number.isInteger(amount) ? 0 : digits }).format(
    amount,
  );
}

/** "(212) 555-0123" at home, "+44 20 7946 0958" kept as it is elsewhere. */
export function formatPhone(e164: string): string {
  const home = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164);
  return home ? `(${home[1]}) ${home[2]}-${home[3]}` : e164;
}

/** "1 call", "3 calls" */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString(LOCALE)} ${count === 1 ? one : many}`;

/** Up to two initials of a name, for a round mark. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const last = words.length > 1 ? words.at(-1) : undefined;
  return `${words[0]?.[0] ?? ""}${last?.[0] ?? ""}`.toUpperCase();
}

/** What the clock of a zone shows: "YYYY-MM-DD HH:mm:ss". */
export function clockAt(instant: Date, timeZone: string): string {
  const time = formatter(timeZone, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).format(instant);
  return `${localDate(instant, timeZone)} ${time}`;
}

const atWall = (wall: string): Date =>
  new Date(`${wall.slice(0, 10)}T${wall.length > 10 ? wall.slice(11) : "00:00:00"}Z`);

/** "9:30 AM" of a wall time "YYYY-MM-DD HH:mm:ss". */
export const wallTimeText = (wall: string): string => formatTime(atWall(wall), "UTC");

/** "9:30" of a wall time, where the half of the day is plain. */
export const wallClockText = (wall: string): string => wallTimeText(wall).replace(/ [AP]M$/, "");

/** "Monday, March 2" of a wall time or a day "YYYY-MM-DD". */
export const wallDayText = (wall: string): string => formatLongDay(atWall(wall), "UTC");

/** "Mon, Mar 2" of a wall time or a day "YYYY-MM-DD". */
export const wallShortDayText = (wall: string): string => formatDay(atWall(wall), "UTC");

/** "Monday, March 2 at 9:30 AM" of a wall time. */
export const wallMomentText = (wall: string): string => formatMoment(atWall(wall), "UTC");

/** "Monday, March 2, 9:30 – 10:00 AM" of two wall times. */
export const wallSpanText = (start: string, end: string): string => {
  const isOneHalf = wallTimeText(start).slice(-2) === wallTimeText(end).slice(-2);
  const from = isOneHalf ? wallClockText(start) : wallTimeText(start);
  return `${wallDayText(start)}, ${from} – ${wallTimeText(end)}`;
};

/** "Mon" and "2" of a day "YYYY-MM-DD". */
export const dayParts = (day: string): { weekday: string; number: string } => ({
  weekday: formatter("UTC", { weekday: "short" }).format(atWall(day)),
  number: String(Number(day.slice(8, 10))),
});

/** "March 2 – 8, 2026" of two days "YYYY-MM-DD". */
export const dayRangeText = (first: string, last: string): string =>
  formatter("UTC", { month: "long", day: "numeric", year: "numeric" })
    .formatRange(atWall(first), atWall(last))
    .replaceAll("\u2009", " ");
