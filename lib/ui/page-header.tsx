import { Box, Group, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** The heading of a page, with what belongs beside it. */
export function PageHeader({
  title,
  lead,
  children,
}: {
  title: ReactNode;
  lead?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <Group justify="space-between" align="end" gap="md" mb="lg">
      <Box miw={0}>
        <Title order={1}>{title}</Title>
        {lead ? (
          <Text c="dimmed" mt={4}>
            {lead}
          </Text>
        ) : null}
      </Box>
      {children ? <Group gap="sm">{children}</Group> : null}
    </Group>
  );
}
