"use client";

import { Badge, Popover, Text, UnstyledButton } from "@mantine/core";

/** Says quietly that no real phone is attached, and why on request. */
export function DemoBadge({ sendsMail }: { sendsMail: boolean }) {
  return (
    <Popover width={280} position="top-start" withArrow shadow="md" radius="md">
      <Popover.Target>
        <UnstyledButton style={{ borderRadius: 6, display: "flex" }} aria-label="Demo: what does this mean?">
          <Badge variant="outline" color="gray" component="span" style={{ cursor: "pointer" }}>
            Demo
          </Badge>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">
          {sendsMail
            ? "Phone calls are played by a stand-in: nobody outside is called."
            : "Phone calls and mail are played by a stand-in: nobody outside is called or written to."}{" "}
          Everything else is real: what you book here stays booked.
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
}
