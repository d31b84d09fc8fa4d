"use client";

import { Button, Divider, Drawer, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { BookingPagePart } from "./booking-page-part";
import classes from "./calendar.module.css";
import { CalendarForm } from "./calendar-form";
import type { BookingPageSettings, CalendarSettings } from "./calendar-settings";

const NEW = "new";

/** The list. Whoever comes back from a form finds the focus on the button that led there. */
function CalendarList({
  calendars,
  bookingPage,
  cameFrom,
  onEdit,
}: {
  calendars: CalendarSettings[];
  bookingPage: BookingPageSettings;
  cameFrom: string | null;
  onEdit: (id: string) => void;
}) {
  const wayBack = useRef<HTMLButtonElement>(null);
  useEffect(() => wayBack.current?.focus(), []);
  const refOf = (id: string) => (id === cameFrom ? wayBack : undefined);
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        A calendar is what people book: somebody's time, a room, a chair.
      </Text>
      {calendars.length > 0 ? (
        <ul className={classes.settings}>
          {calendars.map(({ id, name, summary }) => (
            <li key={id} className={classes.setting}>
              <div className={classes.settingText}>
                <Text fw={600} className={classes.settingName}>
                  {name}
                </Text>
                <Text size="sm" c="dimmed">
                  {summary}
                </Text>
              </div>
              <Button
                ref={refOf(id)}
                variant="default"
                size="xs"
                onClick={() => onEdit(id)}
                aria-label={`Change ${name}`}
              >
                Change
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        <Text size="sm">
          You have none yet. The first is made with the first booking, in your opening hours.
        </Text>
      )}
      <Button
        ref={refOf(NEW)}
        variant="light"
        leftSection={<IconPlus size={18} aria-hidden="true" />}
        onClick={() => onEdit(NEW)}
      >
        New calendar
      </Button>
      <Divider />
      <BookingPagePart page={bookingPage} />
    </Stack>
  );
}

/** The calendars of the business: what customers can book in each, and which are one person's. */
export function CalendarsDrawer({
  isOpen,
  calendars,
  bookingPage,
  onClose,
}: {
  isOpen: boolean;
  calendars: CalendarSettings[];
  bookingPage: BookingPageSettings;
  onClose: () => void;
}) {
  const [edited, setEdited] = useState<string | null>(null);
  const [cameFrom, setCameFrom] = useState<string | null>(null);
  const calendar = calendars.find(({ id }) => id === edited) ?? null;
  const title = edited === null ? "Calendars" : (calendar?.name ?? "New calendar");
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      onExitTransitionEnd={() => {
        setEdited(null);
        setCameFrom(null);
      }}
      position="right"
      title={title}
      closeButtonProps={{ "aria-label": "Close the calendars" }}
    >
      {edited === null ? (
        <CalendarList
          calendars={calendars}
          bookingPage={bookingPage}
          cameFrom={cameFrom}
          onEdit={setEdited}
        />
      ) : (
        <CalendarForm
          key={edited}
          calendar={calendar}
          others={calendars.filter(({ id }) => id !== edited)}
          onClose={() => {
            setCameFrom(edited);
            setEdited(null);
          }}
        />
      )}
    </Drawer>
  );
}
