import { Progress } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { UsageRow } from "@/lib/domain/limits";
import classes from "./billing.module.css";
import { THING_LABELS } from "./plan-words";

const whole = (amount: number): string => amount.toLocaleString("en-US");

function noteOf({ mark, isBeyond }: UsageRow): string | null {
  if (mark === 100) return "All used";
  if (mark === 80) return "80% or more used";
  return isBeyond ? "More than the plan includes" : null;
}

function Usage({ row, isBound }: { row: UsageRow; isBound: boolean }) {
  const note = isBound ? noteOf(row) : null;
  const label = THING_LABELS[row.thing];
  const isOut = row.mark === 100 || row.isBeyond;
  return (
    <li className={classes.usage}>
      <div className={classes.usageHead}>
        <span>{label}</span>
        <span className={classes.amount}>
          {isBound ? `${whole(row.used)} of ${whole(row.limit)}` : whole(row.used)}
        </span>
      </div>
      {isBound ? (
        <Progress
          value={Math.min(100, (row.used / row.limit) * 100)}
          color={isOut ? "red" : note ? "orange" : "lagoon"}
          size="md"
          radius="xl"
          aria-label={`${label}: ${whole(row.used)} of ${whole(row.limit)}`}
        />
      ) : null}
      {note ? (
        <span className={classes.note}>
          <IconAlertTriangle size={15} stroke={1.8} aria-hidden="true" />
          {note}
        </span>
      ) : null}
    </li>
  );
}

/** What is used of a plan, with numbers and words beside the bars. */
export function UsageList({ rows, isBound }: { rows: UsageRow[]; isBound: boolean }) {
  return (
    <ul className={classes.usages}>
      {rows.map((row) => (
        <Usage key={row.thing} row={row} isBound={isBound} />
      ))}
    </ul>
  );
}
