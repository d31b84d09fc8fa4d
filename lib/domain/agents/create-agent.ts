import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { announce } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { requireRoomForAgent } from "@/lib/domain/limits";
import { parseInput } from "@/lib/domain/parse";
import { checkNumbers } from "./check-numbers";
import { checkVoice } from "./check-voice";
import { enqueueSync } from "./enqueue-sync";
import { publishVersion } from "./put-live";
import { getAgent } from "./read-agents";
import {
  type Agent,
  agentColumns,
  agentOf,
  type CreateAgentInput,
  createAgentInput,
  isStarted,
  type NewAgentInput,
  newAgentInput,
  settingsOf,
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
      started_at: isStarted(input.status ?? "active") ? now : null,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const agent = agentOf(row);
  await publishVersion(ctx, agent);
  await enqueueSync(ctx, agent.id);
  announce(ctx, "agent");
  return agent;
}

/**
 * Adds a receptionist, active unless said otherwise, as its version 1. It is made known to the voice vendor after the
 * commit.
 * @throws DomainError `validation_failed` (a number that is never dialled, a voice of theirs that is private, too),
 * `not_found` for the one to copy, `quota_exceeded` for one more at work than the plan has, or a fifty-first.
 */
export async function createAgent(ctx: Context, input: NewAgentInput): Promise<Agent> {
  authorize(ctx, "agent:write");
  const { copyOf, ...given } = parseInput(newAgentInput, input);
  await checkVoice(ctx, given.voiceId);
  return inTenant(ctx, async (ctx) => {
    const model = copyOf ? settingsOf(await getAgent(ctx, copyOf)) : {};
    await checkNumbers(ctx, given, model);
    const said = Object.entries(given).filter(([, value]) => value !== undefined);
    const wanted = createAgentInput.parse({ ...model, ...Object.fromEntries(said) });
    await requireRoomForAgent(ctx, isStarted(wanted.status ?? "active"));
    const agent = await insertAgent(ctx, wanted);
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
