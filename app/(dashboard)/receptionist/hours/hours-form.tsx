"use client";

import { Box } from "@mantine/core";
import { randomId } from "@mantine/hooks";
import { useEffect, useState, useTransition } from "react";
import type { DayInterval } from "@/lib/domain/businesses";
import { type ActionResult, type FormState, reached } from "@/lib/ui/action-result";
import { FormOutcome } from "@/lib/ui/form-parts";
import { tellDone } from "@/lib/ui/notices";
import { SaveBar } from "@/lib/ui/save-bar";
import { useErrorFocus } from "@/lib/ui/use-error-focus";
import { useUnsavedChanges } from "@/lib/ui/use-unsaved-changes";
import { DayRow, type HoursWords } from "./day-row";
import classes from "./hours.module.css";
import { copyDay, type Day, intervalsOf, isSameWeek } from "./week";

const newKey = () => randomId("stretch-");

/** "3.opensAt" of the answer as the name of a field on the page. */
function errorsByField(fields: Record<string, string[]>, keys: string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, [message]]) => {
      const [index, field] = name.split(".");
      const key = keys[Number(index)];
      return key && message ? [[`${key}.${field}`, message]] : [];
    }),
  );
}

/**
 * The week: each day open or closed, with as many stretches as it has.
 * @param isNew what is shown is not saved yet.
 * @param done what is told once it is saved.
 */
export function HoursForm({
  saved,
  isNew = false,
  words,
  label,
  done,
  save: send,
}: {
  saved: Day[];
  isNew?: boolean;
  words: HoursWords;
  label: string;
  done: string;
  save: (hours: DayInterval[]) => Promise<ActionResult<null>>;
}) {
  const [days, setDays] = useState(saved);
  const [base, setBase] = useState(saved);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [outcome, setOutcome] = useState<FormState>(null);
  const [isPending, startTransition] = useTransition();
  const { formRef, focusError } = useErrorFocus();
  const isDirty = !isSameWeek(days, base);
  useUnsavedChanges(isDirty || isNew);

  // Somebody else may have saved other hours meanwhile: what is not being edited follows them.
  useEffect(() => {
    setDays((current) => (isSameWeek(current, base) ? saved : current));
    setBase(saved);
  }, [saved, base]);

  const change = (next: Day[]) => {
    setDays(next);
    setErrors({});
    setOutcome(null);
  };
  const changeDay = (day: Day) =>
    change(days.map((current) => (current.dayOfWeek === day.dayOfWeek ? day : current)));

  const save = () => {
    if (isPending) return;
    const intervals = intervalsOf(days);
    startTransition(async () => {
      const result = await reached(send(intervals.map(({ interval }) => interval)));
      if (result.ok) {
        setBase(days);
        tellDone(done);
        return;
      }
      setErrors(
        errorsByField(
          result.fields,
          intervals.map(({ key }) => key),
        ),
      );
      setOutcome(result);
      focusError();
    });
  };

  return (
    <form
      ref={formRef}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {outcome ? (
        <Box px="lg" pb="sm">
          <FormOutcome state={outcome} />
        </Box>
      ) : null}
      <ul className={classes.days}>
        {days.map((day) => (
          <DayRow
            key={day.dayOfWeek}
            day={day}
            words={words}
            errors={errors}
            newKey={newKey}
            onChange={changeDay}
            onCopy={(to) => change(copyDay(days, day, to, newKey))}
          />
        ))}
      </ul>
      <SaveBar isDirty={isDirty} isPending={isPending} save={label} onDiscard={() => change(base)} />
    </form>
  );
}
