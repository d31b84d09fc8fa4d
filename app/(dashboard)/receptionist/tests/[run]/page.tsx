import { Text } from "@mantine/core";
import { IconArrowLeft, IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getBusiness } from "@/lib/domain/businesses";
import { explainWhy } from "@/lib/domain/receptionist";
import { getSuiteRun, type ScenarioResult } from "@/lib/domain/scenarios";
import { TextLink } from "@/lib/ui/links";
import { orNull } from "@/lib/ui/or-null";
import { Panel } from "@/lib/ui/panel";
import { deedOf } from "@/lib/ui/tool-words";
import { Transcript, type TranscriptItem } from "@/lib/ui/transcript";
import { pageContext } from "@/lib/wiring";
import { chosenReceptionist } from "../../chosen";
import classes from "../../receptionist.module.css";
import { runText } from "../run-words";

export const metadata: Metadata = { title: "Test result" };

/** The call as it went: what was said and why, and what was done in between. */
const itemsOf = ({ turns }: ScenarioResult, timeZone: string): TranscriptItem[] =>
  turns.flatMap(({ speaker, text, why, tools }, turn) => [
    ...tools.map((tool, place) => ({
      kind: "deed" as const,
      key: `${turn} ${place}`,
      deed: deedOf({ ...tool, result: null, receipt: null }, timeZone),
    })),
    {
      kind: "turn" as const,
      key: `${turn}`,
      speaker: speaker === "caller" ? ("caller" as const) : ("desk" as const),
      name: speaker === "caller" ? "Caller" : "Receptionist",
      time: null,
      text,
      ...(why ? { note: explainWhy(why) } : {}),
    },
  ]);

function Verdicts({ result }: { result: ScenarioResult }) {
  return (
    <ul className={classes.verdicts}>
      {result.verdicts.map(({ text, isMet }) => {
        const Icon = isMet ? IconCircleCheck : IconCircleX;
        return (
          <li key={text} data-met={isMet}>
            <Icon size={18} stroke={1.8} aria-hidden="true" />
            <span>
              {isMet ? "As it should be: " : "Not met: "}
              {text}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

export default async function RunPage({ params, searchParams }: PageProps<"/receptionist/tests/[run]">) {
  const ctx = await pageContext();
  const [run, { timeZone }, { query }] = await Promise.all([
    orNull(getSuiteRun(ctx, (await params).run)),
    getBusiness(ctx),
    chosenReceptionist(ctx, searchParams),
  ]);
  if (!run) notFound();
  const { title, note } = runText(run, ctx.clock.now(), timeZone);
  const results = [...run.results].sort((one, other) => Number(one.hasPassed) - Number(other.hasPassed));
  return (
    <Panel
      id="run"
      title={title}
      flush
      aside={
        <TextLink href={`/receptionist/tests${query}`} size="sm" className={classes.back}>
          <IconArrowLeft size={16} stroke={1.8} aria-hidden="true" />
          All test calls
        </TextLink>
      }
    >
      <Text className={classes.lead}>{note}</Text>
      {results.map((result) => {
        const Icon = result.hasPassed ? IconCircleCheck : IconCircleX;
        return (
          <details
            key={`${result.scenarioId} ${result.name}`}
            className={classes.result}
            open={!result.hasPassed}
          >
            <summary className={classes.resultHead} data-met={result.hasPassed}>
              <Icon size={20} stroke={1.8} aria-hidden="true" />
              <span>
                <strong>{result.name}</strong> {result.hasPassed ? "passed" : "failed"}
              </span>
            </summary>
            {result.error ? <Text c="var(--mantine-color-error)">{result.error}</Text> : null}
            <Verdicts result={result} />
            {result.turns.length > 0 ? (
              <Transcript items={itemsOf(result, timeZone)} label={`What was said: ${result.name}`} />
            ) : null}
          </details>
        );
      })}
    </Panel>
  );
}
