"use client";

import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconCloudOff } from "@tabler/icons-react";
import Link from "next/link";
import { useEffect, useRef } from "react";

/** The page could not be shown: says so calmly, takes the focus, and offers another try. */
export function Trouble({ retry, home }: { retry: () => void; home: { href: string; label: string } }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Stack align="center" gap="sm" py={72} px="md" ta="center" role="alert">
      <IconCloudOff size={40} stroke={1.4} color="var(--fd-soft)" aria-hidden="true" />
      <Title order={1} ref={heading} tabIndex={-1} style={{ outline: "none" }}>
        This page could not be loaded
      </Title>
      <Text c="dimmed" maw={440}>
        The trouble is on our side, and your data is safe. Trying again usually helps.
      </Text>
      <Group mt="xs">
        <Button onClick={retry}>Try again</Button>
        <Button variant="default" component={Link} href={home.href}>
          {home.label}
        </Button>
      </Group>
    </Stack>
  );
}
