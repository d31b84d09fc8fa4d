import { Text } from "@mantine/core";
import Link from "next/link";
import type { Call } from "@/lib/domain/calls";
import classes from "./call-row.module.css";
import { CallStatusBadge } from "./call-status-badge";
import { callerNumber, callerText, isWithReceptionist, outcomeText } from "./call-words";
import { formatDuration, formatNearDay, formatTime } from "./format";

/** One call in a list: who, what came of it, when, how long. The whole row leads to the call. */
export function CallRow({ call, timeZone, now }: { call: Call; timeZone: string; now: Date }) {
  const number = callerNumber(call);
  const name = callerText(call);
  const result = call.summary ?? outcomeText(call.outcome);
  return (
    <Link href={`/calls/${call.id}`} className={classes.row} prefetch={false}>
      <span className={classes.who}>
        <Text component="span" display="block" fw={600} truncate>
          {name}
        </Text>
        {number && number !== name ? (
          <Text component="span" display="block" size="sm" c="dimmed" className="fd-numbers">
            {number}
          </Text>
        ) : null}
      </span>
      <span className={classes.what}>
        <Text component="span" size="sm" lineClamp={2}>
          {result ?? (isWithReceptionist(call) ? "The receptionist is on the phone." : "")}
        </Text>
      </span>
      <span className={classes.state}>
        <CallStatusBadge status={call.status} />
      </span>
      <span className={classes.when}>
        <Text component="span" display="block" size="sm" className="fd-numbers">
          {formatNearDay(call.startedAt, now, timeZone)}, {formatTime(call.startedAt, timeZone)}
        </Text>
        {call.durationSeconds ? (
          <Text component="span" display="block" size="sm" c="dimmed" className="fd-numbers">
            {formatDuration(call.durationSeconds)}
          </Text>
        ) : null}
      </span>
    </Link>
  );
}
