import { z } from "zod";
import { type Agent, type AgentSettings, defaultAgent, getAgent, getAgentDraft } from "@/lib/domain/agents";
import type { BusinessScope, Context } from "@/lib/domain/context";
import { DomainError, notFound } from "@/lib/domain/errors";
import { expectationText, judge } from "./judge";
import { rehearse } from "./rehearse";
import type { ScenarioResult, ScenarioSettings } from "./schema";

/** Whom calls are held with. */
export const suiteTarget = z.object({
  /** Default: the receptionist that answers where no other is named. */
  agentId: z.uuid().optional(),
  /** Its draft instead of what is live; without a draft, what is live. */
  isDraft: z.boolean().default(false),
});

/** A receptionist as calls are held with it. */
export interface Subject {
  agent: Agent;
  /** What it is to be set to; null: as it is live. */
  settings: AgentSettings | null;
}

/** The receptionist that is meant. @throws DomainError `not_found`. */
export async function subjectOf(ctx: Context, wish: z.output<typeof suiteTarget>): Promise<Subject> {
  const agent = wish.agentId ? await getAgent(ctx, wish.agentId) : await defaultAgent(ctx);
  if (!agent) throw notFound("agent");
  const draft = wish.isDraft ? await getAgentDraft(ctx, agent.id) : null;
  return { agent, settings: draft?.settings ?? null };
}

/** A caller may say two thousand characters at a time; a run keeps what shows how the call went. */
const MOST_KEPT_CHARACTERS = 500;
const kept = (said: string): string =>
  said.length > MOST_KEPT_CHARACTERS ? `${Array.from(said).slice(0, MOST_KEPT_CHARACTERS).join("")} …` : said;

type Judged = Pick<ScenarioResult, "turns" | "verdicts" | "error">;

/** Of a call that was not held nothing is met. */
function notHeld({ expectations }: ScenarioSettings, error: string): Judged {
  const verdicts = expectations.map((expectation) => ({
    expectation,
    text: expectationText(expectation),
    isMet: false,
    turn: null,
  }));
  return { turns: [], verdicts, error };
}

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
        text: kept(turn.text),
        tools: turn.tools.map(({ result: _, ...used }) => used),
      })),
      verdicts: scenario.expectations.map((expectation) => judge(expectation, rehearsal)),
      error: null,
    };
  } catch (error) {
    if (!(error instanceof DomainError)) ctx.log.error({ error }, "a rehearsal broke off");
    return notHeld(scenario, error instanceof DomainError ? error.message : "The rehearsal broke off.");
  }
}

/**
 * Holds the calls one after the other.
 * @param until after which no more are begun; the rest is told as not held.
 * @throws DomainError `forbidden` without a business.
 */
export async function resultsOf(
  ctx: Context,
  scenarios: (ScenarioSettings & { id?: string })[],
  subject: Subject,
  until: Date | null = null,
): Promise<ScenarioResult[]> {
  const { business } = ctx;
  if (!business) throw new DomainError("forbidden", "This credential belongs to no business.");
  const results: ScenarioResult[] = [];
  for (const scenario of scenarios) {
    const startedAt = ctx.clock.now().getTime();
    const isLate = until !== null && startedAt > until.getTime();
    const judged = isLate
      ? notHeld(scenario, "The run took longer than two minutes, and this call was not held any more.")
      : await heldCall({ ...ctx, business }, scenario, subject);
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
