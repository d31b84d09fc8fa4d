"use client";

import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useAddressFilters } from "@/lib/ui/use-address-filters";

const NOTHING = { search: "" };

/** Finds contacts by what is known of them. */
export function ContactSearch({ search }: { search: string }) {
  const { current, change, isPending } = useAddressFilters("/contacts", { search }, NOTHING);
  return (
    <search aria-label="Contacts" aria-busy={isPending}>
      <TextInput
        label="Search"
        placeholder="Name, number, e-mail or company"
        leftSection={<IconSearch size={16} stroke={1.7} aria-hidden="true" />}
        value={current.search}
        maxLength={200}
        maw={420}
        mb="md"
        onChange={(event) => change({ search: event.currentTarget.value }, true)}
      />
    </search>
  );
}
