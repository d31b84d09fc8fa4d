import { Temporal } from "temporal-polyfill";
import type { NotificationSettings } from "@/lib/domain/businesses";

type QuietHours = NonNullable<NotificationSettings["quietHours"]>;

/** The first moment at or after a local time of a day: in a gap of the clock the moment of the jump. */
function firstInstantAt(time: Temporal.PlainDateTime, timeZone: string): Temporal.Instant {
  const at = time.toZonedDateTime(timeZone, { disambiguation: "compatible" });
  if (at.toPlainDateTime().equals(time)) return at.toInstant();
  return at.getTimeZoneTransition("previous")?.toInstant() ?? at.toInstant();
}

/**
 * When the quiet hours end that an instant lies in; null outside of them. Read on the wall clock of the zone: hours
 * whose end is not after their start cross midnight.
 * @param timeZone IANA.
 */
export function quietUntil(now: Date, { from, to }: QuietHours, timeZone: string): Date | null {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const [start, end] = [Temporal.PlainTime.from(from), Temporal.PlainTime.from(to)];
  const hasBegun = Temporal.PlainTime.compare(local.toPlainTime(), start) >= 0;
  const isBeforeEnd = Temporal.PlainTime.compare(local.toPlainTime(), end) < 0;
  const crossesMidnight = Temporal.PlainTime.compare(end, start) <= 0;
  const isQuiet = crossesMidnight ? hasBegun || isBeforeEnd : hasBegun && isBeforeEnd;
  if (!isQuiet) return null;
  const day = crossesMidnight && !isBeforeEnd ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate();
  const wall = day.toPlainDateTime(end);
  const first = firstInstantAt(wall, timeZone);
  // In an hour that the clock shows twice, the first end may lie behind.
  const ends =
    first.epochMilliseconds > now.getTime()
      ? first
      : wall.toZonedDateTime(timeZone, { disambiguation: "later" }).toInstant();
  return new Date(ends.epochMilliseconds);
}
