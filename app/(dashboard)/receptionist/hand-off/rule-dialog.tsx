"use client";

import { Checkbox, Group, Select, SimpleGrid, Stack, Switch, Textarea, TextInput } from "@mantine/core";
import { TimeInput } from "@mantine/dates";
import type { HandOffRule } from "@/lib/domain/agents";
import { FormDialog } from "@/lib/ui/form-dialog";
import { tellDone } from "@/lib/ui/notices";
import { useActionForm } from "@/lib/ui/use-action-form";
import { saveRuleAction } from "./actions";
import { valuesOf } from "./rule-values";
import { KIND_WORDS, URGENCY_WORDS } from "./rule-words";

const DAYS = [
  ["1", "Mon"],
  ["2", "Tue"],
  ["3", "Wed"],
  ["4", "Thu"],
  ["5", "Fri"],
  ["6", "Sat"],
  ["0", "Sun"],
] as const;
const HOURS = [
  { value: "business_hours", label: "In opening hours" },
  { value: "always", label: "At any time" },
  { value: "weekly", label: "At hours of its own" },
];
const KEPT = { value: "kept", label: "At the hours that were set over the API" };

/** Adds a hand-off rule, or changes one. */
export function RuleDialog({
  agentId,
  rule,
  index,
  onClose,
}: {
  agentId: string;
  rule: HandOffRule | null;
  index: number | null;
  onClose: () => void;
}) {
  const initialValues = valuesOf(rule);
  const state = useActionForm({
    initialValues,
    send: (values) => saveRuleAction({ ...values, agentId, index }),
    onDone: (_, { label }) => {
      tellDone(`Saved as a draft: ${label}`);
      onClose();
    },
  });
  const { form } = state;
  return (
    <FormDialog
      title={rule ? `Edit ${rule.label}` : "Add a rule"}
      submit={rule ? "Save" : "Add"}
      state={state}
      onClose={onClose}
    >
      <TextInput
        label="Name of the rule"
        placeholder="Billing questions"
        data-autofocus
        maxLength={80}
        {...form.getInputProps("label")}
      />
      <Checkbox.Group
        label="When the caller …"
        description="None chosen and no words below: whatever the reason."
        {...form.getInputProps("kinds")}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={8} mt={8}>
          {Object.entries(KIND_WORDS).map(([value, label]) => (
            <Checkbox key={value} value={value} label={label} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
      <Textarea
        label="… or mentions one of these"
        description="A word or phrase a line."
        autosize
        minRows={2}
        maxRows={6}
        {...form.getInputProps("topics")}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput
          label="Who is rung"
          description="As callers are told."
          placeholder="Sofia"
          maxLength={80}
          {...form.getInputProps("whom")}
        />
        <Textarea
          label="Their numbers"
          description="One a line, rung in this order."
          autosize
          minRows={1}
          maxRows={6}
          {...form.getInputProps("numbers")}
        />
      </SimpleGrid>
      <Select
        label="When this counts"
        data={initialValues.hours === "kept" ? [KEPT, ...HOURS] : HOURS}
        allowDeselect={false}
        {...form.getInputProps("hours")}
      />
      {form.values.hours === "weekly" ? (
        <Stack gap="sm">
          <Checkbox.Group label="On these days" {...form.getInputProps("days")}>
            <Group gap="md" mt={8}>
              {DAYS.map(([value, label]) => (
                <Checkbox key={value} value={value} label={label} />
              ))}
            </Group>
          </Checkbox.Group>
          <SimpleGrid cols={2} spacing="sm">
            <TimeInput label="From" {...form.getInputProps("opensAt")} />
            <TimeInput label="Until" {...form.getInputProps("closesAt")} />
          </SimpleGrid>
        </Stack>
      ) : null}
      <Select
        label="How urgent the call back is, if nobody answers"
        data={Object.entries(URGENCY_WORDS).map(([value, label]) => ({ value, label }))}
        allowDeselect={false}
        {...form.getInputProps("urgency")}
      />
      <Switch
        label="They hear who calls and why, and press 1 to take the call"
        {...form.getInputProps("hasWhisper", { type: "checkbox" })}
      />
    </FormDialog>
  );
}
