import { Text } from "@mantine/core";
import type { Metadata } from "next";
import { z } from "zod";
import { getAgentDraft } from "@/lib/domain/agents";
import { getBusiness } from "@/lib/domain/businesses";
import { can } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import {
  expectationText,
  getSuiteRun,
  listScenarios,
  listSuiteRuns,
  scenarioFromCall,
  scenarioInput,
} from "@/lib/domain/scenarios";
import { TextLink } from "@/lib/ui/links";
import { Panel } from "@/lib/ui/panel";
import rows from "@/lib/ui/rows.module.css";
import { addDays, dayOf, instantOf, weekStart } from "@/lib/ui/wall-time";
import { type PageContext, pageContext } from "@/lib/wiring";
import { chosenReceptionist } from "../chosen";
import { ReadOnlyNote } from "../read-only-note";
import classes from "../receptionist.module.css";
import { runText } from "./run-words";
import type { ScenarioDraft } from "./scenario-dialog";
import { Suite } from "./suite";

export const metadata: Metadata = { title: "Tests" };

const LAST_RUNS = 8;
const query = z.object({ call: z.uuid().optional().catch(undefined) });

/** A past call as a scenario to look over; null where there is none to make of it. */
async function draftFromCall(ctx: PageContext, callId: string | undefined): Promise<ScenarioDraft | null> {
  if (!callId) return null;
  try {
    const { sourceConversationId, ...scenario } = await scenarioFromCall(ctx, callId);
    return { id: null, sourceConversationId: sourceConversationId ?? null, scenario };
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

export default async function TestsPage({ searchParams }: PageProps<"/receptionist/tests">) {
  const ctx = await pageContext();
  const { call } = query.parse(await searchParams);
  const canWrite = can(ctx, "agent:write");
  const { agent, query: inAddress } = await chosenReceptionist(ctx, searchParams);
  const [{ timeZone }, scenarios, runs, fromCall] = await Promise.all([
    getBusiness(ctx),
    listScenarios(ctx),
    listSuiteRuns(ctx, { page: 1, limit: LAST_RUNS, ...(agent ? { agentId: agent.id } : {}) }),
    canWrite ? draftFromCall(ctx, call) : null,
  ]);
  const [latest] = runs.items;
  const [draft, last] = await Promise.all([
    agent && getAgentDraft(ctx, agent.id),
    latest ? getSuiteRun(ctx, latest.id) : null,
  ]);
  const now = ctx.clock.now();
  const nextMonday = addDays(weekStart(dayOf(now, timeZone)), 7);

  return (
    <>
      {canWrite ? null : <ReadOnlyNote />}
      <div className={classes.columns}>
        <div className={classes.main}>
          <Suite
            scenarios={scenarios.map((scenario) => {
              const result = last?.results.find(({ scenarioId }) => scenarioId === scenario.id);
              return {
                id: scenario.id,
                sourceConversationId: scenario.sourceConversationId,
                scenario: scenarioInput.parse(scenario),
                expectations: scenario.expectations.map(expectationText),
                lastResult: last && result ? { hasPassed: result.hasPassed } : null,
              };
            })}
            key={agent?.id}
            agentId={agent?.id ?? null}
            query={inAddress}
            isDraft={draft !== null}
            timeZone={timeZone}
            newAt={instantOf(`${nextMonday} 10:00`, timeZone).toISOString()}
            fromCall={fromCall}
            canWrite={canWrite}
          />
        </div>
        <div className={classes.side}>
          <Panel id="runs" title="Last runs" flush>
            {runs.items.length === 0 ? (
              <Text className={classes.lead}>Nothing has been run yet.</Text>
            ) : (
              <ul className={rows.rows}>
                {runs.items.map((run) => {
                  const { title, note } = runText(run, now, timeZone);
                  return (
                    <li key={run.id} className={rows.row}>
                      <div className={rows.grow}>
                        <TextLink href={`/receptionist/tests/${run.id}${inAddress}`} fw={600}>
                          {title}
                        </TextLink>
                        <Text size="sm" c="dimmed">
                          {note}
                        </Text>
                      </div>
                    </li>
                  );
                })}
              </ul>
            )}
          </Panel>
        </div>
      </div>
    </>
  );
}
