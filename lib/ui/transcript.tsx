import { IconAlertTriangle, IconBolt } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { TextLink } from "./links";
import type { Deed } from "./tool-words";
import classes from "./transcript.module.css";

/** One line of a call as it is shown: something said, or something done. */
export type TranscriptItem =
  | {
      kind: "turn";
      key: string;
      speaker: "caller" | "desk";
      name: string;
      time: string | null;
      text: string;
      /** What stands below the words. */
      note?: ReactNode;
    }
  | { kind: "deed"; key: string; deed: Deed };

function DeedLine({ deed }: { deed: Deed }) {
  const Icon = deed.hasFailed ? IconAlertTriangle : IconBolt;
  return (
    <div className={`${classes.deed} ${deed.hasFailed ? classes.failed : ""}`}>
      <Icon size={16} stroke={1.8} aria-hidden="true" />
      <span>{deed.text}</span>
      {deed.detail ? <span className={classes.detail}>{deed.detail}</span> : null}
      {deed.href && deed.linkText ? (
        <TextLink href={deed.href} size="sm" prefetch={false}>
          {deed.linkText}
        </TextLink>
      ) : null}
    </div>
  );
}

/** A conversation as turns with times, and what the receptionist did between them. */
export function Transcript({ items, label }: { items: TranscriptItem[]; label: string }) {
  return (
    <ol className={classes.list} aria-label={label}>
      {items.map((item) =>
        item.kind === "deed" ? (
          <li key={item.key} style={{ display: "contents" }}>
            <DeedLine deed={item.deed} />
          </li>
        ) : (
          <li key={item.key} className={`${classes.turn} ${classes[item.speaker]}`}>
            <span className={classes.meta}>
              {item.name}
              {item.time ? ` · ${item.time}` : ""}
            </span>
            <p className={classes.bubble}>{item.text}</p>
            {item.note ? <div className={classes.note}>{item.note}</div> : null}
          </li>
        ),
      )}
    </ol>
  );
}
