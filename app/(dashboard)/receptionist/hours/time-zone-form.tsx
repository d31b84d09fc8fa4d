"use client";

import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { tellDone } from "@/lib/ui/notices";
import { useActionForm } from "@/lib/ui/use-action-form";
import { useUnsavedChanges } from "@/lib/ui/use-unsaved-changes";
import { saveTimeZoneAction } from "./actions";
import type { ZoneChoice } from "./zones";

const SHOWN_ZONES = 60;

/** Which clock the hours are read from. */
export function TimeZoneForm({ saved, zones }: { saved: string; zones: ZoneChoice[] }) {
  const { form, isPending, isDirty, formProps } = useActionForm({
    initialValues: { timeZone: saved },
    send: ({ timeZone }) => saveTimeZoneAction(timeZone),
    onDone: () => tellDone("The time zone is saved."),
  });
  useUnsavedChanges(isDirty);
  return (
    <form {...formProps}>
      <Stack gap="sm">
        <Select
          label="The clock of your business"
          data={zones}
          searchable
          allowDeselect={false}
          limit={SHOWN_ZONES}
          nothingFoundMessage="No such time zone. Try the largest city near you."
          maxDropdownHeight={260}
          {...form.getInputProps("timeZone")}
        />
        <Text size="sm" c="dimmed">
          Hours keep their times. Appointments that are booked keep their moment, so their time of day changes
          with the zone.
        </Text>
        {isDirty || isPending ? (
          <Group justify="end" gap="sm">
            <Button variant="default" onClick={form.reset} disabled={isPending}>
              Discard
            </Button>
            <Button type="submit" loading={isPending}>
              Save time zone
            </Button>
          </Group>
        ) : null}
      </Stack>
    </form>
  );
}
