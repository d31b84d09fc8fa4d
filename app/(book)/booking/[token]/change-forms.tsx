import Link from "next/link";
import type { PublicBooking } from "@/lib/domain/public-booking";
import { formatMoment } from "@/lib/ui/format";
import classes from "../../book.module.css";
import { OwnTime } from "../../own-time";
import { StepHeading } from "../../step-heading";
import { cancelAction, moveAction } from "./actions";
import { type Trouble, troubleText } from "./troubles";

const isInstant = (text: string): boolean => !Number.isNaN(Date.parse(text));

/** Why a change did not happen, and what is free instead. */
export function Refusal({
  trouble,
  others,
  timeZone,
  hrefAt,
}: {
  trouble: Trouble | undefined;
  others: string[];
  timeZone: string;
  hrefAt: (instant: string) => string;
}) {
  if (!trouble) return null;
  return (
    <div role="alert" className={classes.alert}>
      <p>{troubleText(trouble)}</p>
      <div className={classes.others}>
        {others.filter(isInstant).map((instant) => (
          <Link key={instant} href={hrefAt(instant)} prefetch={false} className={classes.other}>
            {formatMoment(new Date(instant), timeZone)}
            <OwnTime instant={instant} timeZone={timeZone} />
          </Link>
        ))}
      </div>
    </div>
  );
}

/** Asks once more before an appointment is moved. Works without scripts. */
export function MoveForm({
  token,
  booking: { business },
  startsAt,
  backHref,
}: {
  token: string;
  booking: PublicBooking;
  startsAt: string;
  backHref: string;
}) {
  return (
    <section aria-labelledby="move" className={classes.section}>
      <StepHeading id="move">Move it to this time?</StepHeading>
      <p className={classes.lead}>
        {formatMoment(new Date(startsAt), business.timeZone)}
        <OwnTime instant={startsAt} timeZone={business.timeZone} />
      </p>
      <form action={moveAction} className={classes.actions}>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="startsAt" value={startsAt} />
        <button type="submit" className={classes.button}>
          Move it
        </button>
        <Link href={backHref} prefetch={false} className={classes.quiet}>
          Choose another time
        </Link>
      </form>
    </section>
  );
}

/** Asks once more before an appointment is cancelled. Works without scripts. */
export function CancelForm({ token }: { token: string }) {
  return (
    <section aria-labelledby="cancel" className={classes.section}>
      <StepHeading id="cancel">Cancel this appointment?</StepHeading>
      <p>The time is given to somebody else, and cannot be taken back.</p>
      <form action={cancelAction} className={classes.actions}>
        <input type="hidden" name="token" value={token} />
        <button type="submit" className={classes.danger}>
          Cancel the appointment
        </button>
        <Link href={`/booking/${token}`} prefetch={false} className={classes.quiet}>
          Keep it
        </Link>
      </form>
    </section>
  );
}
