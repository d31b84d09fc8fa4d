import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { DomainError } from "@/lib/domain/errors";
import {
  type BookingPage,
  type FreeTimes,
  freeTimesOf,
  type PublicService,
  readBookingPage,
} from "@/lib/domain/public-booking";
import { appUrl } from "@/lib/env";
import { publicContext } from "@/lib/wiring";
import classes from "../../book.module.css";
import { BusinessHead, PhoneLink } from "../../business-head";
import { TimePicker } from "../../time-picker";
import { bookHref, type Choices, choices } from "./address";
import { Details } from "./details";
import { PeopleChoice, ServiceList, ServiceSummary } from "./service-choice";

const orNull = async <R,>(work: Promise<R>): Promise<R | null> => {
  try {
    return await work;
  } catch (error) {
    const isExpected =
      error instanceof DomainError && ["not_found", "validation_failed"].includes(error.code);
    if (isExpected) return null;
    throw error;
  }
};

const pageOf = cache(
  async (slug: string): Promise<BookingPage | null> => orNull(readBookingPage(await publicContext(), slug)),
);

export async function generateMetadata({ params }: PageProps<"/book/[slug]">): Promise<Metadata> {
  const { slug } = await params;
  const page = await pageOf(slug);
  if (!page) return { title: "Not found" };
  const { name, description, address } = page.business;
  return {
    title: { absolute: `Book an appointment at ${name}` },
    description:
      description.slice(0, 200) ||
      `Choose a free time at ${name}${address ? `, ${address}` : ""}, and book it in a minute.`,
    alternates: { canonical: `${appUrl()}/book/${slug}` },
    robots: page.business.isOpen ? { index: true, follow: true } : { index: false },
  };
}

const APPOINTMENT = {
  name: "Appointment",
  durationMinutes: 30,
  description: "",
  priceMinor: null,
  currency: "usd",
};

/** What is booked: the service chosen, the only one there is, or an appointment where there are none. */
function chosenService({ services, calendars }: BookingPage, id: string | undefined): PublicService | null {
  if (services.length === 0) return { ...APPOINTMENT, id: "", calendarIds: calendars.map((one) => one.id) };
  return (
    services.find((service) => service.id === id) ?? (services.length === 1 ? (services[0] ?? null) : null)
  );
}

async function timesFor(slug: string, service: PublicService, chosen: Choices): Promise<FreeTimes | null> {
  const wish = { serviceId: service.id || null, calendarId: chosen.with ?? null, from: chosen.from };
  return orNull(freeTimesOf(await publicContext(), slug, wish));
}

async function Steps({ page, chosen }: { page: BookingPage; chosen: Choices }) {
  const { business, services, calendars } = page;
  const { slug } = business;
  const service = chosenService(page, chosen.service);
  if (!service) return <ServiceList slug={slug} services={services} />;
  const people = calendars.filter(({ id }) => service.calendarIds.includes(id));
  const person = people.find(({ id }) => id === chosen.with);
  const sure: Choices = { service: service.id || undefined, with: person?.id };
  if (chosen.at) {
    return (
      <Details
        page={page}
        service={service}
        person={person}
        startsAt={chosen.at}
        chosen={{ ...sure, from: chosen.from, day: chosen.day }}
      />
    );
  }
  const times = await timesFor(slug, service, { ...sure, from: chosen.from });
  if (!times) notFound();
  const href = (more: Choices) => bookHref(slug, { ...sure, ...more });
  return (
    <>
      <ServiceSummary service={service} changeHref={services.length > 1 ? bookHref(slug, {}) : null} />
      {people.length > 1 ? (
        <PeopleChoice people={people} chosenId={person?.id} hrefOf={(id) => href({ with: id })} />
      ) : null}
      <TimePicker
        heading="Choose a time"
        times={times}
        day={chosen.day}
        business={business}
        hrefFrom={(from) => href({ from })}
        hrefDay={(from, day) => href({ from, day })}
        hrefAt={(at) => href({ from: chosen.from, day: chosen.day, at })}
      />
    </>
  );
}

/** The booking page of a business: service, person, time, and who books; each step has an address of its own. */
export default async function BookPage({ params, searchParams }: PageProps<"/book/[slug]">) {
  const { slug } = await params;
  const page = await pageOf(slug);
  if (!page) notFound();
  const { business } = page;
  return (
    <main id="content" className={classes.main}>
      <BusinessHead business={business} title="Book an appointment" />
      {business.isOpen ? (
        <Steps page={page} chosen={choices.parse(await searchParams)} />
      ) : (
        <section className={classes.section}>
          <p className={classes.lead}>{business.name} takes bookings by phone.</p>
          {business.phone ? (
            <p>
              Call <PhoneLink phone={business.phone} />, and a time is found for you.
            </p>
          ) : null}
        </section>
      )}
    </main>
  );
}
