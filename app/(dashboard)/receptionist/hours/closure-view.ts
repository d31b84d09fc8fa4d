import type { Closure } from "@/lib/domain/businesses";
import type { Calendar } from "@/lib/domain/calendars";
import { wallDayText, wallShortDayText, wallSpanText } from "@/lib/ui/format";
import { addDays } from "@/lib/ui/wall-time";

/** Time off as the page shows it. */
export interface ClosureView {
  id: string;
  name: string;
  calendarId: string | null;
  startsAtLocal: string;
  endsAtLocal: string;
  /** "Friday, January 1", "Dec 24 – 26", "Friday, January 1, 1:00 – 3:00 PM". */
  when: string;
  /** Whose time off it is; null for the whole business. */
  whose: string | null;
}

function whenText({ startsAtLocal, endsAtLocal }: Closure): string {
  const isWholeDays = startsAtLocal.endsWith("T00:00") && endsAtLocal.endsWith("T00:00");
  if (!isWholeDays) {
    const [start, end] = [`${startsAtLocal}:00`, `${endsAtLocal}:00`];
    const isOneDay = startsAtLocal.slice(0, 10) === endsAtLocal.slice(0, 10);
    return isOneDay ? wallSpanText(start, end) : `${wallSpanText(start, start)} …`;
  }
  const [first, last] = [startsAtLocal.slice(0, 10), addDays(endsAtLocal.slice(0, 10), -1)];
  return first === last ? wallDayText(first) : `${wallShortDayText(first)} – ${wallShortDayText(last)}`;
}

export const closureView = (closure: Closure, calendars: readonly Calendar[]): ClosureView => ({
  id: closure.id,
  name: closure.name,
  calendarId: closure.calendarId,
  startsAtLocal: closure.startsAtLocal,
  endsAtLocal: closure.endsAtLocal,
  when: whenText(closure),
  whose:
    closure.calendarId === null
      ? null
      : (calendars.find(({ id }) => id === closure.calendarId)?.name ?? "A former calendar"),
});
