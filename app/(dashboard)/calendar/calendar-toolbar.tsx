"use client";

import { ActionIcon, Button, Group, Select, Title } from "@mantine/core";
import { IconAdjustmentsHorizontal, IconChevronLeft, IconChevronRight, IconPlus } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import classes from "./calendar.module.css";
import type { CalendarScreenProps } from "./calendar-screen";

type Patch = Partial<Pick<CalendarScreenProps, "view" | "date" | "calendarId">>;

/** Which days, whose calendar, and the way to a new appointment. */
export function CalendarToolbar({
  view,
  title,
  date,
  today,
  before,
  after,
  calendarId,
  calendars,
  canWrite,
  settings,
  hrefOf,
  onBook,
  onCalendars,
}: CalendarScreenProps & {
  hrefOf: (patch: Patch) => string;
  onBook: () => void;
  onCalendars: () => void;
}) {
  const router = useRouter();
  const span = view === "week" ? "week" : "day";
  return (
    <div className={classes.toolbar}>
      <div>
        <Title order={1} className={classes.title}>
          Calendar
        </Title>
        <Title order={2} className={classes.range} aria-live="polite">
          {title}
        </Title>
      </div>
      <Group gap="sm" className={classes.tools}>
        <Group gap={4} wrap="nowrap" className={classes.steps}>
          <ActionIcon
            component={Link}
            href={hrefOf({ date: before })}
            variant="default"
            size={36}
            aria-label={`The ${span} before`}
          >
            <IconChevronLeft size={18} aria-hidden="true" />
          </ActionIcon>
          <Button component={Link} href={hrefOf({ date: today })} variant="default">
            Today
          </Button>
          <ActionIcon
            component={Link}
            href={hrefOf({ date: after })}
            variant="default"
            size={36}
            aria-label={`Next ${span}`}
          >
            <IconChevronRight size={18} aria-hidden="true" />
          </ActionIcon>
        </Group>
        <fieldset className={classes.views}>
          <legend className={classes.legend}>View</legend>
          {(["week", "day"] as const).map((choice) => (
            <Link
              key={choice}
              href={hrefOf({ view: choice, date })}
              className={classes.view}
              aria-current={choice === view ? "true" : undefined}
            >
              {choice === "week" ? "Week" : "Day"}
            </Link>
          ))}
        </fieldset>
        {calendars.length > 1 ? (
          <Select
            aria-label="Calendar"
            className={classes.filter}
            data={[
              { value: "", label: "All calendars" },
              ...calendars.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={calendarId ?? ""}
            allowDeselect={false}
            onChange={(value) => router.push(hrefOf({ calendarId: value === "" ? null : value }))}
          />
        ) : null}
        {settings ? (
          <ActionIcon
            variant="default"
            size={36}
            aria-label="Calendars"
            title="Calendars"
            onClick={onCalendars}
          >
            <IconAdjustmentsHorizontal size={18} aria-hidden="true" />
          </ActionIcon>
        ) : null}
        {canWrite ? (
          <Button
            className={classes.book}
            leftSection={<IconPlus size={18} aria-hidden="true" />}
            onClick={onBook}
          >
            Book
          </Button>
        ) : null}
      </Group>
    </div>
  );
}
