import { sql } from "kysely";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { LEAD_SOURCES, LEAD_STATUSES, type Lead, type LeadStatus, toLead } from "@/lib/domain/leads";
import { wordOf } from "@/lib/domain/parse";
import type { Range } from "./periods";
import { count, leadsIn } from "./rows";
import { groupScores, type ScoreCell, type ScoreGroups } from "./score-groups";

const MOST_READ = 1_000;
const MOST_SIGNALS = 20;
const MOST_TOP = 10;
const OPEN = ["new", "contacted", "qualified"] as const satisfies readonly LeadStatus[];

/** What moved scores: how many of the leads that were read have it, and what it gave or took. */
export interface SignalFigure {
  signal: string;
  leads: number;
  converted: number;
  averagePoints: number;
}

export interface ScoredLeads extends ScoreGroups {
  /** Those that moved the most points first. */
  signals: SignalFigure[];
  /** The newest leads, whose reasons the signals were read from. */
  signalLeads: number;
  /** The best of those that are still open. */
  top: Lead[];
}

async function loadCells(ctx: TenantContext, range: Range): Promise<ScoreCell[]> {
  const rows = await leadsIn(ctx, range)
    .select(["score", "source", "status", count.as("count")])
    .groupBy(["score", "source", "status"])
    .execute();
  return rows.map((row) => ({
    ...row,
    source: wordOf(LEAD_SOURCES, row.source),
    status: wordOf(LEAD_STATUSES, row.status),
  }));
}

/** Reading the reasons of every lead would take as long as there are leads: the newest say enough. */
async function loadSignals(ctx: TenantContext, range: Range): Promise<SignalFigure[]> {
  const newest = leadsIn(ctx, range)
    .select(["status", "score_reasons"])
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(MOST_READ)
    .as("newest");
  return ctx.trx
    .selectFrom([
      newest,
      sql<{ reason: unknown }>`jsonb_array_elements(newest.score_reasons)`.as<"reasons">(
        sql`reasons(reason)`,
      ),
    ])
    .select([
      sql<string>`reason ->> 'signal'`.as("signal"),
      count.as("leads"),
      sql<number>`count(*) filter (where status = 'converted')`.as("converted"),
      sql<number>`avg((reason ->> 'points')::float8)`.as("averagePoints"),
    ])
    .groupBy("signal")
    .orderBy(sql`sum(abs((reason ->> 'points')::float8))`, "desc")
    .orderBy("signal")
    .limit(MOST_SIGNALS)
    .execute();
}

/**
 * How the leads of the caller's business are scored: how scores are spread and what became of the leads, which signals
 * moved them, and the best leads that are still open.
 * @param range bounds the leads by when they came.
 * @throws DomainError forbidden, also for a key that may not read leads.
 */
export async function scoredLeads(ctx: Context, range: Range): Promise<ScoredLeads> {
  authorize(ctx, "analytics:read");
  authorize(ctx, "lead:read");
  return inTenant(ctx, async (ctx) => {
    const groups = groupScores(await loadCells(ctx, range));
    const signals = await loadSignals(ctx, range);
    const top = await leadsIn(ctx, range)
      .selectAll()
      .where("status", "in", OPEN)
      .orderBy("score", "desc")
      .orderBy("id", "desc")
      .limit(MOST_TOP)
      .execute();
    return {
      ...groups,
      signals,
      signalLeads: Math.min(groups.all.leads, MOST_READ),
      top: top.map(toLead),
    };
  });
}
