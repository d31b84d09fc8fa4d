import { Badge } from "@mantine/core";
import type { Call } from "@/lib/domain/calls";
import { CALL_STATUS, isLive } from "./call-words";
import classes from "./live-dot.module.css";

/** The state of a call; one that goes on has a pulsing dot. */
export function CallStatusBadge({ status }: { status: Call["status"] }) {
  const { label, color } = CALL_STATUS[status];
  return (
    <Badge
      variant={isLive(status) ? "filled" : "light"}
      color={color}
      leftSection={isLive(status) ? <span className={classes.dot} aria-hidden="true" /> : null}
    >
      {label}
    </Badge>
  );
}
