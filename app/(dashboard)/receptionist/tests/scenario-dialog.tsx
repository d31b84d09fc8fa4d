"use client";

import { Checkbox, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { DatePickerInput, TimeInput } from "@mantine/dates";
import { IconCalendar } from "@tabler/icons-react";
import type { ScenarioInput } from "@/lib/domain/scenarios";
import { FormDialog } from "@/lib/ui/form-dialog";
import { tellDone } from "@/lib/ui/notices";
import { useActionForm } from "@/lib/ui/use-action-form";
import { saveScenarioAction } from "./actions";
import { OUTCOMES, scenarioOf, valuesOf } from "./scenario-values";

/** What a scenario is edited from; without an id it is new. */
export interface ScenarioDraft {
  id: string | null;
  sourceConversationId: string | null;
  scenario: ScenarioInput;
}

/** Adds a call to the suite, or changes one. */
export function ScenarioDialog({
  draft,
  timeZone,
  onClose,
}: {
  draft: ScenarioDraft;
  timeZone: string;
  onClose: () => void;
}) {
  const { id, sourceConversationId, scenario } = draft;
  const state = useActionForm({
    initialValues: valuesOf(scenario, timeZone),
    send: (values) =>
      saveScenarioAction(scenarioOf(values, scenario), {
        id,
        sourceConversationId,
        day: values.day,
        time: values.time,
      }),
    onDone: (_, { name }) => {
      tellDone(`Saved: ${name}`);
      onClose();
    },
  });
  const { form } = state;
  return (
    <FormDialog
      title={id ? `Edit “${scenario.name}”` : "Add a test call"}
      submit={id ? "Save" : "Add"}
      size="xl"
      state={state}
      onClose={onClose}
    >
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <TextInput label="Name of the test" data-autofocus maxLength={120} {...form.getInputProps("name")} />
        <TextInput label="Who rings" maxLength={120} {...form.getInputProps("persona.name")} />
        <TextInput
          label="From which number"
          type="tel"
          placeholder="+12025550142"
          {...form.getInputProps("persona.phone")}
        />
      </SimpleGrid>
      <TextInput label="What they are after" maxLength={1000} {...form.getInputProps("goal")} />
      <Textarea
        label="Their first words"
        autosize
        minRows={2}
        maxRows={6}
        {...form.getInputProps("opening")}
      />
      <Textarea
        label="What they say next"
        description="One a line, whenever they are not asked for something."
        autosize
        minRows={2}
        maxRows={10}
        {...form.getInputProps("lines")}
      />
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <TextInput label="Asked which service" {...form.getInputProps("answers.service")} />
        <TextInput
          label="Asked when"
          placeholder="tomorrow after three"
          {...form.getInputProps("answers.when")}
        />
        <TextInput label="Asked for a message" {...form.getInputProps("answers.message")} />
      </SimpleGrid>
      <SimpleGrid cols={2} spacing="sm">
        <DatePickerInput
          label="They ring on"
          valueFormat="ddd, MMM D, YYYY"
          leftSection={<IconCalendar size={16} stroke={1.7} aria-hidden="true" />}
          {...form.getInputProps("day")}
          value={form.values.day || null}
          onChange={(day) => form.setFieldValue("day", day ?? "")}
        />
        <TimeInput label="At" {...form.getInputProps("time")} />
      </SimpleGrid>
      <Checkbox.Group
        label="The receptionist must do this"
        {...form.getInputProps("outcomes")}
        error={form.errors.outcomes ?? form.errors.expectations}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={8} mt={8}>
          {Object.entries(OUTCOMES).map(([value, label]) => (
            <Checkbox key={value} value={value} label={label} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Textarea
          label="It must say something about"
          description="One a line."
          autosize
          minRows={2}
          maxRows={8}
          {...form.getInputProps("says")}
        />
        <Textarea
          label="It must not say anything about"
          description="One a line."
          autosize
          minRows={2}
          maxRows={8}
          {...form.getInputProps("doesNotSay")}
        />
      </SimpleGrid>
    </FormDialog>
  );
}
