import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { enqueue } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { parseInput } from "@/lib/domain/parse";
import { checkNumbers } from "./check-numbers";
import { publishVersion } from "./put-live";
import {
  type Agent,
  agentColumns,
  agentOf,
  type CreateAgentInput,
  createAgentInput,
  isAtWork,
} from "./schema";

async function insertAgent(ctx: TenantContext, input: CreateAgentInput): Promise<Agent> {
  const now = ctx.clock.now();
  const row = await ctx.trx
    .insertInto("agents")
    .values({
      ...agentColumns(input),
      name: input.name,
      id: newId(now),
      business_id: ctx.business.id,
      started_at: isAtWork(input.status ?? "active") ? now : null,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const agent = agentOf(row);
  await publishVersion(ctx, agent);
  await enqueue(ctx, { kind: "agent.sync", payload: { agentId: agent.id } });
  return agent;
}

/** Adds a receptionist, active unless said otherwise, as its version 1. It is made known to the voice vendor after the commit. */
export async function createAgent(ctx: Context, input: CreateAgentInput): Promise<Agent> {
  authorize(ctx, "agent:write");
  const given = parseInput(createAgentInput, input);
  return inTenant(ctx, async (ctx) => {
    await checkNumbers(ctx, given);
    const agent = await insertAgent(ctx, given);
    await audit(ctx, "agent.create", agent.id, { name: agent.name });
    return agent;
  });
}

/** The receptionist that a new business starts with, written into the transaction of its sign-up. */
export const createDefaultAgentRows = (
  ctx: TenantContext,
  { businessName }: { businessName: string },
): Promise<Agent> =>
  insertAgent(ctx, {
    name: "Receptionist",
    greeting: `Thank you for calling ${businessName}. How can I help you?`,
  });
