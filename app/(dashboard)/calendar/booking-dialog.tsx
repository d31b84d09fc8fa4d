"use client";

import {
  Button,
  Group,
  Modal,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { useEffect, useState, useTransition } from "react";
import { type FormState, reached } from "@/lib/ui/action-result";
import { FormOutcome } from "@/lib/ui/form-parts";
import { wallMomentText } from "@/lib/ui/format";
import { tellDone } from "@/lib/ui/notices";
import { useErrorFocus } from "@/lib/ui/use-error-focus";
import { bookAction } from "./actions";
import { type TimeChoice, TimeField } from "./time-field";
import type { CalendarView, ServiceView } from "./views";

/** Where a booking begins: a day, and a time where one was clicked. */
export interface BookingStart {
  day: string;
  start?: string;
}

const NO_SERVICE = "";
const DEFAULT_MINUTES = 30;
/** Names of the rules' fields on this form. */
const FIELDS: Record<string, string> = {
  "customer.name": "name",
  "customer.phone": "phone",
  "customer.email": "email",
  startsAt: "start",
};

interface BookingProps {
  start: BookingStart;
  calendars: CalendarView[];
  services: ServiceView[];
  calendarId: string | null;
  today: string;
  onClose: () => void;
  onBooked: (day: string) => void;
}

const EMPTY = { name: "", phone: "", email: "", notes: "", durationMinutes: DEFAULT_MINUTES };

function BookingForm({ start, calendars, services, today, onClose, onBooked, ...props }: BookingProps) {
  const form = useForm({ initialValues: EMPTY });
  const [serviceId, setServiceId] = useState(services[0]?.id ?? NO_SERVICE);
  const [calendarId, setCalendarId] = useState(props.calendarId ?? "");
  const [choice, setChoice] = useState<TimeChoice>({
    day: start.day < today ? today : start.day,
    start: start.start ?? null,
    calendarId: null,
    isExact: start.start !== undefined,
  });
  const [outcome, setOutcome] = useState<FormState>(null);
  const { formRef, focusError } = useErrorFocus();
  const [timeProblem, setTimeProblem] = useState<string | undefined>();
  const [isPending, startTransition] = useTransition();
  const offering = calendars.filter(
    ({ serviceIds }) => serviceIds.length === 0 || serviceId === NO_SERVICE || serviceIds.includes(serviceId),
  );

  const send = (values: typeof EMPTY) => {
    setOutcome(null);
    setTimeProblem(undefined);
    const { start: time } = choice;
    if (!time) {
      setTimeProblem("Choose a time.");
      focusError();
      return;
    }
    startTransition(async () => {
      const { durationMinutes, ...customer } = values;
      const result = await reached(
        bookAction({
          ...customer,
          ...(serviceId === NO_SERVICE ? { durationMinutes } : {}),
          start: time,
          serviceId: serviceId === NO_SERVICE ? null : serviceId,
          calendarId: calendarId || choice.calendarId,
        }),
      );
      if (result.ok) {
        tellDone(`Booked: ${values.name}, ${wallMomentText(time)}`);
        onBooked(time.slice(0, 10));
        return;
      }
      const named = Object.entries(result.fields).map(([field, texts]) => [FIELDS[field] ?? field, texts[0]]);
      const fields: Record<string, string | undefined> = Object.fromEntries(named);
      form.setErrors(fields);
      setTimeProblem(fields.start);
      setOutcome(result);
      focusError();
    });
  };

  return (
    <form ref={formRef} onSubmit={form.onSubmit(send)} noValidate>
      <Stack gap="md">
        <FormOutcome state={outcome} />
        <Select
          label="Service"
          data-autofocus={start.start ? undefined : true}
          data={[
            ...services.map(({ id, name, note }) => ({ value: id, label: `${name} (${note})` })),
            { value: NO_SERVICE, label: "Something else" },
          ]}
          value={serviceId}
          allowDeselect={false}
          onChange={(value) => {
            setServiceId(value ?? NO_SERVICE);
            if (!choice.isExact) setChoice({ ...choice, start: null, calendarId: null });
          }}
        />
        {serviceId === NO_SERVICE ? (
          <NumberInput
            label="Length in minutes"
            min={5}
            max={1440}
            step={5}
            {...form.getInputProps("durationMinutes")}
          />
        ) : null}
        {calendars.length > 1 ? (
          <Select
            label="Calendar"
            data={[
              { value: "", label: "The first that is free" },
              ...offering.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={offering.some(({ id }) => id === calendarId) ? calendarId : ""}
            allowDeselect={false}
            onChange={(value) => setCalendarId(value ?? "")}
          />
        ) : null}
        <TimeField
          choice={choice}
          wish={{
            serviceId: serviceId || null,
            durationMinutes: form.values.durationMinutes,
            calendarId: calendarId || null,
          }}
          today={today}
          error={timeProblem}
          onChange={(next) => {
            setChoice(next);
            setTimeProblem(undefined);
          }}
        />
        <TextInput
          label="Customer's name"
          autoComplete="off"
          data-autofocus={start.start ? true : undefined}
          {...form.getInputProps("name")}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput label="Phone" type="tel" autoComplete="off" {...form.getInputProps("phone")} />
          <TextInput label="E-mail" type="email" autoComplete="off" {...form.getInputProps("email")} />
        </SimpleGrid>
        <Textarea label="Notes" autosize minRows={2} maxRows={6} {...form.getInputProps("notes")} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
          <Button type="submit" loading={isPending}>
            Book
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Books an appointment by hand. */
export function BookingDialog({
  start,
  ...props
}: Omit<BookingProps, "start"> & { start: BookingStart | null }) {
  const [last, setLast] = useState(start);
  useEffect(() => {
    if (start) setLast(start);
  }, [start]);
  const shown = start ?? last;
  return (
    <Modal opened={start !== null} onClose={props.onClose} title="Book an appointment" size="lg">
      {shown ? <BookingForm key={`${shown.day} ${shown.start ?? ""}`} start={shown} {...props} /> : null}
    </Modal>
  );
}
