"use client";

import { useEffect, useRef } from "react";
import classes from "@/lib/ui/plain-page.module.css";

/** As the page of what is not there: part of every page, and so without the product's components. */
export default function AppError({ reset }: { error: Error; reset: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main id="content" className={classes.page}>
      <h1 ref={heading} tabIndex={-1} className={classes.title}>
        This page could not be loaded
      </h1>
      <p className={classes.text}>
        The trouble is on our side, and your data is safe. Trying again usually helps.
      </p>
      <p className={classes.actions}>
        <button type="button" onClick={reset} className={classes.action}>
          Try again
        </button>
      </p>
    </main>
  );
}
