import { z } from "zod";
import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { parseInput } from "@/lib/domain/parse";
import { resultsOf, type Subject, subjectOf, suiteTarget } from "./hold-calls";
import { loadSuite, MOST_SCENARIOS } from "./scenario-rows";
import type { ScenarioResult } from "./schema";
import { inOneRun } from "./suite-lease";
import { type SuiteRun, suiteRunOf } from "./suite-runs";

const RUNS_KEPT = 50;

const runSuiteInput = suiteTarget.extend({
  /** Only these; default: all. */
  scenarioIds: z.array(z.uuid()).min(1).max(MOST_SCENARIOS).optional(),
});

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
 * is a transaction of its own that is rolled back, so that real calls go on between them. After two minutes no more
 * calls are begun: what was not held has not passed, and says so.
 * @throws DomainError `not_found` for an unknown agent or scenario, `conflict` while another run is under way.
 */
export async function runSuite(ctx: Context, input: z.input<typeof runSuiteInput> = {}): Promise<SuiteRun> {
  authorize(ctx, "agent:write");
  const { scenarioIds, ...wish } = parseInput(runSuiteInput, input);
  const subject = await subjectOf(ctx, wish);
  const suite = await inTenant(ctx, loadSuite);
  const chosen = scenarioIds ? suite.filter(({ id }) => scenarioIds.includes(id)) : suite;
  if (scenarioIds && chosen.length < new Set(scenarioIds).size) throw notFound("scenario");
  const startedAt = ctx.clock.now();
  const results = await inOneRun(ctx, (until) => resultsOf(ctx, chosen, subject, until));
  return keepRun(ctx, subject, results, startedAt);
}
