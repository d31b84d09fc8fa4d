"use client";

import { ActionIcon, Button, Group, Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconPhoneOff, IconSend2 } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { LinkButton } from "@/lib/ui/links";
import dot from "@/lib/ui/live-dot.module.css";
import { Panel } from "@/lib/ui/panel";
import { Transcript } from "@/lib/ui/transcript";
import type { LineView } from "./line-view";
import classes from "./phone.module.css";

const STATES = { ringing: "Ringing", connected: "On the line", ended: "The call has ended" };
const IDEAS = [
  "When are you open?",
  "I would like to book an appointment for tomorrow afternoon",
  "Can somebody call me back?",
];

/** A call from the browser: what is said, what the receptionist does, and the line to say something. */
export function CallScreen({
  line,
  onSay,
  onHangUp,
  onAgain,
}: {
  line: LineView | null;
  onSay: (text: string) => void;
  onHangUp: () => void;
  onAgain: () => void;
}) {
  const [text, setText] = useState("");
  const log = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const state = line?.state ?? "ringing";
  const items = line?.items ?? [];
  const length = items.length;
  const hasSpoken = items.some((item) => item.kind === "turn" && item.speaker === "caller");

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new line is scrolled to.
  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [length, state]);
  useEffect(() => {
    if (state === "connected") input.current?.focus();
  }, [state]);

  const say = (words: string) => {
    const said = words.trim();
    if (said === "") return;
    onSay(said);
    setText("");
    input.current?.focus();
  };

  return (
    <Panel
      id="call"
      title="Your call"
      aside={
        <Group gap={8} c={state === "ended" ? "dimmed" : "var(--fd-accent-ink)"} wrap="nowrap">
          {state === "ended" ? null : <span className={dot.dot} aria-hidden="true" />}
          <Text size="sm" fw={600} role="status">
            {STATES[state]}
          </Text>
        </Group>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard. */}
      <div className={classes.log} ref={log} role="log" aria-label="What is said" tabIndex={0}>
        {length === 0 ? (
          <Text c="dimmed" ta="center" py="xl">
            {state === "ended" ? "Nobody answered." : "Your receptionist picks up in a moment."}
          </Text>
        ) : (
          <Transcript items={items} label="Transcript" />
        )}
        {line?.isAnswering ? (
          <p className={classes.answering}>
            <span className={dot.dot} aria-hidden="true" /> The receptionist is answering
          </p>
        ) : null}
      </div>
      {state === "ended" ? (
        <Group mt="md">
          {line?.callId ? <LinkButton href={`/calls/${line.callId}`}>Open the call</LinkButton> : null}
          <Button variant="default" onClick={onAgain}>
            Ring again
          </Button>
        </Group>
      ) : (
        <>
          {state === "connected" && !hasSpoken ? (
            <div className={classes.ideas}>
              {IDEAS.map((idea) => (
                <UnstyledButton key={idea} className={classes.idea} onClick={() => say(idea)}>
                  {idea}
                </UnstyledButton>
              ))}
            </div>
          ) : null}
          <form
            className={classes.speak}
            onSubmit={(event) => {
              event.preventDefault();
              say(text);
            }}
          >
            <TextInput
              ref={input}
              className={classes.field}
              aria-label="What you say"
              placeholder="Say something"
              autoComplete="off"
              maxLength={1000}
              size="md"
              value={text}
              disabled={state !== "connected"}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <ActionIcon type="submit" size={42} aria-label="Say it" disabled={state !== "connected"}>
              <IconSend2 size={20} aria-hidden="true" />
            </ActionIcon>
            <Button
              color="red"
              size="md"
              leftSection={<IconPhoneOff size={18} aria-hidden="true" />}
              className={classes.hangUp}
              onClick={onHangUp}
            >
              Hang up
            </Button>
          </form>
        </>
      )}
    </Panel>
  );
}
