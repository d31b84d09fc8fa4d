import { Temporal } from "temporal-polyfill";
import type { Closure, DayInterval } from "@/lib/domain/businesses";
import { covers, DAY_NAMES } from "@/lib/domain/week-hours";

/** The week as people tell it: from Monday. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];

/** "HH:MM" as it is said: "9 AM", "5:30 PM", "noon", "midnight". */
export function timeText(time: string): string {
  if (time === "00:00") return "midnight";
  if (time === "12:00") return "noon";
  const hour = Number(time.slice(0, 2));
  const minutes = time.slice(3, 5);
  return `${hour % 12 || 12}${minutes === "00" ? "" : `:${minutes}`} ${hour < 12 ? "AM" : "PM"}`;
}

const listed = (items: string[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;

function dayHours(hours: readonly DayInterval[], day: number): string {
  const spans = hours
    .filter((interval) => interval.isOpen && interval.dayOfWeek === day)
    .sort((one, two) => one.opensAt.localeCompare(two.opensAt))
    .map(({ opensAt, closesAt }) =>
      opensAt === closesAt ? "around the clock" : `${timeText(opensAt)} to ${timeText(closesAt)}`,
    );
  return listed(spans);
}

/** Runs of days in a row as "Monday to Friday", others by name. */
function dayNames(days: number[]): string {
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run && WEEK.indexOf(day) === WEEK.indexOf(run.at(-1) ?? -1) + 1) run.push(day);
    else runs.push([day]);
  }
  const names = runs.flatMap((run) => {
    const [first = 0, last = 0] = [run[0], run.at(-1)];
    return run.length > 2
      ? [`${DAY_NAMES[first]} to ${DAY_NAMES[last]}`]
      : run.map((day) => DAY_NAMES[day] ?? "");
  });
  return listed(names);
}

/** A week's opening hours in one spoken sentence; empty where none are set. */
export function hoursText(hours: readonly DayInterval[]): string {
  const groups = new Map<string, number[]>();
  for (const day of WEEK) {
    const text = dayHours(hours, day);
    groups.set(text, [...(groups.get(text) ?? []), day]);
  }
  const closed = groups.get("") ?? [];
  if (closed.length === WEEK.length) return "";
  groups.delete("");
  if (groups.size === 1 && closed.length === 0) return `We're open every day, ${[...groups.keys()][0]}.`;
  const open = [...groups].map(([text, days]) => `${dayNames(days)} ${text}`);
  const shut = closed.length > 0 ? `, and closed on ${dayNames(closed)}` : "";
  return `We're open ${open.join("; ")}${shut}.`;
}

/** Whether a moment lies inside opening hours and outside every closure of the whole business. */
export function isOpenAt(
  moment: Date,
  rules: { timeZone: string; hours: readonly DayInterval[]; closures: readonly Closure[] },
): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO(rules.timeZone)
    .toPlainDateTime();
  const text = local.toString({ smallestUnit: "minute" });
  const isClosed = rules.closures.some(
    (closure) => closure.calendarId === null && closure.startsAtLocal <= text && text < closure.endsAtLocal,
  );
  if (isClosed) return false;
  const shown = { dayOfWeek: local.dayOfWeek % 7, time: text.slice(11) };
  return rules.hours.some((interval) => interval.isOpen && covers(interval, shown));
}
