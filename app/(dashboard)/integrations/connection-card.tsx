"use client";

import { Alert, Badge, Button, Group, Stack, Switch, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState, useTransition } from "react";
import type { IntegrationStatus } from "@/lib/domain/integrations";
import { type ActionResult, reached } from "@/lib/ui/action-result";
import { askFirst } from "@/lib/ui/ask-first";
import { TextLink } from "@/lib/ui/links";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { Panel } from "@/lib/ui/panel";
import { checkConnectionAction, disconnectAction, switchConnectionAction } from "./actions";
import { AtTheirSide } from "./at-their-side";
import { ConnectionForm } from "./connection-form";
import { type Kind, lackTexts } from "./kinds";

/** A connected account as its card shows it. */
export interface Connection {
  id: string;
  status: IntegrationStatus;
  problem: string | null;
  /** When the vendor last knew the account, in words; null where it was not asked since the last change. */
  checkedText: string | null;
  /** What was entered, by the names of the form; secrets are masked. */
  shown: Record<string, string>;
}

const BADGES = {
  none: { label: "Not connected", color: "gray" },
  active: { label: "Connected", color: "lagoon" },
  inactive: { label: "Switched off", color: "gray" },
  error: { label: "Needs attention", color: "red" },
} as const;

function stateText(connection: Connection | null): string | null {
  if (connection?.status === "inactive") return "It is not used. What you entered is kept.";
  if (connection?.status !== "active") return null;
  return connection.checkedText ? `Checked: ${connection.checkedText}.` : "It is being checked.";
}

/** One account that can be connected: what it is for, how it is, and what can be done about it. */
export function ConnectionCard({
  kind,
  connection,
  demo,
  appUrl,
  businessNumber,
}: {
  kind: Kind;
  connection: Connection | null;
  /** What works where the vendor is only played; null where it is real. */
  demo: string | null;
  appUrl: string;
  businessNumber: number;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [pending, setPending] = useState<"switch" | "check" | "disconnect" | null>(null);
  const [isPending, startTransition] = useTransition();
  const { title } = kind;
  const badge = BADGES[connection?.status ?? "none"];
  const text = stateText(connection);
  const lacks = connection?.status === "active" ? lackTexts(kind, connection.shown) : [];

  const run = <R,>(
    name: "switch" | "check" | "disconnect",
    work: Promise<ActionResult<R>>,
    done: (value: R) => void,
  ) => {
    setPending(name);
    startTransition(async () => {
      const result = await reached(work);
      setPending(null);
      if (result.ok) done(result.value);
      else tellTrouble(result.error);
    });
  };
  const isRunning = (name: "switch" | "check" | "disconnect") => isPending && pending === name;

  return (
    <Panel
      id={kind.type}
      title={title}
      aside={
        <Badge variant="light" color={badge.color}>
          {badge.label}
        </Badge>
      }
    >
      <Stack gap="md">
        <div>
          <Text>{kind.use}</Text>
          <div role="status">
            {connection?.problem ? (
              <Alert
                role="note"
                color="red"
                variant="light"
                mt="md"
                icon={<IconAlertTriangle aria-hidden="true" />}
                title="It is not used until this is mended"
              >
                {connection.problem}
              </Alert>
            ) : text ? (
              <Text size="sm" c="dimmed" mt={8}>
                {text}
              </Text>
            ) : null}
            {lacks.map((lack) => (
              <Alert
                key={lack}
                role="note"
                color="orange"
                variant="light"
                mt="md"
                icon={<IconAlertTriangle aria-hidden="true" />}
                title="Something is missing"
              >
                {lack}
              </Alert>
            ))}
          </div>
        </div>
        {connection ? (
          <Switch
            label={`Use ${title}`}
            checked={connection.status !== "inactive"}
            disabled={isRunning("switch")}
            onChange={({ currentTarget: { checked } }) =>
              run("switch", switchConnectionAction({ id: connection.id, isEnabled: checked }), () =>
                tellDone(checked ? `${title} is switched on.` : `${title} is switched off.`),
              )
            }
          />
        ) : null}
        <AtTheirSide type={kind.type} appUrl={appUrl} businessNumber={businessNumber} />
        {demo ? (
          <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
            {demo}
          </Text>
        ) : null}
        <Group gap="sm">
          <Button
            variant={connection ? "default" : "filled"}
            onClick={() => setIsOpen(true)}
            aria-label={connection ? `Change what was entered for ${title}` : `Connect ${title}`}
          >
            {connection ? "Change" : "Connect"}
          </Button>
          {connection && connection.status !== "inactive" ? (
            <Button
              variant="default"
              loading={isRunning("check")}
              aria-label={`Check again: ${title}`}
              onClick={() =>
                run("check", checkConnectionAction(connection.id), ({ problem, isChecked }) => {
                  if (problem) tellTrouble(problem);
                  else
                    tellDone(
                      isChecked
                        ? `${title} works.`
                        : `${title} does not answer now. It is asked again by itself.`,
                    );
                })
              }
            >
              Check again
            </Button>
          ) : null}
          {connection ? (
            <Button
              variant="subtle"
              color="red"
              loading={isRunning("disconnect")}
              aria-label={`Disconnect ${title}`}
              onClick={() =>
                askFirst({
                  title: `Disconnect ${title}?`,
                  text: "What you entered is deleted here. Your account there stays as it is.",
                  confirm: "Disconnect",
                  keep: "Keep it",
                  run: () =>
                    run("disconnect", disconnectAction(connection.id), () =>
                      tellDone(`${title} is disconnected.`),
                    ),
                })
              }
            >
              Disconnect
            </Button>
          ) : null}
          {connection && kind.more ? <TextLink href={kind.more.href}>{kind.more.label}</TextLink> : null}
        </Group>
      </Stack>
      {isOpen ? (
        <ConnectionForm kind={kind} shown={connection?.shown ?? null} onClose={() => setIsOpen(false)} />
      ) : null}
    </Panel>
  );
}
