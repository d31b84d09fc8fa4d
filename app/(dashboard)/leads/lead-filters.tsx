"use client";

import { Button, Select, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useAddressFilters } from "@/lib/ui/use-address-filters";
import classes from "./leads.module.css";

export interface LeadFilterValues {
  search: string;
  status: string | null;
  temperature: string | null;
  source: string | null;
  sort: string | null;
}

interface Choice {
  value: string;
  label: string;
}

const NOTHING: LeadFilterValues = { search: "", status: null, temperature: null, source: null, sort: null };

/** The filters of the list of leads. */
export function LeadFilterBar({
  values,
  choices,
}: {
  values: LeadFilterValues;
  choices: Record<"status" | "temperature" | "source", Choice[]>;
}) {
  const { current, change, clear, isPending, isFiltered } = useAddressFilters("/leads", values, NOTHING);
  return (
    <search className={classes.filters} aria-label="Leads" aria-busy={isPending}>
      <TextInput
        label="Search"
        placeholder="Name, number, e-mail or company"
        leftSection={<IconSearch size={16} stroke={1.7} aria-hidden="true" />}
        value={current.search}
        maxLength={200}
        onChange={(event) => change({ search: event.currentTarget.value }, true)}
      />
      <Select
        label="Status"
        placeholder="All"
        data={choices.status}
        value={current.status}
        clearable
        clearButtonProps={{ "aria-label": "Any status" }}
        onChange={(status) => change({ status })}
      />
      <Select
        label="Interest"
        placeholder="Any"
        data={choices.temperature}
        value={current.temperature}
        clearable
        clearButtonProps={{ "aria-label": "Any interest" }}
        onChange={(temperature) => change({ temperature })}
      />
      <Select
        label="Came by"
        placeholder="Anything"
        data={choices.source}
        value={current.source}
        clearable
        clearButtonProps={{ "aria-label": "Any source" }}
        onChange={(source) => change({ source })}
      />
      <Select
        label="Order"
        data={[
          { value: "newest", label: "Newest first" },
          { value: "score", label: "Best first" },
        ]}
        value={current.sort ?? "newest"}
        allowDeselect={false}
        onChange={(sort) => change({ sort: sort === "score" ? sort : null })}
      />
      {isFiltered ? (
        <Button variant="subtle" onClick={clear} className={classes.clear}>
          Clear filters
        </Button>
      ) : null}
    </search>
  );
}
