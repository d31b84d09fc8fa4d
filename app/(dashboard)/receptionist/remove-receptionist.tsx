"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { askFirst } from "@/lib/ui/ask-first";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { removeReceptionistAction } from "./actions";

/** Removes one of several receptionists, for good; asks first. */
export function RemoveReceptionist({ agentId, name }: { agentId: string; name: string }) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const remove = () =>
    startTransition(async () => {
      const result = await reached(removeReceptionistAction(agentId));
      if (!result.ok) {
        tellTrouble(result.error);
        return;
      }
      tellDone(`${name} is removed.`);
      router.replace("/receptionist");
    });
  return (
    <Button
      variant="default"
      size="xs"
      mt="md"
      loading={isPending}
      onClick={() =>
        askFirst({
          title: `Remove ${name}?`,
          text: "Its settings, versions and tests are gone for good. Its calls stay, and its numbers are answered by your other receptionists.",
          confirm: "Remove",
          keep: `Keep ${name}`,
          run: remove,
        })
      }
    >
      Remove {name}
    </Button>
  );
}
