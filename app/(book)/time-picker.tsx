import Link from "next/link";
import type { FreeTimes } from "@/lib/domain/public-booking";
import { countOf, dayParts, dayRangeText, formatTime, wallDayText } from "@/lib/ui/format";
import { wallTime } from "@/lib/ui/wall-time";
import classes from "./book.module.css";
import { OrCall } from "./business-head";
import { OwnTime, ZoneNote } from "./own-time";
import { StepHeading } from "./step-heading";

export interface TimePickerProps {
  heading: string;
  times: FreeTimes;
  /** The day that was asked for, "YYYY-MM-DD". */
  day: string | undefined;
  business: { name: string; phone: string | null };
  /** Where other days, one of the days, and a time lead. */
  hrefFrom: (from: string) => string;
  hrefDay: (from: string, day: string) => string;
  hrefAt: (instant: string) => string;
}

const PARTS = [
  { name: "Morning", untilHour: 12 },
  { name: "Afternoon", untilHour: 17 },
  { name: "Evening", untilHour: 24 },
];

const partOf = (instant: Date, timeZone: string): string => {
  const hour = Number(wallTime(instant, timeZone).slice(11, 13));
  return PARTS.find(({ untilHour }) => hour < untilHour)?.name ?? "Evening";
};

function Times({
  times,
  timeZone,
  hrefAt,
}: {
  times: Date[];
  timeZone: string;
  hrefAt: TimePickerProps["hrefAt"];
}) {
  return PARTS.map(({ name }) => {
    const own = times.filter((instant) => partOf(instant, timeZone) === name);
    if (own.length === 0) return null;
    return (
      <section key={name} aria-label={name}>
        <h4 className={classes.part}>{name}</h4>
        <ul className={classes.times}>
          {own.map((instant) => (
            <li key={instant.getTime()}>
              <Link href={hrefAt(instant.toISOString())} prefetch={false} className={classes.time}>
                {formatTime(instant, timeZone)}
                <OwnTime instant={instant.toISOString()} timeZone={timeZone} />
              </Link>
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

function Nothing({ times, business, hrefFrom }: Pick<TimePickerProps, "times" | "business" | "hrefFrom">) {
  const { days, nextFree } = times;
  const [first, last] = [days[0]?.day ?? "", days.at(-1)?.day ?? ""];
  return (
    <div className={classes.nothing} role="status">
      <p>Nothing is free from {dayRangeText(first, last)}.</p>
      {nextFree ? (
        <Link href={hrefFrom(nextFree)} prefetch={false} className={classes.button}>
          First free day: {wallDayText(nextFree)}
        </Link>
      ) : (
        <p>
          {business.phone
            ? "There are no free times online at present."
            : "There are no free times at present. Please look again later."}
        </p>
      )}
    </div>
  );
}

/** Seven days and the free times of one of them. Everything is a link, so that it works without scripts. */
export function TimePicker({ heading, times, day, business, hrefFrom, hrefDay, hrefAt }: TimePickerProps) {
  const { days, before, after, timeZone } = times;
  const first = days[0]?.day ?? "";
  const chosen = days.find((one) => one.day === day) ?? days.find((one) => one.times.length > 0);
  const someTime = chosen?.times[0]?.toISOString();
  return (
    <section aria-labelledby="when" className={classes.section}>
      <StepHeading id="when">{heading}</StepHeading>
      {someTime ? <ZoneNote instant={someTime} timeZone={timeZone} name={business.name} /> : null}
      <nav aria-label="Other days" className={classes.range}>
        {before ? (
          <Link href={hrefFrom(before)} prefetch={false} scroll={false} className={classes.arrow}>
            Earlier
          </Link>
        ) : (
          <span />
        )}
        <span>{dayRangeText(first, days.at(-1)?.day ?? first)}</span>
        {after ? (
          <Link href={hrefFrom(after)} prefetch={false} scroll={false} className={classes.arrow}>
            Later
          </Link>
        ) : (
          <span />
        )}
      </nav>
      <ol className={classes.days}>
        {days.map((one) => {
          const { weekday, number } = dayParts(one.day);
          const count = one.times.length;
          if (count === 0)
            return (
              <li key={one.day} className={classes.fullDay}>
                <span aria-hidden="true">{weekday}</span>
                <b aria-hidden="true">{number}</b>
                <span className={classes.hidden}>{wallDayText(one.day)}: nothing free</span>
              </li>
            );
          return (
            <li key={one.day}>
              <Link
                href={hrefDay(first, one.day)}
                prefetch={false}
                scroll={false}
                className={classes.day}
                aria-current={one.day === chosen?.day ? "date" : undefined}
              >
                <span>{weekday}</span>
                <b>{number}</b>
                <span className={classes.hidden}>{countOf(count, "free time")}</span>
              </Link>
            </li>
          );
        })}
      </ol>
      {chosen && chosen.times.length > 0 ? (
        <>
          <h3 className={classes.dayTitle}>{wallDayText(chosen.day)}</h3>
          <Times times={chosen.times} timeZone={timeZone} hrefAt={hrefAt} />
        </>
      ) : (
        <Nothing times={times} business={business} hrefFrom={hrefFrom} />
      )}
      <OrCall phone={business.phone} />
    </section>
  );
}
