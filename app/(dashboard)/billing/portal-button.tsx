"use client";

import { Button } from "@mantine/core";
import { IconReceipt } from "@tabler/icons-react";
import { useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { tellTrouble } from "@/lib/ui/notices";
import { openPortalAction } from "./actions";

/** Leads to the payment service's own page with card, invoices and the end of the plan. */
export function PortalButton() {
  const [isPending, startTransition] = useTransition();
  const open = () =>
    startTransition(async () => {
      const result = await reached(openPortalAction());
      if (!result.ok) {
        tellTrouble(result.error);
        return;
      }
      window.location.assign(result.value.url);
      await new Promise(() => {});
    });
  return (
    <Button
      variant="default"
      loading={isPending}
      onClick={open}
      leftSection={<IconReceipt size={18} stroke={1.7} aria-hidden="true" />}
    >
      Manage payment and invoices
    </Button>
  );
}
