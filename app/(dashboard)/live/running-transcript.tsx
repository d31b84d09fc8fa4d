"use client";

import { Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { Transcript, type TranscriptItem } from "@/lib/ui/transcript";
import classes from "./live.module.css";

/** What is said, with the newest in sight. */
export function RunningTranscript({ items, caller }: { items: TranscriptItem[]; caller: string }) {
  const log = useRef<HTMLDivElement>(null);
  const last = items.at(-1);
  const newest = last?.kind === "turn" ? `${last.key} ${last.text}` : last?.key;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new line is scrolled to.
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [newest]);

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <div className={classes.log} ref={log} role="log" aria-label={`What is said with ${caller}`} tabIndex={0}>
      {items.length === 0 ? (
        <Text c="dimmed" ta="center" py="xl">
          Nothing said yet
        </Text>
      ) : (
        <Transcript items={items} label="Transcript" />
      )}
    </div>
  );
}
