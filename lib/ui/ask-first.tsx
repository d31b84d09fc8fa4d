"use client";

import { Text } from "@mantine/core";
import { modals } from "@mantine/modals";

const FOCUSED = { "data-autofocus": true };

/** Asks before something that cannot be taken back. The way out has the focus. */
export function askFirst({
  title,
  text,
  confirm,
  keep,
  run,
}: {
  title: string;
  text: string;
  confirm: string;
  keep: string;
  run: () => void;
}): void {
  modals.openConfirmModal({
    title,
    children: <Text>{text}</Text>,
    labels: { confirm, cancel: keep },
    confirmProps: { color: "red" },
    cancelProps: { ...FOCUSED },
    onConfirm: run,
  });
}
