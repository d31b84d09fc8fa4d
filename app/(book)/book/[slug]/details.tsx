import { randomUUID } from "node:crypto";
import Link from "next/link";
import type { BookingPage, PublicCalendar, PublicService } from "@/lib/domain/public-booking";
import { formatMoment } from "@/lib/ui/format";
import classes from "../../book.module.css";
import { OwnTime } from "../../own-time";
import { StepHeading } from "../../step-heading";
import { bookHref, type Choices } from "./address";
import { BookingForm } from "./booking-form";
import { serviceFacts } from "./service-choice";

interface DetailsProps {
  page: BookingPage;
  service: PublicService;
  person: PublicCalendar | undefined;
  /** ISO 8601. */
  startsAt: string;
  /** The choices before, for the way back. */
  chosen: Choices;
}

/** The last step: what was chosen, and who books. */
export function Details({ page: { business }, service, person, startsAt, chosen }: DetailsProps) {
  const { slug, timeZone, phone } = business;
  return (
    <section aria-labelledby="who" className={classes.section}>
      <div className={classes.chosen}>
        <p>
          <b>{formatMoment(new Date(startsAt), timeZone)}</b>
          <OwnTime instant={startsAt} timeZone={timeZone} />
          <span className={classes.serviceFacts}>
            {service.name} · {serviceFacts(service)}
            {person ? ` · ${person.name}` : ""}
          </span>
        </p>
        <Link href={bookHref(slug, chosen)} prefetch={false} className={classes.change}>
          Change <span className={classes.hidden}>the time</span>
        </Link>
      </div>
      <StepHeading id="who">Your details</StepHeading>
      <BookingForm
        key={startsAt}
        fixed={{
          slug,
          serviceId: service.id ?? "",
          calendarId: person?.id ?? "",
          startsAt,
          requestKey: randomUUID(),
        }}
        timeZone={timeZone}
        phone={phone}
      />
    </section>
  );
}
