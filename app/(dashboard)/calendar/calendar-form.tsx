"use client";

import { Button, Group, NumberInput, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useEffect, useRef, useState, useTransition } from "react";
import { type FormState, reached } from "@/lib/ui/action-result";
import { FormOutcome } from "@/lib/ui/form-parts";
import { tellDone } from "@/lib/ui/notices";
import { useErrorFocus } from "@/lib/ui/use-error-focus";
import { type CalendarSettings, lengthText } from "./calendar-settings";
import { saveCalendarAction } from "./calendar-settings-actions";

const STEPS = [5, 10, 15, 20, 30, 45, 60, 90, 120, 240];
const NOTICES = [0, 15, 30, 60, 120, 240, 720, 1440, 2880, 4320, 10_080];
const NOBODY = "";
const NEW = {
  name: "",
  slotStepMinutes: 15,
  minimumNoticeMinutes: 0,
  bookingHorizonDays: 365,
  dailyLimit: null,
  samePersonAsId: null,
};

/** What the fields hold: selects give texts, an empty number field gives an empty text. */
interface Values {
  name: string;
  slotStepMinutes: string;
  minimumNoticeMinutes: string;
  bookingHorizonDays: number | string;
  dailyLimit: number | string;
  samePersonAsId: string;
}

/** The usual lengths and the one that is set, as the options of a select. */
const lengthOptions = (lengths: number[], current: number, none?: string) =>
  [...new Set([...lengths, current])]
    .sort((one, other) => one - other)
    .map((minutes) => ({
      value: String(minutes),
      label: minutes === 0 && none ? none : lengthText(minutes),
    }));

const numberOf = (value: number | string): number => (value === "" ? Number.NaN : Number(value));

/** One calendar's settings; without a calendar, those of a new one. */
export function CalendarForm({
  calendar,
  others,
  onClose,
}: {
  calendar: CalendarSettings | null;
  others: CalendarSettings[];
  onClose: () => void;
}) {
  const before = calendar ?? NEW;
  const form = useForm<Values>({
    initialValues: {
      name: before.name,
      slotStepMinutes: String(before.slotStepMinutes),
      minimumNoticeMinutes: String(before.minimumNoticeMinutes),
      bookingHorizonDays: before.bookingHorizonDays,
      dailyLimit: before.dailyLimit ?? "",
      samePersonAsId: before.samePersonAsId ?? NOBODY,
    },
  });
  const [outcome, setOutcome] = useState<FormState>(null);
  const { formRef, focusError } = useErrorFocus();
  const [isPending, startTransition] = useTransition();
  const nameField = useRef<HTMLInputElement>(null);
  useEffect(() => nameField.current?.focus(), []);

  const send = (values: Values) => {
    setOutcome(null);
    const samePersonAsId = values.samePersonAsId || null;
    startTransition(async () => {
      const result = await reached(
        saveCalendarAction({
          id: calendar?.id ?? null,
          name: values.name,
          slotStepMinutes: Number(values.slotStepMinutes),
          minimumNoticeMinutes: Number(values.minimumNoticeMinutes),
          bookingHorizonDays: numberOf(values.bookingHorizonDays),
          dailyLimit: values.dailyLimit === "" ? null : Number(values.dailyLimit),
          ...(samePersonAsId === before.samePersonAsId ? {} : { samePersonAsId }),
        }),
      );
      if (result.ok) {
        tellDone(`Saved: ${values.name.trim()}`);
        onClose();
        return;
      }
      form.setErrors(
        Object.fromEntries(Object.entries(result.fields).map(([field, texts]) => [field, texts[0]])),
      );
      setOutcome(result);
      focusError();
    });
  };

  return (
    <form ref={formRef} onSubmit={form.onSubmit(send)} noValidate>
      <Stack gap="md">
        <FormOutcome state={outcome} />
        <TextInput ref={nameField} label="Name" autoComplete="off" {...form.getInputProps("name")} />
        <Select
          label="Appointments can start every"
          data={lengthOptions(STEPS, before.slotStepMinutes)}
          allowDeselect={false}
          {...form.getInputProps("slotStepMinutes")}
        />
        <Select
          label="Notice you need"
          description="How soon before its start a customer can still book."
          data={lengthOptions(NOTICES, before.minimumNoticeMinutes, "None")}
          allowDeselect={false}
          {...form.getInputProps("minimumNoticeMinutes")}
        />
        <NumberInput
          label="Days ahead that can be booked"
          description="The last day that customers can book, counted from today."
          min={1}
          allowDecimal={false}
          clampBehavior="none"
          {...form.getInputProps("bookingHorizonDays")}
        />
        <NumberInput
          label="Most appointments a day"
          description="Customers cannot book more; you still can. Empty: as many as fit."
          min={1}
          max={1000}
          allowDecimal={false}
          clampBehavior="none"
          {...form.getInputProps("dailyLimit")}
        />
        {others.length > 0 ? (
          <Select
            label="Same person as"
            description="Calendars of one person are never booked at the same time."
            data={[
              { value: NOBODY, label: "Nobody else" },
              ...others.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            allowDeselect={false}
            {...form.getInputProps("samePersonAsId")}
          />
        ) : null}
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button type="submit" loading={isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
