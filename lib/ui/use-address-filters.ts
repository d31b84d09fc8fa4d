"use client";

import { useDebouncedCallback } from "@mantine/hooks";
import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { listAddress } from "./list-address";

const TYPING_MILLISECONDS = 300;

/**
 * Filters of a list that live in its address, so that a filtered list can be kept and shared.
 * @param values as the address has them.
 * @param nothing the filters of the whole list.
 */
export function useAddressFilters<F extends object>(path: string, values: F, nothing: F) {
  const router = useRouter();
  const [current, setCurrent] = useState(values);
  const [isPending, startTransition] = useTransition();
  const isFiltered = listAddress(path, values) !== listAddress(path, nothing);

  const go = (next: F) => startTransition(() => router.replace(listAddress(path, next), { scroll: false }));
  const goSoon = useDebouncedCallback(go, TYPING_MILLISECONDS);
  const change = (patch: Partial<F>, isTyping = false) => {
    const next = { ...current, ...patch };
    setCurrent(next);
    if (isTyping) goSoon(next);
    else go(next);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a list shown whole again, by whatever link, empties the fields.
  useEffect(() => {
    if (!isFiltered) setCurrent(nothing);
  }, [isFiltered]);

  return { current, setCurrent, change, clear: () => change(nothing), isPending, isFiltered };
}
