"use client";

import { Button, Stack } from "@mantine/core";
import { FormOutcome } from "@/lib/ui/form-parts";
import { useServerForm } from "@/lib/ui/use-server-form";
import { openBusinessAction } from "./actions";

/** Opens one of somebody's front desks. */
export function OpenBusinessForm({ id, name }: { id: string; name: string }) {
  const { state, isPending, formProps } = useServerForm(openBusinessAction);
  return (
    <form {...formProps}>
      <Stack gap="sm">
        <FormOutcome state={state} />
        <input type="hidden" name="businessId" value={id} />
        <Button type="submit" variant="default" size="md" fullWidth loading={isPending}>
          {name}
        </Button>
      </Stack>
    </form>
  );
}
