"use client";

import { Group, Pagination, Text } from "@mantine/core";
import Link from "next/link";

/** Pages of a list as links. `hrefs[0]` is the address of page 1. */
export function Pager({ page, hrefs, note }: { page: number; hrefs: string[]; note: string }) {
  const total = hrefs.length;
  if (total <= 1) return null;
  const at = (number: number) => hrefs[Math.min(Math.max(number, 1), total) - 1] ?? "";
  return (
    <Group justify="space-between" mt="md" gap="sm" component="nav" aria-label="Pages">
      <Text size="sm" c="dimmed">
        {note}
      </Text>
      <Pagination
        total={total}
        value={page}
        siblings={1}
        getItemProps={(number) => ({ component: Link, href: at(number), "aria-label": `Page ${number}` })}
        getControlProps={(control) => ({
          component: Link,
          href: at(control === "previous" ? page - 1 : page + 1),
          "aria-label": control === "previous" ? "Page before" : "Next page",
        })}
      />
    </Group>
  );
}
