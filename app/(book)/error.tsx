"use client";

import { useEffect, useRef } from "react";
import classes from "./book.module.css";

/** What a customer is told when something went wrong on our side. */
export default function BookError({ reset }: { error: Error; reset: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main id="content" className={classes.main}>
      <h1 ref={heading} tabIndex={-1} className={classes.title}>
        This page could not be loaded
      </h1>
      <section aria-label="What to do" className={classes.section}>
        <p className={classes.lead}>The trouble is on our side. What you have booked is kept.</p>
        <p>Please try again. If that does not help, call the business.</p>
        <p className={classes.actions}>
          <button type="button" onClick={reset} className={classes.submit}>
            Try again
          </button>
        </p>
      </section>
    </main>
  );
}
