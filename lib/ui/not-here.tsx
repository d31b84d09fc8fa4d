import { Stack, Text, Title } from "@mantine/core";
import { LinkButton } from "./links";

/** Nothing is at this address, or it belongs to somebody else. */
export function NotHere({ home }: { home: { href: string; label: string } }) {
  return (
    <Stack align="center" gap="sm" py={72} px="md" ta="center">
      <Title order={1}>There is nothing here</Title>
      <Text c="dimmed" maw={420}>
        The link may be old, or what it led to belongs to another business.
      </Text>
      <LinkButton href={home.href} mt="xs">
        {home.label}
      </LinkButton>
    </Stack>
  );
}
