"use client";

import { Button, Select, TextInput } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconCalendar, IconSearch } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import classes from "./calls.module.css";

const TYPING_MILLISECONDS = 300;

export interface FilterValues {
  search: string;
  status: string | null;
  from: string | null;
  to: string | null;
}

function hrefOf({ search, status, from, to }: FilterValues): string {
  const query = new URLSearchParams();
  if (search.trim()) query.set("search", search.trim());
  if (status) query.set("status", status);
  if (from) query.set("from", from);
  if (to) query.set("to", to);
  const text = query.toString();
  return text === "" ? "/calls" : `/calls?${text}`;
}

/** The filters of the call list. They live in the address, so that a filtered list can be kept and shared. */
export function CallFilterBar({
  values,
  statuses,
  today,
}: {
  values: FilterValues;
  statuses: { value: string; label: string }[];
  today: string;
}) {
  const router = useRouter();
  const [current, setCurrent] = useState(values);
  const [isPending, startTransition] = useTransition();
  const isFiltered = Boolean(values.search || values.status || values.from || values.to);

  const go = (next: FilterValues) => startTransition(() => router.replace(hrefOf(next), { scroll: false }));
  const goSoon = useDebouncedCallback(go, TYPING_MILLISECONDS);
  const change = (patch: Partial<FilterValues>, isTyping = false) => {
    const next = { ...current, ...patch };
    setCurrent(next);
    if (isTyping) goSoon(next);
    else go(next);
  };

  useEffect(() => {
    if (!isFiltered) setCurrent({ search: "", status: null, from: null, to: null });
  }, [isFiltered]);

  return (
    <search className={classes.filters} aria-label="Calls" aria-busy={isPending}>
      <TextInput
        label="Search"
        placeholder="Name, number or words"
        leftSection={<IconSearch size={16} stroke={1.7} aria-hidden="true" />}
        value={current.search}
        maxLength={200}
        onChange={(event) => change({ search: event.currentTarget.value }, true)}
      />
      <Select
        label="Status"
        placeholder="All calls"
        data={statuses}
        value={current.status}
        clearable
        clearButtonProps={{ "aria-label": "Show all calls" }}
        onChange={(status) => change({ status })}
      />
      <DatePickerInput
        type="range"
        label="Days"
        placeholder="Any day"
        leftSection={<IconCalendar size={16} stroke={1.7} aria-hidden="true" />}
        value={[current.from, current.to]}
        valueFormat="MMM D"
        maxDate={today}
        allowSingleDateInRange
        clearable
        clearButtonProps={{ "aria-label": "Show any day" }}
        onChange={([from, to]) => {
          if (from && !to) setCurrent({ ...current, from, to: null });
          else change({ from, to });
        }}
      />
      {isFiltered ? (
        <Button
          variant="subtle"
          onClick={() => change({ search: "", status: null, from: null, to: null })}
          className={classes.clear}
        >
          Clear filters
        </Button>
      ) : null}
    </search>
  );
}
