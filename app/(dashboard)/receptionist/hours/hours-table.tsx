import { wallTimeText } from "@/lib/ui/format";
import classes from "./hours.module.css";
import { type Day, noteOf, type Stretch } from "./week";

const A_DAY = "2000-01-01";

function stretchText(stretch: Stretch): string {
  const note = noteOf(stretch);
  if (note === "24 hours") return note;
  const [opens, closes] = [stretch.opensAt, stretch.closesAt].map((time) =>
    wallTimeText(`${A_DAY} ${time}:00`),
  );
  return `${opens} – ${closes}${note ? ` ${note}` : ""}`;
}

/** A week of hours to read. */
export function HoursTable({ days, closed = "Closed" }: { days: Day[]; closed?: string }) {
  return (
    <dl className={classes.table}>
      {days.map(({ dayOfWeek, name, isOpen, stretches }) => (
        <div key={dayOfWeek} className={classes.tableRow}>
          <dt>{name}</dt>
          <dd>{isOpen ? stretches.map(stretchText).join(", ") : closed}</dd>
        </div>
      ))}
    </dl>
  );
}
