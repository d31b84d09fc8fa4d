import { type Agent, defaultAgent, getAgent, isAtWork } from "@/lib/domain/agents";
import { getBusiness, localMidnight } from "@/lib/domain/businesses";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { callRows } from "./call-rows";
import { liveRows } from "./live-calls";

/** What a receptionist does at this moment. */
export interface AgentRunState {
  agent: Agent;
  isAtWork: boolean;
  /** Its calls that go on now. */
  activeCalls: number;
  /** Its calls since midnight in the business's zone, however they ended. */
  callsToday: number;
  /** Since it was last started; 0 while it is stopped. */
  uptimeMilliseconds: number;
  /** Why callers may not reach it though it is at work, in words for the owner. */
  problems: string[];
}

async function hasNumber(ctx: TenantContext, agent: Agent): Promise<boolean> {
  const isDefault = (await defaultAgent(ctx))?.id === agent.id;
  const row = await ctx.trx
    .selectFrom("numbers")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("status", "=", "active")
    .where("route_to_ai", "=", true)
    .where((eb) =>
      isDefault
        ? eb.or([eb("agent_id", "=", agent.id), eb("agent_id", "is", null)])
        : eb("agent_id", "=", agent.id),
    )
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function problemsOf(ctx: TenantContext, agent: Agent): Promise<string[]> {
  const problems: string[] = [];
  if (!(await hasNumber(ctx, agent)))
    problems.push("No phone number leads to this agent. Add one under Phone.");
  if (!ctx.ports.telephony.isConfigured) problems.push("Connect Telnyx to let it take calls.");
  if (!ctx.ports.voice.isConfigured) problems.push("Connect Retell to let it speak.");
  else if (agent.syncStatus === "error")
    problems.push(`The voice vendor did not take it: ${agent.syncError ?? "no reason was given."}`);
  return problems;
}

/**
 * Whether a receptionist takes calls, since when, how many, and what keeps callers from it.
 * @throws DomainError `forbidden`, `not_found`.
 */
export async function agentRunState(ctx: Context, id: string): Promise<AgentRunState> {
  authorize(ctx, "agent:read");
  return inTenant(ctx, async (ctx) => {
    const agent = await getAgent(ctx, id);
    const { timeZone } = await getBusiness(ctx);
    const now = ctx.clock.now();
    const live = await liveRows(ctx)
      .select((eb) => eb.fn.countAll<number>().as("total"))
      .where("conversations.agent_id", "=", agent.id)
      .executeTakeFirstOrThrow();
    const today = await callRows(ctx.trx, ctx.business.id)
      .select((eb) => eb.fn.countAll<number>().as("total"))
      .where("conversations.agent_id", "=", agent.id)
      .where("calls.started_at", ">=", localMidnight(now, timeZone))
      .where("calls.started_at", "<=", now)
      .executeTakeFirstOrThrow();
    const works = isAtWork(agent.status);
    return {
      agent,
      isAtWork: works,
      activeCalls: live.total,
      callsToday: today.total,
      uptimeMilliseconds:
        works && agent.startedAt ? Math.max(0, now.getTime() - agent.startedAt.getTime()) : 0,
      problems: works ? await problemsOf(ctx, agent) : [],
    };
  });
}
