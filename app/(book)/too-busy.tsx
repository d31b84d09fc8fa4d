import { DomainError } from "@/lib/domain/errors";
import classes from "./book.module.css";
import { PhoneLink } from "./business-head";

/** What was asked, or null where too much is asked at once. */
export async function unlessBusy<R>(ask: () => Promise<R>): Promise<R | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DomainError && error.code === "rate_limited") return null;
    throw error;
  }
}

/** In place of free times, where too much is asked at once: a customer still reaches the business. */
export function TooBusy({ phone }: { phone: string | null }) {
  return (
    <section aria-label="Free times" className={classes.section}>
      <p className={classes.lead}>Many people are looking at free times just now.</p>
      <p>
        Please load this page again in a minute
        {phone ? (
          <>
            , or call <PhoneLink phone={phone} />
          </>
        ) : null}
        .
      </p>
    </section>
  );
}
