"use client";

import { Anchor, Loader, Select, Stack, Switch, Text } from "@mantine/core";
import { DatePickerInput, TimeInput } from "@mantine/dates";
import { IconCalendar, IconClock } from "@tabler/icons-react";
import useSWR from "swr";
import { wallDayText } from "@/lib/ui/format";
import type { FreeTimes } from "./free-times/route";

export interface TimeChoice {
  /** "YYYY-MM-DD" */
  day: string;
  /** Wall time "YYYY-MM-DD HH:mm:ss", or null while none is chosen. */
  start: string | null;
  calendarId: string | null;
  /** Any time, not only one that is free within opening hours. */
  isExact: boolean;
}

export interface TimeWish {
  serviceId: string | null;
  durationMinutes: number | null;
  calendarId: string | null;
}

const UNREACHABLE = "The free times could not be loaded. Check your connection.";

async function fetchTimes(url: string): Promise<FreeTimes> {
  const response = await fetch(url);
  const body: Partial<FreeTimes> & { error?: string } = await response.json();
  if (!response.ok || !body.times) throw new Error(body.error ?? UNREACHABLE);
  return { times: body.times, nextDay: body.nextDay ?? null };
}

function urlOf(day: string, wish: TimeWish): string {
  const query = new URLSearchParams({ day });
  if (wish.serviceId) query.set("serviceId", wish.serviceId);
  else if (wish.durationMinutes) query.set("durationMinutes", String(wish.durationMinutes));
  if (wish.calendarId) query.set("calendarId", wish.calendarId);
  return `/calendar/free-times?${query}`;
}

/** Day and time of an appointment: one of the free times, or any other by hand. */
export function TimeField({
  choice,
  wish,
  today,
  error,
  onChange,
}: {
  choice: TimeChoice;
  wish: TimeWish;
  today: string;
  error: string | undefined;
  onChange: (choice: TimeChoice) => void;
}) {
  const {
    data,
    error: problem,
    isLoading,
  } = useSWR(choice.isExact || !choice.day ? null : urlOf(choice.day, wish), fetchTimes, {
    keepPreviousData: false,
    revalidateOnFocus: false,
    dedupingInterval: 1_000,
  });
  const times = data?.times ?? [];
  const chosen = times.find(({ start }) => start === choice.start);
  const nextDay = data?.nextDay;
  const isNone = !isLoading && data !== undefined && times.length === 0;
  return (
    <Stack gap="sm">
      <DatePickerInput
        label="Day"
        value={choice.day}
        minDate={today}
        valueFormat="dddd, MMMM D, YYYY"
        leftSection={<IconCalendar size={16} stroke={1.7} aria-hidden="true" />}
        popoverProps={{ withinPortal: true }}
        onChange={(day) => {
          if (!day) return;
          const start = choice.isExact && choice.start ? `${day} ${choice.start.slice(11)}` : null;
          onChange({ ...choice, day, start, calendarId: null });
        }}
      />
      {choice.isExact ? (
        <TimeInput
          label="Time"
          name="start"
          value={choice.start?.slice(11, 16) ?? ""}
          leftSection={<IconClock size={16} stroke={1.7} aria-hidden="true" />}
          error={error}
          onChange={(event) => {
            const time = event.currentTarget.value;
            onChange({ ...choice, start: time ? `${choice.day} ${time}:00` : null, calendarId: null });
          }}
        />
      ) : (
        <Select
          label="Time"
          name="start"
          placeholder={
            isLoading ? "Looking for free times" : isNone ? "No free time on this day" : "Choose a time"
          }
          data={times.map(({ start, label }) => ({ value: start, label }))}
          value={chosen?.start ?? null}
          disabled={isNone}
          searchable
          openOnFocus={false}
          selectFirstOptionOnChange
          nothingFoundMessage="Not free at that time"
          maxDropdownHeight={260}
          leftSection={<IconClock size={16} stroke={1.7} aria-hidden="true" />}
          rightSection={isLoading ? <Loader size={16} /> : undefined}
          error={error ?? (problem instanceof Error ? problem.message : undefined)}
          onChange={(start) =>
            onChange({
              ...choice,
              start,
              calendarId: times.find((time) => time.start === start)?.calendarId ?? null,
            })
          }
        />
      )}
      {isNone && nextDay ? (
        <Text size="sm" role="status">
          The next free time is on{" "}
          <Anchor
            component="button"
            type="button"
            size="sm"
            underline="always"
            onClick={() => onChange({ ...choice, day: nextDay, start: null, calendarId: null })}
          >
            {wallDayText(nextDay)}
          </Anchor>
        </Text>
      ) : null}
      <Switch
        label="Another time, outside the free times shown"
        checked={choice.isExact}
        onChange={(event) => onChange({ ...choice, isExact: event.currentTarget.checked })}
      />
    </Stack>
  );
}
