import {
  type Agent,
  businessMoment,
  getAgent,
  isEverReached,
  isStarted,
  isWithinHours,
  startedAgents,
} from "@/lib/domain/agents";
import { getBusiness, localMidnight } from "@/lib/domain/businesses";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { carriersOf } from "@/lib/domain/integrations";
import { callRows } from "./call-rows";
import { liveRows } from "./live-calls";

/** What a receptionist does at this moment. */
export interface AgentRunState {
  agent: Agent;
  /** It is started; in its working hours it takes calls. */
  isStarted: boolean;
  isInWorkingHours: boolean;
  /** Its calls that go on now. */
  activeCalls: number;
  /** Its calls since midnight in the business's zone, however they ended. */
  callsToday: number;
  /** Since it was last started; 0 while it is stopped. Hours off do not end it. */
  uptimeMilliseconds: number;
  /** Why callers may not reach it though it is started, in words for the owner. */
  problems: string[];
}

/** Whether a number of the business leads to the receptionist at any time of the week. */
async function hasNumber(ctx: TenantContext, agent: Agent): Promise<boolean> {
  const numbers = await ctx.trx
    .selectFrom("numbers")
    .select("agent_id")
    .distinct()
    .where("business_id", "=", ctx.business.id)
    .where("status", "=", "active")
    .where("route_to_ai", "=", true)
    .execute();
  const owners = numbers.map(({ agent_id }) => agent_id);
  return isEverReached(agent.id, await startedAgents(ctx), owners);
}

async function problemsOf(ctx: TenantContext, agent: Agent, isInHours: boolean): Promise<string[]> {
  const problems: string[] = [];
  if (!(await hasNumber(ctx, agent)))
    problems.push("No phone number leads to this agent. Add one under Phone.");
  if (!isInHours) problems.push("It is outside its working hours now.");
  if ((await carriersOf(ctx)).length === 0)
    problems.push(
      "No phone carrier is connected. Connect your own Twilio account, or ask whoever runs Frontdesk for you to connect one.",
    );
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
    const started = isStarted(agent.status);
    const isInWorkingHours = isWithinHours(agent.workingHours, await businessMoment(ctx));
    return {
      agent,
      isStarted: started,
      isInWorkingHours,
      activeCalls: live.total,
      callsToday: today.total,
      uptimeMilliseconds:
        started && agent.startedAt ? Math.max(0, now.getTime() - agent.startedAt.getTime()) : 0,
      problems: started ? await problemsOf(ctx, agent, isInWorkingHours) : [],
    };
  });
}
