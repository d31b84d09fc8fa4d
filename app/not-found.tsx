import type { Metadata } from "next";
import classes from "@/lib/ui/plain-page.module.css";

export const metadata: Metadata = { title: "Not found" };

/** Stands on nothing but its own styles: it is part of every page, also of those that must stay light. */
export default function NotFound() {
  return (
    <main id="content" className={classes.page}>
      <h1 className={classes.title}>There is nothing here</h1>
      <p className={classes.text}>The link may be old, or what it led to belongs to another business.</p>
      <p className={classes.actions}>
        <a href="/" className={classes.action}>
          Go to the start
        </a>
      </p>
    </main>
  );
}
