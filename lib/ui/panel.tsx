import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./panel.module.css";

/**
 * A titled surface. `flush` leaves the sides to the content (lists of rows).
 * The title names the section for screen readers.
 */
export function Panel({
  id,
  title,
  aside,
  flush = false,
  children,
}: {
  id: string;
  title: string;
  aside?: ReactNode;
  flush?: boolean;
  children: ReactNode;
}) {
  return (
    <section className={classes.panel} aria-labelledby={`${id}-title`} id={id}>
      <div className={classes.head}>
        <Title order={2} id={`${id}-title`}>
          {title}
        </Title>
        {aside}
      </div>
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  );
}

/** The same surface for a list that is its page's whole content and needs no title. */
export function Surface({ children }: { children: ReactNode }) {
  return <div className={`${classes.panel} ${classes.plain}`}>{children}</div>;
}
