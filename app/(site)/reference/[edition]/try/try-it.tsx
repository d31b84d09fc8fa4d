"use client";

import { Button } from "@mantine/core";
import { IconPlayerPlay, IconX } from "@tabler/icons-react";
import { useId, useState } from "react";
import { Trial, type TrialProps } from "./trial";

/** Opens the form of an operation in place: a page of forms would be heavy and long to pass by keyboard. */
export function TryIt(props: TrialProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const Icon = isOpen ? IconX : IconPlayerPlay;
  const word = isOpen ? "Close" : "Try it";
  return (
    <>
      <Button
        variant="light"
        mt="md"
        aria-label={`${word}: ${props.summary}`}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        leftSection={<Icon size={16} stroke={1.7} aria-hidden="true" />}
        onClick={() => setOpen(!isOpen)}
      >
        {word}
      </Button>
      {isOpen ? (
        <div id={id}>
          <Trial {...props} />
        </div>
      ) : null}
    </>
  );
}
