"use client";

import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconAlertCircle, IconCheck } from "@tabler/icons-react";

const UNDO_MILLISECONDS = 10_000;

/** Tells that something was done, with a way back where there is one. */
export function tellDone(message: string, undo?: { label: string; run: () => void }): void {
  const id = `done-${message}-${Date.now()}`;
  notifications.show({
    id,
    color: "lagoon",
    icon: <IconCheck size={18} aria-hidden="true" />,
    autoClose: undo ? UNDO_MILLISECONDS : undefined,
    closeButtonProps: { "aria-label": "Close this notice" },
    message: undo ? (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{message}</Text>
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => {
            notifications.hide(id);
            undo.run();
          }}
        >
          {undo.label}
        </Button>
      </Group>
    ) : (
      message
    ),
  });
}

/** Tells that something did not work, in the words of the action. */
export function tellTrouble(message: string): void {
  notifications.show({
    color: "red",
    icon: <IconAlertCircle size={18} aria-hidden="true" />,
    autoClose: UNDO_MILLISECONDS,
    closeButtonProps: { "aria-label": "Close this notice" },
    message,
  });
}
