import { Badge, Text } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./fold-row.module.css";

/** A row of a list that opens: what it is about, its state where that needs a word, when, and all of it inside. */
export function FoldRow({
  title,
  detail,
  state,
  when,
  children,
}: {
  title: string;
  detail?: string | null;
  state: { label: string; color: string } | null;
  when: string;
  children: ReactNode;
}) {
  return (
    <details className={classes.row}>
      <summary className={classes.summary}>
        <span className={classes.grow}>
          <Text component="span" display="block" fw={600}>
            {title}
          </Text>
          {detail ? (
            <Text component="span" display="block" size="sm" c="dimmed">
              {detail}
            </Text>
          ) : null}
        </span>
        {state ? (
          <Badge variant="light" color={state.color} component="span">
            {state.label}
          </Badge>
        ) : null}
        <Text component="span" size="sm" c="dimmed" className={`fd-numbers ${classes.when}`}>
          {when}
        </Text>
        <IconChevronDown size={16} stroke={1.8} className={classes.chevron} aria-hidden="true" />
      </summary>
      <div className={classes.body}>{children}</div>
    </details>
  );
}
