"use client";

import { ActionIcon, Badge, Button, Group, Text } from "@mantine/core";
import { IconChecklist, IconPlayerPlay, IconPlus, IconX } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useOptimistic, useRef, useState, useTransition } from "react";
import { reached } from "@/lib/ui/action-result";
import { EmptyNote } from "@/lib/ui/empty-note";
import { tellDone, tellTrouble } from "@/lib/ui/notices";
import { Panel } from "@/lib/ui/panel";
import rows from "@/lib/ui/rows.module.css";
import classes from "../receptionist.module.css";
import { removeScenarioAction, runSuiteAction, saveScenarioAction } from "./actions";
import { ScenarioDialog, type ScenarioDraft } from "./scenario-dialog";
import { emptyScenario, valuesOf } from "./scenario-values";

/** A call of the suite as the page shows it. */
export interface ScenarioView extends ScenarioDraft {
  id: string;
  /** What has to come of it, in words. */
  expectations: string[];
  /** How it went the last time; null where it was not held yet. */
  lastResult: { hasPassed: boolean } | null;
}

function useSuite({ timeZone, agentId, query }: { timeZone: string; agentId: string | null; query: string }) {
  const router = useRouter();
  const [isRunning, startRunning] = useTransition();
  const [, startTransition] = useTransition();

  const run = () =>
    startRunning(async () => {
      const result = await reached(runSuiteAction(agentId));
      if (!result.ok) {
        tellTrouble(result.error);
        return;
      }
      const { id, passed, failed } = result.value;
      tellDone(
        failed === 0
          ? `All ${passed} calls went as they should.`
          : `${failed} of ${passed + failed} calls went wrong.`,
      );
      router.push(`/receptionist/tests/${id}${query}`);
    });
  const restore = ({ scenario, sourceConversationId }: ScenarioView) =>
    startTransition(async () => {
      const { day, time } = valuesOf(scenario, timeZone);
      const result = await reached(
        saveScenarioAction(scenario, { id: null, sourceConversationId, day, time }),
      );
      if (!result.ok) tellTrouble(result.error);
    });
  const remove = (view: ScenarioView, hide: () => void) =>
    startTransition(async () => {
      hide();
      const result = await reached(removeScenarioAction(view.id));
      if (result.ok) {
        tellDone(`Removed: ${view.scenario.name}`, { label: "Undo", run: () => restore(view) });
      } else tellTrouble(result.error);
    });
  return { isRunning, run, remove };
}

function ScenarioRow({
  view,
  canWrite,
  onEdit,
  onRemove,
}: {
  view: ScenarioView;
  canWrite: boolean;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const { scenario, expectations, lastResult } = view;
  return (
    <li className={`${rows.row} ${classes.wrapping}`}>
      <div className={rows.grow}>
        <Group gap={8}>
          <Text fw={600}>{scenario.name}</Text>
          {lastResult ? (
            <Badge variant="light" color={lastResult.hasPassed ? "lagoon" : "red"}>
              {lastResult.hasPassed ? "Passed" : "Failed"}
            </Badge>
          ) : null}
        </Group>
        <Text size="sm" mt={2}>
          “{scenario.opening}”
        </Text>
        <Text size="sm" c="dimmed" mt={2}>
          The receptionist {expectations.join("; ")}.
        </Text>
      </div>
      {canWrite ? (
        <Group gap={4} wrap="nowrap" className={classes.actions}>
          <Button variant="default" size="xs" aria-label={`Edit ${scenario.name}`} onClick={onEdit}>
            Edit
          </Button>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={`Remove ${scenario.name}`}
            onClick={onRemove}
          >
            <IconX size={16} aria-hidden="true" />
          </ActionIcon>
        </Group>
      ) : null}
    </li>
  );
}

/** The calls that the receptionist is tried with, and the button that tries them. */
export function Suite({
  agentId,
  query,
  scenarios,
  isDraft,
  timeZone,
  newAt,
  fromCall,
  canWrite,
}: {
  /** Whom the calls are held with. */
  agentId: string | null;
  /** What keeps it in an address. */
  query: string;
  scenarios: ScenarioView[];
  /** There is a draft to try. */
  isDraft: boolean;
  timeZone: string;
  /** When a new call rings: an instant. */
  newAt: string;
  /** A call that somebody wants a test of. */
  fromCall: ScenarioDraft | null;
  canWrite: boolean;
}) {
  const [shown, hide] = useOptimistic(scenarios, (current: ScenarioView[], id: string) =>
    current.filter((view) => view.id !== id),
  );
  const [edited, setEdited] = useState<ScenarioDraft | null>(fromCall);
  const { isRunning, run, remove } = useSuite({ timeZone, agentId, query });
  const list = useRef<HTMLDivElement>(null);
  return (
    <Panel
      id="suite"
      title="Test calls"
      flush
      aside={
        canWrite ? (
          <Group gap="xs" wrap="nowrap">
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size={15} aria-hidden="true" />}
              aria-label="Add a test call"
              onClick={() =>
                setEdited({ id: null, sourceConversationId: null, scenario: emptyScenario(newAt) })
              }
            >
              Add
            </Button>
            <Button
              size="xs"
              loading={isRunning}
              leftSection={<IconPlayerPlay size={15} aria-hidden="true" />}
              onClick={run}
            >
              Run all
            </Button>
          </Group>
        ) : null
      }
    >
      <Text className={classes.lead} role="status">
        {isRunning
          ? "The calls are being held. This takes a moment."
          : `Run all holds each of these calls with ${isDraft ? "your draft" : "what is live"}, in a copy of your business: nothing is booked, and nobody is rung.`}
      </Text>
      <div ref={list} tabIndex={-1} style={{ outline: "none" }}>
        {shown.length === 0 ? (
          <EmptyNote icon={<IconChecklist size={34} stroke={1.4} />} title="No test calls">
            Add one, or make one from a call that went wrong.
          </EmptyNote>
        ) : (
          <ul className={rows.rows}>
            {shown.map((view) => (
              <ScenarioRow
                key={view.id}
                view={view}
                canWrite={canWrite}
                onEdit={() => setEdited(view)}
                onRemove={() => {
                  list.current?.focus();
                  remove(view, () => hide(view.id));
                }}
              />
            ))}
          </ul>
        )}
      </div>
      {edited ? <ScenarioDialog draft={edited} timeZone={timeZone} onClose={() => setEdited(null)} /> : null}
    </Panel>
  );
}
