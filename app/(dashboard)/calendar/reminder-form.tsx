"use client";

import { Alert, Button, Group, Radio, Skeleton, Stack, Text, Textarea } from "@mantine/core";
import { IconAlertCircle, IconInfoCircle } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { ReminderOffer } from "@/lib/domain/reminders";
import { type ActionResult, reached } from "@/lib/ui/action-result";
import { FormOutcome } from "@/lib/ui/form-parts";
import { tellDone } from "@/lib/ui/notices";
import { MAX_TEXT_CHARACTERS, textProblem } from "@/lib/ui/text-parts";
import { useActionForm } from "@/lib/ui/use-action-form";
import { offerRemindersAction, remindAction } from "./reminder-actions";
import type { AppointmentView } from "./views";

const LABELS = { sms: "Text message", email: "E-mail" } as const;

/** A way that can be used: where it leads; one that cannot: why. */
function wayText({ to, problem }: ReminderOffer): string {
  return problem ?? `To ${to ?? ""}`;
}

function OfferForm({
  appointment,
  offers,
  onBack,
  onSent,
}: {
  appointment: AppointmentView;
  offers: ReminderOffer[];
  onBack: () => void;
  onSent: () => void;
}) {
  const first = offers.find(({ problem }) => problem === null);
  const { form, outcome, isPending, formProps } = useActionForm({
    initialValues: { method: first?.method ?? "sms", message: first?.message ?? "" },
    send: async (values) => {
      const problem = values.method === "sms" ? textProblem(values.message) : null;
      if (problem) return { ok: false, error: problem, fields: { message: [problem] }, facts: {} };
      return remindAction({ ...values, id: appointment.id });
    },
    onDone: ({ to }) => {
      tellDone(`Reminder on its way to ${to}`);
      onSent();
    },
  });
  const chosen = offers.find(({ method }) => method === form.values.method);
  const choose = (method: string) => {
    const next = offers.find((offer) => offer.method === method);
    if (!next) return;
    // What somebody typed stays; the usual words of one way become those of the other.
    const isUsual = form.values.message === chosen?.message;
    form.setValues({ method: next.method, ...(isUsual ? { message: next.message } : {}) });
  };
  return (
    <form {...formProps}>
      <Stack gap="md">
        <FormOutcome state={outcome} />
        <Radio.Group
          label="How"
          name="method"
          value={first ? form.values.method : null}
          onChange={choose}
          error={form.errors.method}
        >
          <Stack gap="xs" mt={6}>
            {offers.map((offer) => (
              <Radio
                key={offer.method}
                value={offer.method}
                label={LABELS[offer.method]}
                description={wayText(offer)}
                disabled={offer.problem !== null}
                styles={{ description: { overflowWrap: "anywhere" } }}
              />
            ))}
          </Stack>
        </Radio.Group>
        {first ? (
          <Textarea
            label="Message"
            name="message"
            autosize
            minRows={4}
            maxRows={12}
            maxLength={MAX_TEXT_CHARACTERS}
            required
            withAsterisk={false}
            {...form.getInputProps("message")}
          />
        ) : (
          <Alert
            role="status"
            color="gray"
            variant="light"
            icon={<IconInfoCircle aria-hidden="true" />}
            title="This customer cannot be reminded"
          >
            Add a phone number or an e-mail address to their contact, or call them.
          </Alert>
        )}
        {chosen?.note ? (
          <Text size="sm" c="dimmed">
            {chosen.note}
          </Text>
        ) : null}
        <Group justify="end">
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
          {first ? (
            <Button type="submit" loading={isPending}>
              Send reminder
            </Button>
          ) : null}
        </Group>
      </Stack>
    </form>
  );
}

/** Reminds the customer of an appointment by text or e-mail, in words that can be changed. */
export function ReminderForm({
  appointment,
  onBack,
  onSent,
}: {
  appointment: AppointmentView;
  onBack: () => void;
  onSent: () => void;
}) {
  const [offers, setOffers] = useState<ActionResult<ReminderOffer[]> | null>(null);
  const { id } = appointment;
  useEffect(() => {
    let isCurrent = true;
    void reached(offerRemindersAction(id)).then((result) => {
      if (isCurrent) setOffers(result);
    });
    return () => {
      isCurrent = false;
    };
  }, [id]);
  if (offers === null) {
    return (
      <Stack gap="md" role="status" aria-label="Looking how the customer can be reached">
        <Skeleton height={72} radius="md" />
        <Skeleton height={120} radius="md" />
      </Stack>
    );
  }
  if (!offers.ok) {
    return (
      <Stack gap="md">
        <Alert role="alert" color="red" variant="light" icon={<IconAlertCircle aria-hidden="true" />}>
          {offers.error}
        </Alert>
        <Group justify="end">
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
        </Group>
      </Stack>
    );
  }
  return <OfferForm appointment={appointment} offers={offers.value} onBack={onBack} onSent={onSent} />;
}
