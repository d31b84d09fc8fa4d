"use client";

import { Select, SimpleGrid, Switch, TextInput } from "@mantine/core";
import { DatePickerInput, TimeInput } from "@mantine/dates";
import { IconCalendar } from "@tabler/icons-react";
import { FormDialog } from "@/lib/ui/form-dialog";
import { tellDone } from "@/lib/ui/notices";
import { useActionForm } from "@/lib/ui/use-action-form";
import { addClosureAction } from "./actions";

const WHOLE_BUSINESS = "";
const DAY_FORMAT = "ddd, MMMM D, YYYY";

/** Adds time off: whole days, or some hours of one day. */
export function ClosureDialog({
  calendars,
  today,
  onClose,
}: {
  calendars: { value: string; label: string }[];
  today: string;
  onClose: () => void;
}) {
  const state = useActionForm({
    initialValues: {
      name: "",
      calendarId: WHOLE_BUSINESS,
      firstDay: "",
      lastDay: "",
      isWholeDay: true,
      startsAt: "",
      endsAt: "",
    },
    send: ({ calendarId, ...values }) =>
      addClosureAction({
        ...values,
        calendarId: calendarId === WHOLE_BUSINESS ? null : calendarId,
      }),
    onDone: (_, { name }) => {
      tellDone(name ? `Closed: ${name}` : "The time off is added.");
      onClose();
    },
  });
  const { form } = state;
  const { firstDay, isWholeDay } = form.values;
  const icon = <IconCalendar size={16} stroke={1.7} aria-hidden="true" />;
  return (
    <FormDialog title="Add days off" submit="Add" size="md" state={state} onClose={onClose}>
      <TextInput
        label="What for"
        placeholder="Thanksgiving, vacation, …"
        data-autofocus
        maxLength={200}
        {...form.getInputProps("name")}
      />
      <SimpleGrid cols={{ base: 1, xs: isWholeDay ? 2 : 1 }} spacing="sm">
        <DatePickerInput
          label={isWholeDay ? "First day" : "Day"}
          placeholder="Choose a day"
          minDate={today}
          valueFormat={DAY_FORMAT}
          leftSection={icon}
          {...form.getInputProps("firstDay")}
          value={firstDay || null}
          onChange={(day) => form.setFieldValue("firstDay", day ?? "")}
        />
        {isWholeDay ? (
          <DatePickerInput
            label="Last day"
            placeholder="The same day"
            minDate={firstDay || today}
            valueFormat={DAY_FORMAT}
            leftSection={icon}
            {...form.getInputProps("lastDay")}
            value={form.values.lastDay || null}
            onChange={(day) => form.setFieldValue("lastDay", day ?? "")}
          />
        ) : null}
      </SimpleGrid>
      <Switch
        label="Only some hours of the day"
        checked={!isWholeDay}
        onChange={(event) => form.setFieldValue("isWholeDay", !event.currentTarget.checked)}
      />
      {isWholeDay ? null : (
        <SimpleGrid cols={2} spacing="sm">
          <TimeInput label="Closed from" {...form.getInputProps("startsAt")} />
          <TimeInput label="Until" {...form.getInputProps("endsAt")} />
        </SimpleGrid>
      )}
      {calendars.length > 1 ? (
        <Select
          label="Who is away"
          data={[{ value: WHOLE_BUSINESS, label: "The whole business" }, ...calendars]}
          allowDeselect={false}
          {...form.getInputProps("calendarId")}
        />
      ) : null}
    </FormDialog>
  );
}
