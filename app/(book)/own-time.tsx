"use client";

import { useSyncExternalStore } from "react";
import { clockAt, formatDay, formatTime } from "@/lib/ui/format";
import classes from "./book.module.css";

const nothingChanges = () => () => {};
let zone: string | undefined;
/** Asked once: every time on the page asks, and a formatter is slow to make. */
const ownZone = (): string => {
  zone ??= Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone;
};

/** The visitor's zone where its clock shows another time at this instant; null on the server and where it does not. */
function useOtherZone(instant: string, timeZone: string): string | null {
  const own = useSyncExternalStore(nothingChanges, ownZone, () => null);
  if (own === null || own === timeZone) return null;
  const at = new Date(instant);
  return clockAt(at, own) !== clockAt(at, timeZone) ? own : null;
}

const cityOf = (zone: string): string => zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone;

/** The same instant on the visitor's own clock, where that differs from the business's. */
export function OwnTime({ instant, timeZone }: { instant: string; timeZone: string }) {
  const own = useOtherZone(instant, timeZone);
  if (own === null) return null;
  const at = new Date(instant);
  const isOtherDay = clockAt(at, own).slice(0, 10) !== clockAt(at, timeZone).slice(0, 10);
  return (
    <span className={classes.ownTime}>
      {isOtherDay ? `${formatDay(at, own)}, ` : ""}
      {formatTime(at, own)} your time
    </span>
  );
}

/** Whose clock the times are on; and that the visitor's own stands below. */
export function ZoneNote({ instant, timeZone, name }: { instant: string; timeZone: string; name: string }) {
  const own = useOtherZone(instant, timeZone);
  return (
    <p className={classes.hint}>
      Times are on the clock of {name} ({cityOf(timeZone)}).
      {own === null ? null : ` Below each stands your time (${cityOf(own)}).`}
    </p>
  );
}
