import type { Metadata } from "next";
import classes from "./book.module.css";

export const metadata: Metadata = { title: { absolute: "Not found" }, robots: { index: false } };

/** What a customer is told whose link leads to no business and to no appointment. */
export default function NotFound() {
  return (
    <main id="content" className={classes.main}>
      <h1 className={classes.title}>There is nothing here</h1>
      <section aria-label="What to do" className={classes.section}>
        <p className={classes.lead}>The link may be incomplete, or what it led to is gone.</p>
        <p>Open it again from the e-mail or page that it stands in, or call the business.</p>
      </section>
    </main>
  );
}
