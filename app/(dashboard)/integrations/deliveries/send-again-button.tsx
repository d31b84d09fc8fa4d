"use client";

import { Button } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { sendAgainAction } from "./actions";

/** Sends an event once more; the list shows how that goes. `about`: for those who hear the button alone. */
export function SendAgainButton({ id, about }: { id: string; about: string }) {
  const [isPending, startTransition] = useTransition();
  const send = () =>
    startTransition(async () => {
      const result = await reached(sendAgainAction(id));
      if (result.ok) tellDone("It is on its way again");
      else tellTrouble(result.error);
    });
  return (
    <Button
      variant="default"
      size="sm"
      onClick={send}
      loading={isPending}
      leftSection={<IconSend size={15} stroke={1.7} aria-hidden="true" />}
      aria-label={`Send again: ${about}`}
    >
      Send again
    </Button>
  );
}
