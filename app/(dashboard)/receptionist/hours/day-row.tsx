"use client";

import { ActionIcon, Menu, Switch, Text } from "@mantine/core";
import { TimeInput } from "@mantine/dates";
import { IconCopy, IconPlus, IconX } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import classes from "./hours.module.css";
import { type Day, noteOf, type Stretch } from "./week";

const FIELDS = ["opensAt", "closesAt"] as const;
const USUAL = { opensAt: "09:00", closesAt: "17:00" };

/** What the times of a day are called. */
export interface HoursWords {
  opens: string;
  closes: string;
  closed: string;
}

interface DayRowProps {
  day: Day;
  words: HoursWords;
  /** By "<key>.opensAt" and "<key>.closesAt". */
  errors: Record<string, string>;
  newKey: () => string;
  onChange: (day: Day) => void;
  onCopy: (to: "weekdays" | "week") => void;
}

function StretchFields({
  dayName,
  words,
  stretch,
  errors,
  isOnly,
  onChange,
  onRemove,
}: {
  dayName: string;
  words: HoursWords;
  stretch: Stretch;
  errors: DayRowProps["errors"];
  isOnly: boolean;
  onChange: (stretch: Stretch) => void;
  onRemove: () => void;
}) {
  const note = noteOf(stretch);
  const problem = errors[`${stretch.key}.opensAt`] ?? errors[`${stretch.key}.closesAt`];
  const problemId = `${stretch.key}-problem`;
  return (
    <li className={classes.stretch}>
      <div className={classes.times}>
        {FIELDS.map((field) => (
          <TimeInput
            key={field}
            aria-label={`${dayName} ${field === "opensAt" ? words.opens : words.closes}`}
            className={classes.time}
            value={stretch[field]}
            error={Boolean(errors[`${stretch.key}.${field}`])}
            aria-describedby={problem ? problemId : undefined}
            data-opens={field === "opensAt" ? stretch.key : undefined}
            onChange={(event) => onChange({ ...stretch, [field]: event.currentTarget.value })}
          />
        ))}
        {isOnly ? null : (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={`Remove these hours of ${dayName}`}
            onClick={onRemove}
          >
            <IconX size={16} aria-hidden="true" />
          </ActionIcon>
        )}
      </div>
      {problem ? (
        <Text id={problemId} size="sm" c="var(--mantine-color-error)">
          {problem}
        </Text>
      ) : note ? (
        <Text size="sm" c="dimmed">
          {note}
        </Text>
      ) : null}
    </li>
  );
}

/** One weekday of the hours form. */
export function DayRow({ day, words, errors, newKey, onChange, onCopy }: DayRowProps) {
  const row = useRef<HTMLLIElement>(null);
  const added = useRef<string | null>(null);
  const { name, isOpen, stretches } = day;
  useEffect(() => {
    if (added.current === null) return;
    row.current?.querySelector<HTMLElement>(`[data-opens="${added.current}"]`)?.focus();
    added.current = null;
  });

  const toggle = (open: boolean) => {
    const kept = stretches.length > 0 || !open ? stretches : [{ key: newKey(), ...USUAL }];
    onChange({ ...day, isOpen: open, stretches: kept });
  };
  const add = () => {
    const key = newKey();
    added.current = key;
    onChange({ ...day, stretches: [...stretches, { key, opensAt: "", closesAt: "" }] });
  };

  return (
    <li ref={row} className={classes.day}>
      <Switch
        className={classes.name}
        checked={isOpen}
        label={name}
        onChange={(event) => toggle(event.currentTarget.checked)}
      />
      {isOpen ? (
        <ul className={classes.stretches} aria-label={`Hours of ${name}`}>
          {stretches.map((stretch) => (
            <StretchFields
              key={stretch.key}
              dayName={name}
              words={words}
              stretch={stretch}
              errors={errors}
              isOnly={stretches.length === 1}
              onChange={(next) =>
                onChange({ ...day, stretches: stretches.map((one) => (one.key === next.key ? next : one)) })
              }
              onRemove={() => onChange({ ...day, stretches: stretches.filter((one) => one !== stretch) })}
            />
          ))}
        </ul>
      ) : (
        <Text c="dimmed" className={classes.closed}>
          {words.closed}
        </Text>
      )}
      <div className={classes.tools}>
        {isOpen ? (
          <>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={32}
              title="Add hours"
              aria-label={`Add hours on ${name}`}
              onClick={add}
            >
              <IconPlus size={17} stroke={1.7} aria-hidden="true" />
            </ActionIcon>
            <Menu position="bottom-end" shadow="md" radius="md">
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" size={32} aria-label={`Copy the hours of ${name}`}>
                  <IconCopy size={16} stroke={1.7} aria-hidden="true" />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => onCopy("weekdays")}>Copy to Monday – Friday</Menu.Item>
                <Menu.Item onClick={() => onCopy("week")}>Copy to every day</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        ) : null}
      </div>
    </li>
  );
}
