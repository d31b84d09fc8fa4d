"use client";

import { Anchor, Badge, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { wallMomentText, wallSpanText } from "@/lib/ui/format";
import { useErrorFocus } from "@/lib/ui/use-error-focus";
import classes from "./appointment-dialog.module.css";
import { ReminderForm } from "./reminder-form";
import { type TimeChoice, TimeField } from "./time-field";
import type { AppointmentView } from "./views";

interface DialogProps {
  canWrite: boolean;
  today: string;
  onClose: () => void;
  onMove: (appointment: AppointmentView, start: string) => void;
  onCancel: (appointment: AppointmentView) => void;
  onStatus: (appointment: AppointmentView, status: "confirmed" | "completed" | "no_show") => void;
}

type Step = "details" | "move" | "remind" | "cancel";

function Details({ appointment }: { appointment: AppointmentView }) {
  const { phone, email } = appointment;
  const facts = {
    When: wallSpanText(appointment.start, appointment.end),
    Service: appointment.service,
    Calendar: appointment.calendarName,
    Phone: phone ? (
      <Anchor href={`tel:${phone}`} className="fd-numbers">
        {appointment.phoneText}
      </Anchor>
    ) : null,
    "E-mail": email ? <Anchor href={`mailto:${email}`}>{email}</Anchor> : null,
    Notes: appointment.notes,
  };
  return (
    <dl className={classes.facts}>
      {Object.entries(facts).map(([name, value]) =>
        value ? (
          <div key={name} className={classes.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

function MoveForm({
  appointment,
  today,
  onBack,
  onMove,
}: {
  appointment: AppointmentView;
  today: string;
  onBack: () => void;
  onMove: (start: string) => void;
}) {
  const [choice, setChoice] = useState<TimeChoice>({
    day: appointment.start.slice(0, 10),
    start: null,
    calendarId: null,
    isExact: false,
  });
  const [problem, setProblem] = useState<string | undefined>();
  const { formRef, focusError } = useErrorFocus();
  return (
    <form
      ref={formRef}
      onSubmit={(event) => {
        event.preventDefault();
        if (choice.start) {
          onMove(choice.start);
          return;
        }
        setProblem("Choose a time.");
        focusError();
      }}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          Now: {wallMomentText(appointment.start)}
        </Text>
        <TimeField
          choice={choice}
          wish={{
            serviceId: appointment.serviceId,
            durationMinutes: appointment.durationMinutes,
            calendarId: appointment.calendarId,
          }}
          today={today}
          error={problem}
          onChange={(next) => {
            setChoice(next);
            setProblem(undefined);
          }}
        />
        <Group justify="end">
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
          <Button type="submit">Move</Button>
        </Group>
      </Stack>
    </form>
  );
}

function DetailsStep({
  appointment,
  canWrite,
  onStatus,
  onStep,
}: Pick<DialogProps, "canWrite" | "onStatus"> & {
  appointment: AppointmentView;
  onStep: (step: Step) => void;
}) {
  const { status, hasBegun } = appointment;
  const isOpen = status === "pending" || status === "confirmed";
  return (
    <Stack gap="md">
      <Group gap="xs">
        <Badge variant="light" color={appointment.statusColor}>
          {appointment.statusLabel}
        </Badge>
      </Group>
      <Details appointment={appointment} />
      {canWrite ? (
        <Group justify="end" gap="sm">
          {isOpen ? (
            <Button variant="subtle" color="red" onClick={() => onStep("cancel")} className={classes.cancel}>
              Cancel appointment
            </Button>
          ) : null}
          {appointment.isMovable ? (
            <>
              <Button variant="default" onClick={() => onStep("remind")}>
                Send a reminder
              </Button>
              <Button variant="default" onClick={() => onStep("move")}>
                Move
              </Button>
            </>
          ) : null}
          {status === "pending" ? (
            <Button onClick={() => onStatus(appointment, "confirmed")}>Confirm</Button>
          ) : null}
          {hasBegun && status !== "no_show" ? (
            <Button variant="default" onClick={() => onStatus(appointment, "no_show")}>
              Did not come
            </Button>
          ) : null}
          {hasBegun && status !== "completed" ? (
            <Button onClick={() => onStatus(appointment, "completed")}>Mark as done</Button>
          ) : null}
        </Group>
      ) : null}
    </Stack>
  );
}

const titleOf = (step: Step, customer: string | undefined): string => {
  if (step === "move") return `Move ${customer ?? ""}`;
  if (step === "remind") return `Remind ${customer ?? ""}`;
  return customer ?? "Appointment";
};

/** One appointment: what is known of it, and moving, reminding of, confirming, finishing or cancelling it. */
export function AppointmentDialog({
  appointment,
  ...props
}: DialogProps & { appointment: AppointmentView | null }) {
  const [last, setLast] = useState(appointment);
  const [step, setStep] = useState<Step>("details");
  useEffect(() => {
    if (appointment) setLast(appointment);
  }, [appointment]);
  const openedId = appointment?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: every opened appointment begins with its details.
  useEffect(() => setStep("details"), [openedId]);
  const shown = appointment ?? last;
  const finish = (act: () => void) => {
    act();
    props.onClose();
  };

  return (
    <Modal
      opened={appointment !== null}
      onClose={props.onClose}
      title={titleOf(step, shown?.customer)}
      size={520}
    >
      {shown && step === "details" ? <DetailsStep appointment={shown} {...props} onStep={setStep} /> : null}
      {shown && step === "move" ? (
        <MoveForm
          appointment={shown}
          today={props.today}
          onBack={() => setStep("details")}
          onMove={(start) => finish(() => props.onMove(shown, start))}
        />
      ) : null}
      {shown && step === "remind" ? (
        <ReminderForm appointment={shown} onBack={() => setStep("details")} onSent={props.onClose} />
      ) : null}
      {shown && step === "cancel" ? (
        <Stack gap="md">
          <Text>
            Cancel the appointment of {shown.customer} on {wallMomentText(shown.start)}?
            {shown.email ? " The customer is told by e-mail." : ""}
          </Text>
          <Group justify="end">
            <Button variant="default" onClick={() => setStep("details")} data-autofocus>
              Keep it
            </Button>
            <Button color="red" onClick={() => finish(() => props.onCancel(shown))}>
              Cancel appointment
            </Button>
          </Group>
        </Stack>
      ) : null}
    </Modal>
  );
}
