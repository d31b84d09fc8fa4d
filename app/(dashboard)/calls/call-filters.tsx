"use client";

import { Button, Select, TextInput } from "@mantine/core";
import { DatePickerInput } from "@mantine/dates";
import { IconCalendar, IconSearch } from "@tabler/icons-react";
import { useAddressFilters } from "@/lib/ui/use-address-filters";
import classes from "./calls.module.css";

export interface FilterValues {
  search: string;
  status: string | null;
  from: string | null;
  to: string | null;
}

const NOTHING: FilterValues = { search: "", status: null, from: null, to: null };

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
  const { current, setCurrent, change, clear, isPending, isFiltered } = useAddressFilters(
    "/calls",
    values,
    NOTHING,
  );

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
        <Button variant="subtle" onClick={clear} className={classes.clear}>
          Clear filters
        </Button>
      ) : null}
    </search>
  );
}
