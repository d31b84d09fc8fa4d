"use client";

import { Text } from "@mantine/core";
import { useState } from "react";
import classes from "../calls.module.css";

/** Plays a recording. Keeps the link it began with, so that a refresh of the page does not interrupt it. */
export function RecordingPlayer({ url, label }: { url: string; label: string }) {
  const [source] = useState(url);
  const [hasFailed, setFailed] = useState(false);
  if (hasFailed) {
    return (
      <Text size="sm" c="dimmed" mt="sm" role="status">
        The recording cannot be played right now. Reload the page to try again.
      </Text>
    );
  }
  return (
    // biome-ignore lint/a11y/useMediaCaption: the transcript of the call stands right below.
    <audio
      className={classes.player}
      controls
      preload="metadata"
      src={source}
      aria-label={label}
      onError={() => setFailed(true)}
    />
  );
}
