"use client";

import { Anchor, Button, CopyButton, Group, Stack, Switch, Title } from "@mantine/core";
import { useId, useOptimistic, useTransition } from "react";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import type { BookingPageSettings } from "./calendar-settings";
import { switchBookingPageAction } from "./calendar-settings-actions";

/** The page on which customers book for themselves: its address, and whether it takes bookings. */
export function BookingPagePart({ page }: { page: BookingPageSettings }) {
  const headingId = useId();
  const [isOn, showOn] = useOptimistic(page.isOn);
  const [isPending, start] = useTransition();
  const change = (wanted: boolean) =>
    start(async () => {
      showOn(wanted);
      const result = await switchBookingPageAction(wanted);
      if (result.ok)
        tellDone(wanted ? "Customers can book for themselves" : "Bookings are by phone only now");
      else tellTrouble(result.error);
    });
  return (
    <Stack component="section" gap="xs" aria-labelledby={headingId}>
      <Title order={3} id={headingId}>
        Booking page
      </Title>
      <Switch
        checked={isOn}
        disabled={!page.canSwitch || isPending}
        onChange={(event) => change(event.currentTarget.checked)}
        label="Customers can book for themselves"
        description={
          page.canSwitch
            ? "What they book waits for you to confirm it. When this is off, the page tells them to call."
            : "An owner or admin can change this."
        }
      />
      <Group gap="sm" justify="space-between">
        <Anchor href={page.url} target="_blank" rel="noopener" size="sm" style={{ overflowWrap: "anywhere" }}>
          {page.url}
        </Anchor>
        <CopyButton value={page.url} timeout={2_000}>
          {({ copied, copy }) => (
            <Button variant="default" size="xs" onClick={copy}>
              {copied ? "Copied" : "Copy the link"}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  );
}
