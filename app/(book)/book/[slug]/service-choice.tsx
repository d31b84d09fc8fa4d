import Link from "next/link";
import type { PublicBusiness, PublicCalendar, PublicService } from "@/lib/domain/public-booking";
import { formatMoney } from "@/lib/ui/format";
import classes from "../../book.module.css";
import { PhoneLink } from "../../business-head";
import { StepHeading } from "../../step-heading";
import { bookHref } from "./address";

/** "45 min · $120" */
export function serviceFacts({ durationMinutes, priceMinor, currency }: PublicService): string {
  const price = priceMinor === null ? null : formatMoney(priceMinor, currency);
  return [`${durationMinutes} min`, price].filter((fact) => fact !== null).join(" · ");
}

const ServiceWords = ({ service }: { service: PublicService }) => (
  <>
    <span className={classes.serviceName}>{service.name}</span>
    <span className={classes.serviceFacts}>{serviceFacts(service)}</span>
    {service.description ? <span className={classes.serviceText}>{service.description}</span> : null}
  </>
);

/** The first step. What nobody offers on the web stands there as well, but cannot be chosen. */
export function ServiceList({
  business: { slug, phone },
  services,
}: {
  business: PublicBusiness;
  services: PublicService[];
}) {
  return (
    <section aria-labelledby="what" className={classes.section}>
      <StepHeading id="what">What is it about?</StepHeading>
      <ul className={classes.services}>
        {services.map((service) => (
          <li key={service.id ?? service.name}>
            {service.calendarIds.length > 0 ? (
              <Link
                href={bookHref(slug, { service: service.id ?? undefined })}
                prefetch={false}
                className={classes.service}
              >
                <ServiceWords service={service} />
              </Link>
            ) : (
              <div className={classes.unoffered}>
                <ServiceWords service={service} />
                <span className={classes.serviceText}>
                  {phone ? "By phone only: " : "It cannot be booked here at present."}
                  {phone ? <PhoneLink phone={phone} /> : null}
                </span>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was chosen, with the way back where there is a choice. */
export function ServiceSummary({
  service,
  changeHref,
}: {
  service: PublicService;
  changeHref: string | null;
}) {
  return (
    <div className={classes.chosen}>
      <p>
        <b>{service.name}</b>
        <span className={classes.serviceFacts}> {serviceFacts(service)}</span>
      </p>
      {changeHref ? (
        <Link href={changeHref} prefetch={false} className={classes.change}>
          Change <span className={classes.hidden}>the service</span>
        </Link>
      ) : null}
    </div>
  );
}

/** With whom, where there are several: anyone first, which has most times. */
export function PeopleChoice({
  people,
  chosenId,
  hrefOf,
}: {
  people: PublicCalendar[];
  chosenId: string | undefined;
  hrefOf: (id: string | undefined) => string;
}) {
  const all = [{ id: undefined, name: "Anyone" }, ...people];
  return (
    <nav aria-label="With whom" className={classes.people}>
      {all.map(({ id, name }) => (
        <Link
          key={id ?? "anyone"}
          href={hrefOf(id)}
          prefetch={false}
          scroll={false}
          className={classes.person}
          aria-current={id === chosenId ? "true" : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
