"use client";

import { Button, Text } from "@mantine/core";
import classes from "./save-bar.module.css";

/** The foot of a long form: says whether anything is unsaved, and stays in sight while something is. */
export function SaveBar({
  isDirty,
  isPending,
  save,
  look = "foot",
  onDiscard,
}: {
  isDirty: boolean;
  isPending: boolean;
  save: string;
  /** At the foot of a surface, or loose below several of them. */
  look?: "foot" | "loose";
  onDiscard: () => void;
}) {
  return (
    <div className={classes.bar} data-dirty={isDirty || undefined} data-look={look}>
      <Text size="sm" role="status" className={classes.state}>
        {isDirty ? "Not saved yet" : ""}
      </Text>
      {isDirty ? (
        <Button variant="default" onClick={onDiscard} disabled={isPending}>
          Discard
        </Button>
      ) : null}
      <Button type="submit" loading={isPending}>
        {save}
      </Button>
    </div>
  );
}
