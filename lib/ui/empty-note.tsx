import { Box, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";

/** Nothing here yet: what would be here, and what to do for it. */
export function EmptyNote({
  icon,
  title,
  children,
  action,
}: {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <Stack align="center" gap={6} py="xl" px="md" ta="center">
      <Box c="var(--fd-soft)" aria-hidden="true" lh={0} mb={4}>
        {icon}
      </Box>
      <Text fw={600}>{title}</Text>
      {children ? (
        <Text c="dimmed" size="sm" maw={420}>
          {children}
        </Text>
      ) : null}
      {action ? <Box mt="sm">{action}</Box> : null}
    </Stack>
  );
}
