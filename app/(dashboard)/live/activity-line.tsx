"use client";

import { useEffect, useState } from "react";
import { formatOffset } from "@/lib/ui/format";
import dot from "@/lib/ui/live-dot.module.css";
import classes from "./live.module.css";

/** What is shown of a call at this moment. Instants are ISO 8601. */
export interface MomentView {
  text: string;
  /** What is shown instead from an instant on, when nothing is heard of the call by then. */
  later: { at: string; text: string } | null;
  startedAt: string;
  /** When the page was made: the first length shown is that of the server. */
  now: string;
}

const secondsBetween = (from: string, to: number): number => Math.max(0, (to - Date.parse(from)) / 1000);

/** What the receptionist is doing, and how long the call has been on. */
export function ActivityLine({ moment }: { moment: MomentView }) {
  const { later, startedAt } = moment;
  const [now, setNow] = useState(() => Date.parse(moment.now));
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, []);
  const isLater = later !== null && now >= Date.parse(later.at);
  return (
    <div className={classes.now}>
      <span className={dot.dot} aria-hidden="true" />
      <span className={classes.activity} role="status">
        {isLater ? later.text : moment.text}
      </span>
      <span className={classes.elapsed} role="timer" aria-label="On the line for">
        {formatOffset(secondsBetween(startedAt, now))}
      </span>
    </div>
  );
}
