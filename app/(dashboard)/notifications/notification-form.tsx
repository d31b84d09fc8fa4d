"use client";

import { NumberInput, Radio, SimpleGrid, Stack, Switch, Text, TextInput } from "@mantine/core";
import { TimeInput } from "@mantine/dates";
import type { NotificationSettings } from "@/lib/domain/businesses";
import { FormOutcome } from "@/lib/ui/form-parts";
import { tellDone } from "@/lib/ui/notices";
import { Panel } from "@/lib/ui/panel";
import { SaveBar } from "@/lib/ui/save-bar";
import { useActionForm } from "@/lib/ui/use-action-form";
import { useUnsavedChanges } from "@/lib/ui/use-unsaved-changes";
import { saveNotificationsAction } from "./actions";
import { type NotificationValues, quietText, settingsOf, valuesOf } from "./notification-values";

const NEWS = [
  { name: "newAppointment", label: "New appointments" },
  { name: "cancelledAppointment", label: "Cancelled appointments" },
  { name: "newLead", label: "New leads" },
  {
    name: "newText",
    label: "Text messages that wait for an answer",
    description: "One mail for a conversation until somebody has answered.",
  },
  { name: "missedCall", label: "Missed calls" },
  {
    name: "callSummary",
    label: "A summary after each call",
    description: "What was said and what came of it. A lead or an appointment from the call is told in it.",
  },
] as const;

const URGENCIES: { value: NotificationSettings["leastUrgency"]; label: string; description: string }[] = [
  { value: "low", label: "Everything", description: "Whatever is switched on above." },
  { value: "medium", label: "Normal and above", description: "Leads that can wait are left out." },
  {
    value: "high",
    label: "Only what presses",
    description: "Missed calls, leads that are urgent or very interested, and emergencies.",
  },
  { value: "critical", label: "Only emergencies", description: "Everything else is in the dashboard." },
];

/** What the owner is told by mail, and when. */
export function NotificationForm({ saved, timeZone }: { saved: NotificationSettings; timeZone: string }) {
  const { form, outcome, isPending, isDirty, formProps } = useActionForm({
    initialValues: valuesOf(saved),
    send: (values) => saveNotificationsAction(settingsOf(values)),
    onDone: () => tellDone("Your notifications are saved."),
  });
  useUnsavedChanges(isDirty);
  const flag = (name: keyof NotificationValues & string) =>
    form.getInputProps(name, { type: "checkbox" as const });
  const quiet = quietText(form.values.quietHours);
  return (
    <form {...formProps}>
      <Stack gap="md">
        <FormOutcome state={outcome} />
        <Panel id="address" title="Where it is sent">
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="email"
            description="Left empty, it is sent to the address that the owner signs in with."
            {...form.getInputProps("ownerEmail")}
          />
        </Panel>
        <Panel id="news" title="What you are told">
          <Stack gap="md">
            {NEWS.map(({ name, ...words }) => (
              <Switch key={name} {...words} {...flag(name)} />
            ))}
            <Radio.Group label="How urgent it has to be" mt="xs" {...form.getInputProps("leastUrgency")}>
              <Stack gap="sm" mt={10}>
                {URGENCIES.map((choice) => (
                  <Radio key={choice.value} {...choice} />
                ))}
              </Stack>
            </Radio.Group>
          </Stack>
        </Panel>
        <Panel id="quiet" title="Quiet hours">
          <Stack gap="md">
            <Switch
              label="Hold news in quiet hours"
              description="What happens in them is told in one mail when they end. Emergencies, and call backs that nobody takes on, are told at once."
              {...flag("hasQuietHours")}
            />
            {form.values.hasQuietHours ? (
              <div>
                <SimpleGrid cols={2} spacing="sm">
                  <TimeInput label="From" {...form.getInputProps("quietHours.from")} />
                  <TimeInput label="Until" {...form.getInputProps("quietHours.to")} />
                </SimpleGrid>
                <Text size="sm" c="dimmed" mt={8}>
                  {quiet ? `${quiet} ` : ""}By the clock of your business, {timeZone.replaceAll("_", " ")}.
                </Text>
              </div>
            ) : null}
          </Stack>
        </Panel>
        <Panel id="escalation" title="Call backs that nobody takes on">
          <Stack gap="md">
            <Switch
              label="Tell owner and admins when an urgent call back waits too long"
              description="The minutes count while you are open; for an emergency, around the clock. A change counts for call backs that come in after it."
              {...flag("hasEscalation")}
            />
            {form.values.hasEscalation ? (
              <NumberInput
                label="After how many minutes"
                min={1}
                max={1_440}
                clampBehavior="none"
                allowDecimal={false}
                allowNegative={false}
                maw={220}
                {...form.getInputProps("escalateAfterMinutes")}
              />
            ) : null}
          </Stack>
        </Panel>
      </Stack>
      <SaveBar isDirty={isDirty} isPending={isPending} save="Save" onDiscard={form.reset} look="loose" />
    </form>
  );
}
