import type { Selectable } from "kysely";
import { z } from "zod";
import type { ScenarioRuns } from "@/lib/db/types";
import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { offsetOf, type Page, type PageInput } from "@/lib/domain/paging";
import { parseInput } from "@/lib/domain/parse";
import { expectation, type ScenarioResult } from "./schema";

/** A run of the suite, without its calls. */
export interface SuiteRunSummary {
  id: string;
  agentId: string;
  /** The version that was live; null where the draft was tried. */
  agentVersion: number | null;
  passed: number;
  failed: number;
  durationMilliseconds: number;
  /** UUID of the user; null where the command line or an API key ran it. */
  startedBy: string | null;
  startedAt: Date;
}

export type SuiteRun = SuiteRunSummary & { results: ScenarioResult[] };

const storedResults = z.array(
  z.object({
    scenarioId: z.string().nullable(),
    name: z.string(),
    hasPassed: z.boolean(),
    turns: z.array(
      z.object({
        speaker: z.enum(["caller", "receptionist"]),
        text: z.string(),
        why: z.string().nullable(),
        tools: z.array(
          z.object({
            tool: z.string(),
            arguments: z.json().optional(),
            receipt: z.string().nullable(),
            error: z.string().nullable(),
          }),
        ),
      }),
    ),
    verdicts: z.array(
      z.object({ expectation, text: z.string(), isMet: z.boolean(), turn: z.number().nullable() }),
    ),
    error: z.string().nullable(),
    durationMilliseconds: z.number(),
  }),
);

const summaryOf = (row: Omit<Selectable<ScenarioRuns>, "results">): SuiteRunSummary => ({
  id: row.id,
  agentId: row.agent_id,
  agentVersion: row.agent_version,
  passed: row.passed,
  failed: row.failed,
  durationMilliseconds: row.duration_milliseconds,
  startedBy: row.created_by,
  startedAt: row.created_at,
});

/** A run as its row holds it. */
export const suiteRunOf = (row: Selectable<ScenarioRuns>): SuiteRun => ({
  ...summaryOf(row),
  results: storedResults.parse(row.results).map((result) => ({
    ...result,
    turns: result.turns.map((turn) => ({
      ...turn,
      tools: turn.tools.map((tool) => ({ ...tool, arguments: tool.arguments ?? null })),
    })),
  })),
});

const listInput = z.object({
  page: z.number().int().min(1),
  limit: z.number().int().min(1).max(50),
  agentId: z.uuid().optional(),
});

/** The last runs of the suite, of one receptionist or all, newest first. */
export async function listSuiteRuns(
  ctx: Context,
  input: PageInput & { agentId?: string },
): Promise<Page<SuiteRunSummary>> {
  authorize(ctx, "agent:read");
  const { agentId, ...page } = parseInput(listInput, input);
  return inTenant(ctx, async ({ trx, business }) => {
    const rows = trx
      .selectFrom("scenario_runs")
      .where("business_id", "=", business.id)
      .$if(agentId !== undefined, (query) => query.where("agent_id", "=", agentId ?? ""));
    const { total } = await rows
      .select((eb) => eb.fn.countAll<number>().as("total"))
      .executeTakeFirstOrThrow();
    const items = await rows
      .select([
        "id",
        "business_id",
        "agent_id",
        "agent_version",
        "passed",
        "failed",
        "duration_milliseconds",
        "created_by",
        "created_at",
      ])
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(page.limit)
      .offset(offsetOf(page))
      .execute();
    return { ...page, items: items.map(summaryOf), total };
  });
}

/** A run with every call of it. @throws DomainError `not_found`. */
export async function getSuiteRun(ctx: Context, id: string): Promise<SuiteRun> {
  authorize(ctx, "agent:read");
  return inTenant(ctx, async ({ trx, business }) => {
    const row = isId(id)
      ? await trx
          .selectFrom("scenario_runs")
          .selectAll()
          .where("business_id", "=", business.id)
          .where("id", "=", id)
          .executeTakeFirst()
      : undefined;
    if (!row) throw notFound("scenario");
    return suiteRunOf(row);
  });
}
