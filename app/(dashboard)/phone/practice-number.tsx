"use client";

import { Button } from "@mantine/core";
import { IconPhonePlus } from "@tabler/icons-react";
import { useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { EmptyNote } from "@/lib/ui/empty-note";
import { tellTrouble } from "@/lib/ui/notices";
import { Panel } from "@/lib/ui/panel";
import { addPracticeNumberAction } from "./actions";

/** The business has no number yet: one to practise with is a press away. */
export function PracticeNumber({ canAdd }: { canAdd: boolean }) {
  const [isPending, startTransition] = useTransition();
  const add = () =>
    startTransition(async () => {
      const result = await reached(addPracticeNumberAction());
      if (!result.ok) tellTrouble(result.error);
    });
  return (
    <Panel id="phone" title="One thing first">
      <EmptyNote
        icon={<IconPhonePlus size={34} stroke={1.4} />}
        title="Your receptionist has no number yet"
        action={
          canAdd ? (
            <Button loading={isPending} onClick={add}>
              Get a practice number
            </Button>
          ) : null
        }
      >
        {canAdd
          ? "A practice number costs nothing and can only be rung from this page."
          : "Ask an owner or admin of the business to set one up."}
      </EmptyNote>
    </Panel>
  );
}
