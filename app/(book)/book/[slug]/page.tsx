import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import {
  type BookingPage,
  type FreeTimes,
  freeTimesOf,
  isOffered,
  type PublicService,
  readBookingPage,
} from "@/lib/domain/public-booking";
import { appUrl } from "@/lib/env";
import { orNull } from "@/lib/ui/or-null";
import { guardLooks, publicContext } from "@/lib/wiring";
import classes from "../../book.module.css";
import { BusinessHead, PhoneLink } from "../../business-head";
import { TimePicker } from "../../time-picker";
import { TooBusy, unlessBusy } from "../../too-busy";
import { bookHref, type Choices, choices } from "./address";
import { Details } from "./details";
import { PeopleChoice, ServiceList, ServiceSummary } from "./service-choice";

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

/** What is booked: the service chosen, or the only one there is; null where that is open, or nobody offers it. */
function chosenService({ services }: BookingPage, id: string | undefined): PublicService | null {
  const only = services.length === 1 ? services[0] : undefined;
  const service = services.find((one) => one.id === id) ?? only;
  return service && service.calendarIds.length > 0 ? service : null;
}

/** A form that was sent without scripts: it tells by itself what became of the time. */
const isSentForm = async (): Promise<boolean> =>
  (await headers()).get("content-type")?.startsWith("multipart/form-data") ?? false;

interface Seen {
  /** Null: something that was chosen is there no more. */
  times: FreeTimes | null;
  /** The time that was chosen can be booked. */
  isFree: boolean;
}

/** What is free; not asked for while the time that was chosen is. */
async function look(slug: string, service: PublicService, chosen: Choices): Promise<Seen> {
  if (chosen.at && (await isSentForm())) return { times: null, isFree: true };
  const ctx = await publicContext();
  await guardLooks(ctx.ip);
  const wish = { serviceId: service.id, calendarId: chosen.with ?? null, from: chosen.from };
  if (chosen.at) {
    const offer = isOffered(ctx, slug, { ...wish, startsAt: new Date(chosen.at) });
    if (await orNull(offer, "validation_failed")) return { times: null, isFree: true };
  }
  return { times: await orNull(freeTimesOf(ctx, slug, wish), "validation_failed"), isFree: false };
}

async function Steps({ page, chosen }: { page: BookingPage; chosen: Choices }) {
  const { business, services, calendars } = page;
  const { slug } = business;
  const service = chosenService(page, chosen.service);
  if (!service) return <ServiceList business={business} services={services} />;
  const people = calendars.filter(({ id }) => service.calendarIds.includes(id));
  const person = people.find(({ id }) => id === chosen.with);
  const sure: Choices = { service: service.id ?? undefined, with: person?.id };
  const seen = await unlessBusy(() => look(slug, service, { ...chosen, ...sure }));
  if (!seen) return <TooBusy phone={business.phone} />;
  const { times, isFree } = seen;
  if (chosen.at && isFree) {
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
  if (!times) return <ServiceList business={business} services={services} />;
  const href = (more: Choices) => bookHref(slug, { ...sure, ...more });
  return (
    <>
      <ServiceSummary service={service} changeHref={services.length > 1 ? bookHref(slug, {}) : null} />
      {people.length > 1 ? (
        <PeopleChoice people={people} chosenId={person?.id} hrefOf={(id) => href({ with: id })} />
      ) : null}
      {chosen.at ? (
        <p role="alert" className={classes.alert}>
          That time cannot be booked any more. Please choose another.
        </p>
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
