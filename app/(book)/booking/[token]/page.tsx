import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { bookingByToken, type PublicBooking, timesToMove } from "@/lib/domain/public-booking";
import { formatMoment, formatTime } from "@/lib/ui/format";
import { orNull } from "@/lib/ui/or-null";
import { guardLooks, publicContext } from "@/lib/wiring";
import classes from "../../book.module.css";
import { BusinessHead, PhoneLink } from "../../business-head";
import { inAddress } from "../../in-address";
import { OwnTime } from "../../own-time";
import { StepHeading } from "../../step-heading";
import { TimePicker } from "../../time-picker";
import { TooBusy, unlessBusy } from "../../too-busy";
import { CancelForm, MoveForm, Refusal } from "./change-forms";
import { TROUBLE_WORDS } from "./troubles";

export const metadata: Metadata = {
  title: { absolute: "Your appointment" },
  robots: { index: false, follow: false },
  // The address is the key: no other site learns it. Of "no-referrer" browsers make a form that is refused.
  referrer: "same-origin",
};

const wishes = z.object({
  /** What has just been done. */
  new: inAddress(z.string()),
  moved: inAddress(z.string()),
  do: inAddress(z.enum(["move", "cancel"])),
  from: inAddress(z.iso.date()),
  day: inAddress(z.iso.date()),
  at: inAddress(z.iso.datetime()),
  trouble: inAddress(z.enum(TROUBLE_WORDS)),
  /** Free times in place of a taken one. */
  others: inAddress(z.string().max(200)),
});
type Wishes = z.infer<typeof wishes>;

const bookingOf = cache(
  async (token: string): Promise<PublicBooking | null> =>
    orNull(bookingByToken(await publicContext(), token)),
);

function titleOf({ status, isOpen, business }: PublicBooking, asked: Wishes): string {
  if (status === "cancelled") return "Your appointment is cancelled";
  if (!isOpen) return "This appointment is over";
  if (asked.moved) return "Your appointment is moved";
  if (asked.new) return status === "pending" ? "We have your booking" : "You are booked";
  return `Your appointment at ${business.name}`;
}

function statusText({ status, isOpen, business }: PublicBooking): string | null {
  if (!isOpen) return null;
  return status === "pending"
    ? `${business.name} will confirm it shortly. The time is kept for you.`
    : "It is confirmed.";
}

function Facts({ booking }: { booking: PublicBooking }) {
  const { startsAt, endsAt, title, calendarName, business } = booking;
  const { timeZone } = business;
  return (
    <dl className={classes.facts}>
      <div>
        <dt>When</dt>
        <dd>
          {formatMoment(startsAt, timeZone)} – {formatTime(endsAt, timeZone)}
          <OwnTime instant={startsAt.toISOString()} timeZone={timeZone} />
        </dd>
      </div>
      {title ? (
        <div>
          <dt>What</dt>
          <dd>{title}</dd>
        </div>
      ) : null}
      <div>
        <dt>With</dt>
        <dd>{calendarName}</dd>
      </div>
      {business.address ? (
        <div>
          <dt>Where</dt>
          <dd>{business.address}</dd>
        </div>
      ) : null}
    </dl>
  );
}

function Actions({ token, booking }: { token: string; booking: PublicBooking }) {
  const { business, isOpen } = booking;
  if (!isOpen) {
    return business.isOpen ? (
      <p className={classes.actions}>
        <Link href={`/book/${business.slug}`} prefetch={false} className={classes.button}>
          Book another time
        </Link>
      </p>
    ) : null;
  }
  return (
    <>
      <p className={classes.actions}>
        <a href={`/booking/${token}/appointment.ics`} className={classes.button} download>
          Add to my calendar
        </a>
        <Link href={`/booking/${token}?do=move`} prefetch={false} className={classes.quiet}>
          Move it
        </Link>
        <Link href={`/booking/${token}?do=cancel`} prefetch={false} className={classes.quiet}>
          Cancel it
        </Link>
      </p>
      <p className={classes.hint}>
        Keep the address of this page: whoever has it can move or cancel the appointment.
        {business.phone ? (
          <>
            {" "}
            Or call <PhoneLink phone={business.phone} />.
          </>
        ) : null}
      </p>
    </>
  );
}

async function Moving({ token, booking, asked }: { token: string; booking: PublicBooking; asked: Wishes }) {
  const href = (more: Record<string, string | undefined>) => {
    const query = new URLSearchParams({ do: "move" });
    for (const [name, value] of Object.entries(more)) if (value) query.set(name, value);
    return `/booking/${token}?${query}`;
  };
  const back = { from: asked.from, day: asked.day };
  if (asked.at && !asked.trouble)
    return <MoveForm token={token} booking={booking} startsAt={asked.at} backHref={href(back)} />;
  const times = await unlessBusy(async () => {
    const ctx = await publicContext();
    await guardLooks(ctx.ip);
    return timesToMove(ctx, token, asked.from);
  });
  if (!times) return <TooBusy phone={booking.business.phone} />;
  return (
    <>
      <Refusal
        trouble={asked.trouble}
        others={asked.others?.split(",") ?? []}
        timeZone={booking.business.timeZone}
        hrefAt={(at) => href({ ...back, at })}
      />
      <TimePicker
        heading="Choose a new time"
        times={times}
        day={asked.day}
        business={booking.business}
        hrefFrom={(from) => href({ from })}
        hrefDay={(from, day) => href({ from, day })}
        hrefAt={(at) => href({ ...back, at })}
      />
    </>
  );
}

/** One appointment, for whoever has its link: see it, move it, cancel it. Opening it changes nothing. */
export default async function BookingPage({ params, searchParams }: PageProps<"/booking/[token]">) {
  const { token } = await params;
  const booking = await bookingOf(token);
  if (!booking) notFound();
  const asked = wishes.parse(await searchParams);
  const doing = booking.isOpen ? asked.do : undefined;
  const status = statusText(booking);
  return (
    <main id="content" className={classes.main}>
      <BusinessHead business={booking.business} title={titleOf(booking, asked)} />
      <section aria-label="The appointment" className={classes.section}>
        {doing === undefined ? <StepHeading id="appointment">The appointment</StepHeading> : null}
        {status ? <p className={classes.lead}>{status}</p> : null}
        <Facts booking={booking} />
        {doing === undefined ? (
          <>
            <Refusal
              trouble={asked.trouble}
              others={[]}
              timeZone={booking.business.timeZone}
              hrefAt={() => ""}
            />
            <Actions token={token} booking={booking} />
          </>
        ) : null}
      </section>
      {doing === "move" ? <Moving token={token} booking={booking} asked={asked} /> : null}
      {doing === "cancel" ? <CancelForm token={token} /> : null}
    </main>
  );
}
