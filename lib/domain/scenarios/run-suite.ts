import { z } from "zod";
import { type Agent, type AgentSettings, defaultAgent, getAgent, getAgentDraft } from "@/lib/domain/agents";
import { authorize, type BusinessScope, type Context, inTenant } from "@/lib/domain/context";
import { DomainError, notFound } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { parseInput } from "@/lib/domain/parse";
import { expectationText, judge } from "./judge";
import { rehearse } from "./rehearse";
import { loadSuite, MOST_SCENARIOS } from "./scenario-rows";
import { type ScenarioResult, type ScenarioSettings, scenarioInput } from "./schema";
import { type SuiteRun, suiteRunOf } from "./suite-runs";

const RUNS_KEPT = 50;

const target = {
  /** Default: the receptionist that answers where no other is named. */
  agentId: z.uuid().optional(),
  /** Its draft instead of what is live; without a draft, what is live. */
  isDraft: z.boolean().default(false),
};
const runSuiteInput = z.object({
  ...target,
  /** Only these; default: all. */
  scenarioIds: z.array(z.uuid()).min(1).max(MOST_SCENARIOS).optional(),
});
const rehearseScenariosInput = z.object({
  ...target,
  scenarios: z.array(scenarioInput).min(1).max(MOST_SCENARIOS),
});

interface Subject {
  agent: Agent;
  /** What it is to be set to; null: as it is live. */
  settings: AgentSettings | null;
}

async function subjectOf(ctx: Context, wish: { agentId?: string; isDraft: boolean }): Promise<Subject> {
  const agent = wish.agentId ? await getAgent(ctx, wish.agentId) : await defaultAgent(ctx);
  if (!agent) throw notFound("agent");
  const draft = wish.isDraft ? await getAgentDraft(ctx, agent.id) : null;
  return { agent, settings: draft?.settings ?? null };
}

type Judged = Pick<ScenarioResult, "turns" | "verdicts" | "error">;

/** Holds one call and judges it. What goes wrong in it is its result: the others are held all the same. */
async function heldCall(
  ctx: Context & { business: BusinessScope },
  scenario: ScenarioSettings,
  { agent, settings }: Subject,
): Promise<Judged> {
  try {
    const rehearsal = await rehearse(ctx, scenario, { id: agent.id, settings });
    return {
      turns: rehearsal.turns.map((turn) => ({
        ...turn,
        tools: turn.tools.map(({ result: _, ...used }) => used),
      })),
      verdicts: scenario.expectations.map((expectation) => judge(expectation, rehearsal)),
      error: null,
    };
  } catch (error) {
    if (!(error instanceof DomainError)) ctx.log.error({ error }, "a rehearsal broke off");
    const message = error instanceof DomainError ? error.message : "The rehearsal broke off.";
    const verdicts = scenario.expectations.map((expectation) => ({
      expectation,
      text: expectationText(expectation),
      isMet: false,
      turn: null,
    }));
    return { turns: [], verdicts, error: message };
  }
}

async function resultsOf(
  ctx: Context,
  scenarios: (ScenarioSettings & { id?: string })[],
  subject: Subject,
): Promise<ScenarioResult[]> {
  const { business } = ctx;
  if (!business) throw new DomainError("forbidden", "This credential belongs to no business.");
  const results: ScenarioResult[] = [];
  for (const scenario of scenarios) {
    const startedAt = ctx.clock.now().getTime();
    const judged = await heldCall({ ...ctx, business }, scenario, subject);
    results.push({
      ...judged,
      scenarioId: scenario.id ?? null,
      name: scenario.name,
      hasPassed: judged.error === null && judged.verdicts.every(({ isMet }) => isMet),
      durationMilliseconds: ctx.clock.now().getTime() - startedAt,
    });
  }
  return results;
}

/**
 * Holds calls that are not in the suite, against what is live or the draft. Keeps nothing, not even the result.
 * @throws DomainError `not_found`, `validation_failed`.
 */
export async function rehearseScenarios(
  ctx: Context,
  input: z.input<typeof rehearseScenariosInput>,
): Promise<ScenarioResult[]> {
  authorize(ctx, "agent:write");
  const { scenarios, ...wish } = parseInput(rehearseScenariosInput, input);
  return resultsOf(ctx, scenarios, await subjectOf(ctx, wish));
}

async function keepRun(ctx: Context, subject: Subject, results: ScenarioResult[], startedAt: Date) {
  const passed = results.filter(({ hasPassed }) => hasPassed).length;
  return inTenant(ctx, async (ctx) => {
    const row = await ctx.trx
      .insertInto("scenario_runs")
      .values({
        id: newId(startedAt),
        business_id: ctx.business.id,
        agent_id: subject.agent.id,
        agent_version: subject.settings ? null : subject.agent.version,
        passed,
        failed: results.length - passed,
        duration_milliseconds: Math.max(0, ctx.clock.now().getTime() - startedAt.getTime()),
        results: JSON.stringify(results),
        created_by: ctx.actor.kind === "user" ? ctx.actor.userId : null,
        created_at: startedAt,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const older = ctx.trx
      .selectFrom("scenario_runs")
      .select("id")
      .where("business_id", "=", ctx.business.id)
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .offset(RUNS_KEPT);
    await ctx.trx
      .deleteFrom("scenario_runs")
      .where("business_id", "=", ctx.business.id)
      .where("id", "in", older)
      .execute();
    announce(ctx, "scenario");
    return suiteRunOf(row);
  });
}

/**
 * Holds the calls of the suite, against what is live or the draft, and keeps the result among the last fifty. Each call
 * is a transaction of its own that is rolled back, so that real calls go on between them.
 * @throws DomainError `not_found` for an unknown agent or scenario.
 */
export async function runSuite(ctx: Context, input: z.input<typeof runSuiteInput> = {}): Promise<SuiteRun> {
  authorize(ctx, "agent:write");
  const { scenarioIds, ...wish } = parseInput(runSuiteInput, input);
  const subject = await subjectOf(ctx, wish);
  const suite = await inTenant(ctx, loadSuite);
  const chosen = scenarioIds ? suite.filter(({ id }) => scenarioIds.includes(id)) : suite;
  if (scenarioIds && chosen.length < new Set(scenarioIds).size) throw notFound("scenario");
  const startedAt = ctx.clock.now();
  return keepRun(ctx, subject, await resultsOf(ctx, chosen, subject), startedAt);
}
