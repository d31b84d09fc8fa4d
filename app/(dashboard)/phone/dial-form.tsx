"use client";

import { Button, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconPhone } from "@tabler/icons-react";
import { useState } from "react";
import { Panel } from "@/lib/ui/panel";

export interface Choice {
  value: string;
  label: string;
}

const NEW_CALLER = "new";
const WITHHELD = "withheld";
const EXAMPLE_NUMBER = "(415) 555-0132";

/** Who rings which number. */
export function DialForm({
  numbers,
  callers,
  isRinging,
  problem,
  onRing,
}: {
  numbers: Choice[];
  callers: Choice[];
  isRinging: boolean;
  problem: string | null;
  onRing: (numberId: string, from: string | null) => void;
}) {
  const [numberId, setNumberId] = useState(numbers[0]?.value ?? "");
  const [caller, setCaller] = useState(NEW_CALLER);
  const [from, setFrom] = useState(EXAMPLE_NUMBER);
  return (
    <Panel id="dial" title="Who rings?">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (caller === WITHHELD) onRing(numberId, null);
          else onRing(numberId, caller === NEW_CALLER ? from : caller);
        }}
      >
        <Stack gap="md">
          <Select
            label="Caller"
            data={[
              { value: NEW_CALLER, label: "Somebody new" },
              { value: WITHHELD, label: "Somebody who hides their number" },
              ...(callers.length > 0 ? [{ group: "Known customers", items: callers }] : []),
            ]}
            value={caller}
            allowDeselect={false}
            searchable
            onChange={(value) => setCaller(value ?? NEW_CALLER)}
          />
          {caller === NEW_CALLER ? (
            <TextInput
              label="Calling from"
              type="tel"
              value={from}
              error={problem}
              errorProps={{ role: "alert" }}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
          ) : problem ? (
            <Text role="alert" size="sm" c="var(--mantine-color-error)">
              {problem}
            </Text>
          ) : null}
          {numbers.length > 1 ? (
            <Select
              label="Number to ring"
              data={numbers}
              value={numberId}
              allowDeselect={false}
              onChange={(value) => setNumberId(value ?? numberId)}
            />
          ) : (
            <Text size="sm" c="dimmed">
              Rings {numbers[0]?.label}
            </Text>
          )}
          <Button
            type="submit"
            size="md"
            loading={isRinging}
            leftSection={<IconPhone size={18} aria-hidden="true" />}
          >
            Ring
          </Button>
        </Stack>
      </form>
    </Panel>
  );
}
