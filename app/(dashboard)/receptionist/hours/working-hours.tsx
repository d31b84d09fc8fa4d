"use client";

import { Box, Switch, Text } from "@mantine/core";
import { useState, useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { saveWorkingHoursAction } from "./actions";
import { HoursForm } from "./hours-form";
import { HoursTable } from "./hours-table";
import type { Day } from "./week";

const WORDS = { opens: "starts", closes: "ends", closed: "Off" };

/** When a receptionist takes calls: at any time, or at hours of its own. What is saved is a draft. */
export function WorkingHours({
  agentId,
  saved,
  suggested,
  canWrite,
}: {
  agentId: string;
  /** Null: at any time. */
  saved: Day[] | null;
  /** What hours of its own begin with. */
  suggested: Day[];
  canWrite: boolean;
}) {
  const [isBegun, setBegun] = useState(false);
  const [, startTransition] = useTransition();
  const isAlways = saved === null && !isBegun;
  const setAlways = (always: boolean) => {
    setBegun(!always);
    if (!always || saved === null) return;
    startTransition(async () => {
      const result = await reached(saveWorkingHoursAction(agentId, null));
      if (result.ok) tellDone("Saved as a draft: it answers at any time.");
      else tellTrouble(result.error);
    });
  };
  if (!canWrite) {
    return saved === null ? (
      <Text px="lg" pb="lg">
        At any time
      </Text>
    ) : (
      <HoursTable days={saved} closed={WORDS.closed} />
    );
  }
  return (
    <>
      <Box px="lg" pb="md">
        <Switch
          label="At any time"
          checked={isAlways}
          onChange={(event) => setAlways(event.currentTarget.checked)}
        />
      </Box>
      {isAlways ? null : (
        <HoursForm
          saved={saved ?? suggested}
          isNew={saved === null}
          words={WORDS}
          label="Save hours as draft"
          done="Saved as a draft. The hours count once it is published."
          save={(hours) => saveWorkingHoursAction(agentId, hours)}
        />
      )}
    </>
  );
}
