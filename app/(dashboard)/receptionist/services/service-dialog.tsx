"use client";

import { Button, NumberInput, SimpleGrid, Switch, Textarea, TextInput } from "@mantine/core";
import { useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { askFirst } from "@/lib/ui/ask-first";
import { FormDialog } from "@/lib/ui/form-dialog";
import { currencySymbol, minorDigits } from "@/lib/ui/format";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { useActionForm } from "@/lib/ui/use-action-form";
import { removeServiceAction, saveServiceAction } from "./actions";
import type { ServiceView } from "./service-view";

const DEFAULT_MINUTES = 30;

interface Values extends Record<string, unknown> {
  name: string;
  description: string;
  /** A number field is an empty text while nothing stands in it. */
  durationMinutes: number | "";
  bufferBeforeMinutes: number | "";
  bufferAfterMinutes: number | "";
  priceMinor: number | "";
  isActive: boolean;
}

const valuesOf = (service: ServiceView | null): Values => ({
  name: service?.name ?? "",
  description: service?.description ?? "",
  durationMinutes: service?.durationMinutes ?? DEFAULT_MINUTES,
  bufferBeforeMinutes: service?.bufferBeforeMinutes ?? 0,
  bufferAfterMinutes: service?.bufferAfterMinutes ?? 0,
  priceMinor: service?.price ?? "",
  isActive: service?.isActive ?? true,
});

/** Adds a service, or changes one. */
export function ServiceDialog({
  service,
  currency,
  onClose,
}: {
  service: ServiceView | null;
  currency: string;
  onClose: () => void;
}) {
  const digits = minorDigits(currency);
  const state = useActionForm({
    initialValues: valuesOf(service),
    send: (values) =>
      saveServiceAction({
        ...(service ? { id: service.id } : {}),
        ...values,
        durationMinutes: Number(values.durationMinutes),
        bufferBeforeMinutes: Number(values.bufferBeforeMinutes),
        bufferAfterMinutes: Number(values.bufferAfterMinutes),
        priceMinor: values.priceMinor === "" ? null : Math.round(values.priceMinor * 10 ** digits),
      }),
    onDone: ({ name }) => {
      tellDone(service ? `Saved: ${name}` : `Added: ${name}`);
      onClose();
    },
  });
  const { form } = state;
  const [isRemoving, startRemoving] = useTransition();

  const remove = (gone: ServiceView) =>
    askFirst({
      title: `Remove ${gone.name}?`,
      text: "Callers cannot book it any more. Appointments that are booked stay in the calendar. To take it out for a while, switch it off instead.",
      confirm: "Remove",
      keep: "Keep it",
      run: () =>
        startRemoving(async () => {
          const result = await reached(removeServiceAction(gone.id));
          if (!result.ok) {
            tellTrouble(result.error);
            return;
          }
          tellDone(`Removed: ${gone.name}`);
          onClose();
        }),
    });

  return (
    <FormDialog
      title={service ? `Edit ${service.name}` : "Add a service"}
      submit={service ? "Save" : "Add"}
      state={state}
      onClose={onClose}
      aside={
        service ? (
          <Button variant="subtle" color="red" loading={isRemoving} onClick={() => remove(service)}>
            Remove
          </Button>
        ) : null
      }
    >
      <TextInput label="Name" data-autofocus maxLength={200} {...form.getInputProps("name")} />
      <Textarea
        label="Description"
        description="What callers are told about it, if they ask."
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        {...form.getInputProps("description")}
      />
      <SimpleGrid cols={2} spacing="sm">
        <NumberInput
          label="Length in minutes"
          min={5}
          max={1440}
          step={5}
          allowDecimal={false}
          clampBehavior="none"
          {...form.getInputProps("durationMinutes")}
        />
        <NumberInput
          label="Price"
          placeholder="Not told"
          prefix={currencySymbol(currency)}
          min={0}
          decimalScale={digits}
          thousandSeparator=","
          hideControls
          {...form.getInputProps("priceMinor")}
        />
        <NumberInput
          label="Free before"
          description="Minutes kept free"
          min={0}
          max={480}
          step={5}
          allowDecimal={false}
          clampBehavior="none"
          {...form.getInputProps("bufferBeforeMinutes")}
        />
        <NumberInput
          label="Free after"
          description="Minutes kept free"
          min={0}
          max={480}
          step={5}
          allowDecimal={false}
          clampBehavior="none"
          {...form.getInputProps("bufferAfterMinutes")}
        />
      </SimpleGrid>
      <Switch label="Callers can book this" {...form.getInputProps("isActive", { type: "checkbox" })} />
    </FormDialog>
  );
}
