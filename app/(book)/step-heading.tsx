"use client";

import { type ReactNode, useEffect, useRef } from "react";
import classes from "./book.module.css";

let isFirstPage = true;

/** The heading of a step: takes the focus when the step follows another one, not when the page is opened. */
export function StepHeading({ id, children }: { id: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, []);
  return (
    <h2 id={id} ref={heading} tabIndex={-1} className={classes.step}>
      {children}
    </h2>
  );
}
